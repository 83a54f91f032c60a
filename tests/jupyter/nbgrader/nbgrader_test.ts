/** The course in the real nbgrader: from source to points and feedback. */
import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { join } from "node:path";
import { formatNotebook } from "../../../jupyter/format_notebook.ts";
import { parseNotebook } from "../../../jupyter/parse_notebook.ts";
import { readSolutions } from "../../notebooks/notebook_cells.ts";
import { fromFileUrl } from "../../project_files.ts";
import { lacksTool } from "../../tools.ts";
import { JupyterTools, notebookPath } from "../ecosystem/jupyter_tools.ts";

const NAME = "00_start_here";
const NOTEBOOK = `${NAME}.ipynb`;
const SOLUTIONS = readSolutions(NOTEBOOK);

/** What each student hands in: sources of exercise cells by id. */
const SUBMISSIONS: Record<string, Map<string, string>> = {
  none: new Map(),
  all: SOLUTIONS,
  // Counts characters, which is right for two cases of five and one hidden one of two; and talks.
  some: new Map([
    ["ex-order", SOLUTIONS.get("ex-order")!],
    [
      "ex-count-bytes",
      `function byteCount(text: string): number {
  console.error("counting", text);
  return [...text].length;
}`,
    ],
  ]),
};

Deno.test(
  "nbgrader: 0, some and all points, feedback, and nothing secret in what is released",
  {
    ignore: lacksTool("nbgrader"),
  },
  async () => {
    await using tools = await JupyterTools.make();
    const course = join(tools.folder, "course");
    await writeCourse(course);
    const nbgrader = (...args: string[]) =>
      tools.run("nbgrader", args, { cwd: course });
    await nbgrader("generate_assignment", NAME);
    const release = join(course, "release", NAME);
    const released = await Deno.readTextFile(join(release, NOTEBOOK));
    for (
      const secret of [
        "ginger ale",
        "return `Hello",
        "await second}",
        "grading(",
      ]
    ) {
      assert(!released.includes(secret), secret);
    }
    for (const [student, answers] of Object.entries(SUBMISSIONS)) {
      const folder = join(course, "submitted", student, NAME);
      await Deno.mkdir(folder, { recursive: true });
      await Deno.writeTextFile(
        join(folder, NOTEBOOK),
        answer(released, answers),
      );
    }
    await nbgrader("autograde", NAME);
    await nbgrader("export");
    const grades = await Deno.readTextFile(join(course, "grades.csv"));
    assertEquals(scores(grades), { all: 30, none: 0, some: 14.29 });

    await nbgrader("generate_feedback", NAME);
    const feedback = await Deno.readTextFile(
      join(course, "feedback", "some", NAME, `${NAME}.html`),
    );
    assertMatch(feedback, /ex-count-bytes: 3 of 7 cases hold: 4\.29 of 10/);
    assertStringIncludes(feedback, "let TextEncoder count");
  },
);

async function writeCourse(course: string): Promise<void> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "-A", fromFileUrl("jupyter/nbgrader/main.ts")],
      ...[course, notebookPath(NOTEBOOK)],
    ],
    stdin: "null",
  }).output();
  assert(success, new TextDecoder().decode(stderr));
}

function answer(released: string, answers: Map<string, string>): string {
  const notebook = parseNotebook(released);
  const cells = notebook.cells.map((cell) => ({
    ...cell,
    source: answers.get(cell.id) ?? cell.source,
  }));
  return formatNotebook({ ...notebook, cells });
}

/** Points by student. */
function scores(csv: string): Record<string, number> {
  const [head, ...rows] = csv.trim().split(/\r?\n/)
    .map((line) => line.split(","));
  const [student, score] = ["student_id", "score"]
    .map((name) => head.indexOf(name));
  return Object.fromEntries(
    rows.map((row) => [row[student], Number(row[score])]),
  );
}

const MISUSES: [args: string[], code: number, says: string][] = [
  [[], 2, "expected a folder"],
  [["out", "--points", "none"], 2, `Cannot use --points "none"`],
  [[fromFileUrl("notebooks/course")], 2, "it is in this project"],
  [[fromFileUrl("../"), NOTEBOOK], 1, "there is something in it"],
];
for (const [args, expected, says] of MISUSES) {
  Deno.test(`nbgrader refuses "${args.slice(1).join(" ")}", ${says}`, async () => {
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", fromFileUrl("jupyter/nbgrader/main.ts"), ...args],
      cwd: fromFileUrl("notebooks/en"),
      stdin: "null",
    }).output();
    assertEquals(code, expected);
    assertStringIncludes(new TextDecoder().decode(stderr), says);
  });
}
