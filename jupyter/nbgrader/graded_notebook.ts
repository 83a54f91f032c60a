import type { Cell, Notebook } from "../notebook.ts";
import {
  applySolutions,
  checkedExercise,
  isExercise,
  isHiddenTest,
} from "../run/apply_solutions.ts";
import { studentNotebook } from "../release/student_notebook.ts";
import { markSolution } from "./mark_solution.ts";

/** nbgrader's metadata of a cell, schema 3; it allows no other keys. */
interface GradeMetadata {
  schema_version: 3;
  grade_id: string;
  grade: boolean;
  locked: boolean;
  solution: boolean;
  task: false;
  points?: number;
}

/** How a notebook is graded. */
export interface GradedOptions {
  /** What each exercise is worth. */
  points: number;
  /** How many cases the checks of each exercise have, hidden tests included. */
  cases: ReadonlyMap<string, number>;
}

/**
 * The notebook as nbgrader's `source/` wants it: exercises with their solutions marked, checks that give points and
 * hold the hidden tests. Speaker's notes are left out, for nbgrader would hand them to students.
 *
 * Throws if exercises, checks and solutions do not match.
 */
export function gradedNotebook(
  notebook: Notebook,
  solutions: Notebook,
  options: GradedOptions,
): Notebook {
  const solved = new Map(
    applySolutions(notebook, solutions).cells.filter(isExercise)
      .map(({ id, source }) => [id, source]),
  );
  const hidden = solutions.cells.filter(isHiddenTest);
  const unchecked = new Set(solved.keys());
  const cells = studentNotebook(notebook).cells.map((cell) => {
    const solution = solved.get(cell.id);
    if (solution !== undefined) return markExercise(cell, solution);
    const exercise = checkedExercise(cell);
    if (exercise === undefined || !unchecked.delete(exercise)) return cell;
    return markCheck(cell, exercise, {
      ...options,
      hidden: hidden.filter((test) => checkedExercise(test) === exercise),
    });
  });
  if (unchecked.size > 0) {
    throw new Error(
      `Cannot grade exercise "${[...unchecked].join('", "')}": no check`,
    );
  }
  return { ...notebook, cells, layout: undefined };
}

function markExercise(cell: Cell, solution: string): Cell {
  return withGrade({ ...cell, source: markSolution(cell.source, solution) }, {
    grade: false,
    locked: false,
    solution: true,
  });
}

function markCheck(
  cell: Cell,
  exercise: string,
  { points, cases, hidden }: GradedOptions & { hidden: Cell[] },
): Cell {
  const marks = {
    points,
    cases: cases.get(exercise) ?? 0,
    checks: hidden.length + 1,
  };
  const source = [
    "// BEGIN HIDDEN TESTS",
    `(await import("sockets/notebook")).grading("${exercise}", {`,
    ...Object.entries(marks).map(([name, count]) => `  ${name}: ${count},`),
    "});",
    ...hidden.map((test) => test.source),
    "// END HIDDEN TESTS",
    cell.source,
  ].join("\n");
  return withGrade({ ...cell, source }, {
    grade: true,
    locked: true,
    points,
    solution: false,
  });
}

function withGrade(
  cell: Cell,
  grade: Omit<GradeMetadata, "schema_version" | "grade_id" | "task">,
): Cell {
  const nbgrader: GradeMetadata = {
    ...grade,
    grade_id: cell.id,
    schema_version: 3,
    task: false,
  };
  return { ...cell, metadata: { ...cell.metadata, nbgrader } };
}
