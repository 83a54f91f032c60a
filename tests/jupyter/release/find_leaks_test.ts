import { assert, assertEquals, assertRejects } from "@std/assert";
import { parseNotebook } from "../../../jupyter/parse_notebook.ts";
import { formatNotebook } from "../../../jupyter/format_notebook.ts";
import type { Notebook } from "../../../jupyter/notebook.ts";
import {
  describeLeak,
  findLeaks,
} from "../../../jupyter/release/find_leaks.ts";
import { releaseFiles } from "../../../jupyter/release/release_files.ts";
import { readSecrets } from "../../../jupyter/release/secrets.ts";
import { fromFileUrl } from "../../project_files.ts";
import { lacksTool } from "../../tools.ts";
import { codeCell } from "../run/make_notebook.ts";

const ROOT = fromFileUrl("./");
const NOTEBOOK = "notebooks/en/01_protocols.ipynb";
const SOLUTION =
  `throw new SyntaxError(\`Cannot understand Bob: "\${line}"\`);`;
const NOTE = "So the protocol must fix how meaning becomes bytes";

const secrets = await readSecrets(ROOT);
const { files } = await releaseFiles(ROOT);

Deno.test("findLeaks finds none in the release, which has every notebook", () => {
  assertEquals(findLeaks(files, secrets).map(describeLeak), []);
  const names = [...files.keys()].filter((path) => path.endsWith(".ipynb"));
  const committed = [...Deno.readDirSync(fromFileUrl("notebooks/en"))]
    .filter(({ name }) => name.endsWith(".ipynb"))
    .map(({ name }) => `notebooks/en/${name}`).sort();
  assertEquals(names, committed);
});

Deno.test("readSecrets has lines of the solutions and notes of each notebook", () => {
  for (const path of files.keys()) {
    if (!path.endsWith(".ipynb")) continue;
    const name = path.replace("notebooks/en/", "");
    for (const kind of ["solution", "speaker note"]) {
      const found = secrets.lines.filter((secret) =>
        secret.kind === kind && secret.from.includes(name)
      );
      assert(found.length >= 3, `${name}: ${found.length} lines of a ${kind}`);
    }
  }
});

function changed(change: (notebook: Notebook) => void): [string, string] {
  const notebook = parseNotebook(files.get(NOTEBOOK)!);
  change(notebook);
  return [NOTEBOOK, formatNotebook(notebook)];
}

function exercise({ cells }: Notebook) {
  const cell = cells.find(({ id }) => id === "ex-parse-reply")!;
  if (cell.cell_type !== "code") throw new Error("an exercise is code");
  return cell;
}

/** Each puts one secret line somewhere. */
const PLANTED: [where: string, kind: string, plant: () => [string, string]][] =
  [
    ["in the README", "solution", () => ["README.md", `Hint: ${SOLUTION}`]],
    ["in a comment of the library", "solution", () => {
      const text = files.get("lib/mod.ts")!;
      return ["lib/mod.ts", `${text}// ${SOLUTION}\n`];
    }],
    ["in a new file", "solution", () => ["lib/answers.ts", SOLUTION]],
    ["in the exercise itself", "solution", () =>
      changed((notebook) => {
        exercise(notebook).source += `\n  // ${SOLUTION}`;
      })],
    ["in an output", "solution", () =>
      changed((notebook) => {
        exercise(notebook).outputs = [
          { output_type: "stream", name: "stdout", text: `${SOLUTION}\n` },
        ];
      })],
    ["in a cell's metadata", "solution", () =>
      changed((notebook) => {
        exercise(notebook).metadata.answer = SOLUTION;
      })],
    ["in a file that is no notebook any more", "solution", () => [
      NOTEBOOK,
      `{"cells": [\n${SOLUTION}\n`,
    ]],
    ["as a cell", "speaker note", () =>
      changed((notebook) => {
        const original = parseNotebook(
          Deno.readTextFileSync(fromFileUrl(NOTEBOOK)),
        );
        notebook.cells.push(
          original.cells.find(({ source }) => source.startsWith(NOTE))!,
        );
      })],
  ];
for (const [where, kind, plant] of PLANTED) {
  Deno.test(`findLeaks finds a planted ${kind} ${where}`, () => {
    const [path, text] = plant();
    const leaks = findLeaks(new Map([[path, text]]), secrets);
    assert(leaks.length > 0);
    assertEquals(leaks.filter((leak) => leak.kind !== kind), []);
  });
}

Deno.test("findLeaks finds a hidden test and lets through what the public file says too", () => {
  const line = "const everySeat = seats.length;";
  const hidden = {
    lines: [{ line, kind: "hidden test" as const, from: "a.ipynb, hidden-a" }],
    publicText: (path: string) => path === "lib/seat.ts" ? `${line}\n` : "",
  };
  const leaking = new Map([["lib/seat.ts", line], ["lib/chair.ts", line]]);
  assertEquals(findLeaks(leaking, hidden).map(describeLeak), [
    `lib/chair.ts has a line of a hidden test (a.ipynb, hidden-a): ${line}`,
  ]);
});

/** A project with one notebook and what else a release takes, in a folder of its own. */
async function inProject(
  change: (notebook: Notebook) => void,
  body: (root: string) => Promise<void>,
): Promise<void> {
  const root = await Deno.makeTempDir();
  try {
    const [, text] = changed(change);
    const solutions = "notebooks/en/solutions";
    await Deno.mkdir(`${root}/${solutions}`, { recursive: true });
    await Deno.mkdir(`${root}/lib`);
    await Deno.writeTextFile(`${root}/${NOTEBOOK}`, text);
    await Deno.writeTextFile(`${root}/lib/mod.ts`, "export {};\n");
    for (
      const path of [
        "deno.json",
        "deno.lock",
        NOTEBOOK.replace("notebooks/en", solutions),
      ]
    ) await Deno.copyFile(fromFileUrl(path), `${root}/${path}`);
    await body(root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

async function git(root: string, ...args: string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command("git", {
    args,
    cwd: root,
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}

Deno.test("releaseFiles refuses code among the speaker's notes", () =>
  inProject(({ cells }) => {
    const cell = codeCell("demo", "1");
    cell.metadata.slideshow = { slide_type: "notes" };
    cells.push(cell);
  }, async (root) => {
    const failure = await assertRejects(() => releaseFiles(root), Error);
    assertEquals(
      failure.message,
      `Cannot leave out cell "demo": it is code among the speaker's notes; give it the slide type "skip"`,
    );
  }));

Deno.test("releaseFiles refuses an exercise that is solved in the notebook itself, and its lines stay secret", () =>
  inProject((notebook) => {
    exercise(notebook).source = `// return todo("…");\n${SOLUTION}`;
  }, async (root) => {
    const failure = await assertRejects(() => releaseFiles(root), Error);
    assertEquals(
      failure.message,
      `Cannot hand out exercise "ex-parse-reply": it is solved in the notebook itself; put its todo() back`,
    );
    const leaking = new Map([[NOTEBOOK, SOLUTION]]);
    const [leak] = findLeaks(leaking, await readSecrets(root));
    assertEquals([leak.kind, leak.line], ["solution", SOLUTION]);
  }));

Deno.test("releaseFiles hands out no outputs", () =>
  inProject((notebook) => {
    exercise(notebook).outputs = [
      { output_type: "stream", name: "stdout", text: "the answer\n" },
    ];
  }, async (root) => {
    assertEquals(
      (await releaseFiles(root)).files.get(NOTEBOOK),
      files.get(NOTEBOOK),
    );
  }));

Deno.test({
  name:
    "releaseFiles leaves out what git does not know, and no secret is public there",
  ignore: lacksTool("git"),
  fn: () =>
    inProject(() => {}, async (root) => {
      const exam = "lib/exam.md";
      await Deno.writeTextFile(`${root}/${exam}`, SOLUTION);
      assertEquals((await releaseFiles(root)).files.get(exam), SOLUTION);
      await git(root, "init", "--quiet");
      await git(root, "add", "deno.json", "lib/mod.ts", "notebooks");
      const release = await releaseFiles(root);
      assertEquals(release.unknown, [exam]);
      assertEquals([...release.files.keys()], [
        "README.md",
        "deno.json",
        "deno.lock",
        "lib/mod.ts",
        NOTEBOOK,
      ]);
      const leaks = findLeaks(
        new Map([[exam, SOLUTION]]),
        await readSecrets(root),
      );
      assertEquals(leaks[0]?.path, exam);
    }),
});
