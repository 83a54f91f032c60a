/**
 * Mutation test of the exercises: every wrong answer is rejected by its check with a message that says what to fix,
 * and the solution is accepted afterwards in the same kernel.
 *
 * A notebook's wrong answers are data: `wrong_answers/<notebook>.ts` exports `wrongAnswers`.
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Kernel } from "../../jupyter/client/kernel.ts";
import type { Cell } from "../../jupyter/notebook.ts";
import {
  type CellVerdict,
  notebookFiles,
  readCodeCells,
  readSolutions,
  runCell,
  startKernel,
} from "./notebook_cells.ts";
import type { WrongAnswers } from "./wrong_answer.ts";

const FEWEST_WRONG_ANSWERS = 3;

/** What a check says when only its clock has found out. */
const ONLY_WAITED = "still waiting after";

for (const name of notebookFiles()) {
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
    await using kernel = await startKernel();
    for (const cell of readCodeCells(name)) {
      const { status, evalue } = await runCell(kernel, cell.source);
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

async function wrongAnswersOf(notebook: string): Promise<WrongAnswers> {
  const path = new URL(`./wrong_answers/${notebook}.ts`, import.meta.url).href;
  const { wrongAnswers } = await import(path);
  return wrongAnswers;
}

async function judge(
  kernel: Kernel,
  answer: string,
  check: Cell,
): Promise<CellVerdict> {
  const { status, evalue } = await runCell(kernel, answer);
  assertEquals(status, "ok", `the answer itself cannot be run: ${evalue}`);
  return runCell(kernel, check.source);
}
