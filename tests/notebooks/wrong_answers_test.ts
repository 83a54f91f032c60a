/**
 * Mutation test of the exercises: every wrong answer is rejected by its check with a message that says what to fix,
 * and the solution is accepted afterwards in the same kernel.
 *
 * A notebook's wrong answers are data: `wrong_answers/<notebook>.ts` exports `wrongAnswers`.
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { Kernel } from "../../jupyter/client/kernel.ts";
import type { Cell } from "../../jupyter/notebook.ts";
import { parseNotebook } from "../../jupyter/parse_notebook.ts";
import type { WrongAnswers } from "./wrong_answer.ts";

const FOLDER = new URL("../../notebooks/en/", import.meta.url);
const FEWEST_WRONG_ANSWERS = 3;
const CELL_DEADLINE = 30_000;

/** What a check says when only its clock has found out. */
const ONLY_WAITED = "still waiting after";

for (const { name } of [...Deno.readDirSync(FOLDER)].sort(byName)) {
  if (!name.endsWith(".ipynb")) continue;
  const notebook = name.replace(/\.ipynb$/, "");
  const exercises = readExercises(name);
  if (exercises.size === 0) continue;

  Deno.test(`${notebook} has wrong answers for each exercise`, async () => {
    const wrongAnswers = await wrongAnswersOf(notebook);
    assertEquals(
      Object.keys(wrongAnswers).sort(),
      [...exercises.keys()].sort(),
    );
    for (const [id, answers] of Object.entries(wrongAnswers)) {
      assert(answers.length >= FEWEST_WRONG_ANSWERS, `${id} has too few`);
    }
  });

  Deno.test(`${notebook} rejects wrong answers and accepts the solutions`, async (t) => {
    const wrongAnswers = await wrongAnswersOf(notebook);
    const solutions = readSolutions(name);
    await using kernel = await Kernel.start({ cwd: folderPath() });
    for (const cell of readCodeCells(name)) {
      const { status, evalue } = await run(kernel, cell.source);
      const mayFail = cell.metadata.tags?.includes("raises-exception");
      assert(status === "ok" || mayFail, `${cell.id}: ${evalue}`);
    }
    for (const [id, check] of exercises) {
      for (const { mistake, source, says } of wrongAnswers[id] ?? []) {
        await t.step(`${id} rejects: ${mistake}`, async () => {
          const verdict = await judge(kernel, source, check);
          assertEquals(verdict.ename, "ExerciseError", verdict.evalue);
          assertStringIncludes(verdict.evalue, says);
          assert(!verdict.evalue.includes(ONLY_WAITED), verdict.evalue);
        });
      }
      await t.step(`${id} accepts the solution`, async () => {
        const verdict = await judge(kernel, solutions.get(id) ?? "", check);
        assertEquals(verdict.status, "ok", verdict.evalue);
      });
    }
    await kernel.shutdown();
  });
}

/** The check cell of each exercise, by the exercise's id. */
function readExercises(name: string): Map<string, Cell> {
  const cells = readCodeCells(name);
  const checkOf = (id: string) =>
    cells.find(({ metadata, source }) =>
      metadata.tags?.includes("check") && source.includes(`check("${id}"`)
    );
  return new Map(
    cells.filter(({ metadata }) => metadata.tags?.includes("exercise"))
      .map(({ id }) => {
        const check = checkOf(id);
        if (!check) throw new Error(`${name}: exercise "${id}" has no check`);
        return [id, check];
      }),
  );
}

function readSolutions(name: string): Map<string, string> {
  const cells = readCodeCells(`solutions/${name}`);
  return new Map(cells.map(({ id, source }) => [id, source]));
}

function readCodeCells(path: string): Cell[] {
  const text = Deno.readTextFileSync(new URL(path, FOLDER));
  return parseNotebook(text, path).cells
    .filter(({ cell_type }) => cell_type === "code");
}

async function wrongAnswersOf(notebook: string): Promise<WrongAnswers> {
  const path = new URL(`./wrong_answers/${notebook}.ts`, import.meta.url).href;
  const { wrongAnswers } = await import(path);
  return wrongAnswers;
}

interface Verdict {
  status: string;
  ename: string;
  evalue: string;
}

async function judge(
  kernel: Kernel,
  answer: string,
  check: Cell,
): Promise<Verdict> {
  const { status, evalue } = await run(kernel, answer);
  assertEquals(status, "ok", `the answer itself cannot be run: ${evalue}`);
  return run(kernel, check.source);
}

async function run(kernel: Kernel, source: string): Promise<Verdict> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`the cell did not end: ${source}`)),
      CELL_DEADLINE,
    );
  });
  try {
    const reply = kernel.execute(source).reply;
    const { content } = await Promise.race([reply, kernel.death, deadline]);
    const { status, ename = "", evalue = "" } = content as unknown as Verdict;
    return { status, ename, evalue };
  } finally {
    clearTimeout(timer);
  }
}

function folderPath(): string {
  const path = decodeURIComponent(FOLDER.pathname);
  return Deno.build.os === "windows" ? path.slice(1) : path;
}

function byName(a: Deno.DirEntry, b: Deno.DirEntry): number {
  return a.name < b.name ? -1 : 1;
}
