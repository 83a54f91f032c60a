import { assert, assertEquals, assertThrows } from "@std/assert";
import { gradedNotebook } from "../../../jupyter/nbgrader/graded_notebook.ts";
import {
  clearSolution,
  CODE_STUB,
  markSolution,
} from "../../../jupyter/nbgrader/mark_solution.ts";
import { formatNotebook } from "../../../jupyter/format_notebook.ts";
import { parseNotebook } from "../../../jupyter/parse_notebook.ts";
import { isExercise } from "../../../jupyter/run/apply_solutions.ts";
import {
  notebookFiles,
  readCodeCells,
  readSolutions,
} from "../../notebooks/notebook_cells.ts";
import { fromFileUrl } from "../../project_files.ts";
import { codeCell, makeNotebook } from "../run/make_notebook.ts";

Deno.test("markSolution keeps what both have around the solution", () => {
  const exercise = `function order() {\n  return todo("order");\n}`;
  const solution = `function order() {\n  const a = 1;\n  return a;\n}`;
  assertEquals(
    markSolution(exercise, solution),
    `function order() {
  // BEGIN SOLUTION
  const a = 1;
  return a;
  /* END SOLUTION: what students start from
  return todo("order");
  // END OF YOUR CODE */
}`,
  );
});

Deno.test("markSolution refuses what could not be undone", () => {
  assertThrows(
    () => markSolution("/* a comment */ todo();", "1;"),
    Error,
    `Cannot mark a solution: what students start from has "*/" in it`,
  );
  assertThrows(
    () => markSolution("todo();", "function ("),
    Error,
    "Cannot mark the solution",
  );
});

for (const name of notebookFiles()) {
  Deno.test(`markSolution and back: the exercises of ${name}`, () => {
    const solutions = readSolutions(name);
    for (const { id, source } of readCodeCells(name).filter(isExercise)) {
      const marked = markSolution(source, solutions.get(id)!);
      const cleared = clearSolution(marked).split("\n").filter((line) =>
        line.trim() !== CODE_STUB && !line.endsWith("// END OF YOUR CODE */")
      );
      assertEquals(cleared.join("\n"), source, id);
    }
  });
}

const KEYS = ["grade", "grade_id", "locked", "schema_version", "solution"];

Deno.test("gradedNotebook: metadata of schema 3 with no other key, no speaker's notes, valid", () => {
  const read = (name: string) =>
    parseNotebook(Deno.readTextFileSync(fromFileUrl(`notebooks/en/${name}`)));
  const cases = new Map([["ex-order", 4]]);
  const graded = gradedNotebook(
    read("00_start_here.ipynb"),
    read("solutions/00_start_here.ipynb"),
    { points: 5, cases },
  );
  const { cells } = parseNotebook(formatNotebook(graded));
  assert(
    cells.every(({ metadata }) => metadata.slideshow?.slide_type !== "notes"),
  );
  const marked = cells.filter(({ metadata }) => metadata.nbgrader);
  assertEquals(marked.length, 6);
  for (const { id, metadata } of marked) {
    const nbgrader = metadata.nbgrader as Record<string, unknown>;
    const isCheck = id.startsWith("check-");
    assertEquals(
      Object.keys(nbgrader).sort(),
      [...KEYS, ...isCheck ? ["points"] : [], "task"].sort(),
    );
    assertEquals(nbgrader.grade, isCheck);
    assertEquals(nbgrader.locked, isCheck);
    assertEquals(nbgrader.solution, !isCheck);
    assertEquals(nbgrader.grade_id, id);
    assertEquals(nbgrader.schema_version, 3);
    assertEquals(nbgrader.points, isCheck ? 5 : undefined);
  }
  const check = cells.find(({ id }) => id === "check-order")!.source;
  const [, hidden] =
    /^\/\/ BEGIN HIDDEN TESTS\n([\s\S]*)\n\/\/ END HIDDEN TESTS\n/.exec(check)!;
  assert(hidden.includes("cases: 4") && hidden.includes("checks: 2"));
  assert(hidden.includes("ginger ale"));
});

Deno.test("gradedNotebook refuses an exercise that nothing checks", () => {
  assertThrows(
    () =>
      gradedNotebook(
        makeNotebook(codeCell("ex-a", "todo();", ["exercise"])),
        makeNotebook(codeCell("ex-a", "1;")),
        { points: 1, cases: new Map() },
      ),
    Error,
    `Cannot grade exercise "ex-a": no check`,
  );
});
