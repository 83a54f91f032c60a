import { assertEquals, assertThrows } from "@std/assert";
import {
  applySolutions,
  UnmatchedSolutionsError,
} from "../../../jupyter/run/apply_solutions.ts";
import { countExercises } from "../../../jupyter/run/count_exercises.ts";
import { codeCell, makeNotebook } from "./make_notebook.ts";

const PROSE = {
  cell_type: "markdown",
  id: "m",
  metadata: {},
  source: "why",
} as const;

Deno.test("applySolutions replaces the source of exercise cells and nothing else", () => {
  const notebook = makeNotebook(
    "1",
    codeCell("ex-a", "todo()", ["exercise"]),
    codeCell("check-a", "check", ["check"]),
  );
  const solved = applySolutions(
    notebook,
    makeNotebook(PROSE, codeCell("ex-a", "answer")),
  );
  assertEquals(solved.cells.map(({ source }) => source), [
    "1",
    "answer",
    "check",
  ]);
  assertEquals(solved.cells[1].metadata, { tags: ["exercise"] });
  assertEquals(notebook.cells[1].source, "todo()");
});

Deno.test("applySolutions names every exercise and solution without a partner", () => {
  const notebook = makeNotebook(
    codeCell("ex-a", "todo()", ["exercise"]),
    codeCell("ex-b", "todo()", ["exercise"]),
    codeCell("c", "1"),
  );
  const solutions = makeNotebook(codeCell("ex-a", "1"), codeCell("c", "2"));
  assertThrows(
    () => applySolutions(notebook, solutions),
    UnmatchedSolutionsError,
    `Cannot put the solutions in: exercise "ex-b" has no solution, solution "c" has no exercise`,
  );
});

Deno.test("countExercises takes exercises without a verdict as open", () => {
  const notebook = makeNotebook(
    codeCell("ex-a", "", ["exercise"]),
    codeCell("ex-b", "", ["exercise"]),
    codeCell("ex-c", "", ["exercise"]),
  );
  const states = { "ex-a": "passed", "ex-b": "failed", "ex-d": "open" };
  assertEquals(countExercises(notebook, states), {
    open: 2,
    passed: 1,
    failed: 1,
    total: 4,
  });
});

Deno.test("applySolutions puts hidden tests behind the check of their exercise", () => {
  const notebook = makeNotebook(
    codeCell("ex-a", "todo();", ["exercise"]),
    codeCell("check-a", `await check("ex-a", () => {});`, ["check"]),
    "last();",
  );
  const solutions = makeNotebook(
    codeCell("ex-a", "1;"),
    codeCell("hidden-a", `await check("ex-a", test);`, ["hidden-tests"]),
  );
  assertEquals(
    applySolutions(notebook, solutions).cells.map(({ id }) => id),
    ["ex-a", "check-a", "hidden-a", "c3"],
  );
  const stray = makeNotebook(
    codeCell("ex-a", "1;"),
    codeCell("hidden-b", `await check("ex-b", test);`, ["hidden-tests"]),
  );
  assertThrows(
    () => applySolutions(notebook, stray),
    UnmatchedSolutionsError,
    `hidden tests "hidden-b" check no exercise`,
  );
});
