import type { Cell, Notebook } from "../notebook.ts";

/** Exercises and solutions do not match. */
export class UnmatchedSolutionsError extends Error {
  override name = "UnmatchedSolutionsError";
}

/** Whether a cell is one that the student writes. */
export function isExercise(cell: Cell): boolean {
  return cell.cell_type === "code" &&
    cell.metadata.tags?.includes("exercise") === true;
}

/** Whether a cell among the solutions holds tests that only graders see. */
export function isHiddenTest(cell: Cell): boolean {
  return cell.cell_type === "code" &&
    cell.metadata.tags?.includes("hidden-tests") === true;
}

/** The id of the exercise that a cell checks, if it checks one. */
export function checkedExercise(cell: Cell): string | undefined {
  if (cell.cell_type !== "code") return undefined;
  return /\bcheck\(\s*"([^"]+)"/.exec(cell.source)?.[1];
}

/**
 * The notebook with the source of its exercise cells replaced by that of the solution cells of the same id, and hidden tests
 * behind the check of their exercise.
 *
 * Throws {@linkcode UnmatchedSolutionsError} unless each exercise has a solution, and each solution and hidden test an
 * exercise.
 */
export function applySolutions(
  notebook: Notebook,
  solutions: Notebook,
): Notebook {
  const sources = new Map(
    solutions.cells.filter((cell) =>
      cell.cell_type === "code" && !isHiddenTest(cell)
    )
      .map(({ id, source }) => [id, source]),
  );
  const hiddenTests = solutions.cells.filter(isHiddenTest);
  const exercises = new Set(
    notebook.cells.filter(isExercise).map(({ id }) => id),
  );
  const problems = [
    ...[...exercises].filter((id) => !sources.has(id))
      .map((id) => `exercise "${id}" has no solution`),
    ...[...sources.keys()].filter((id) => !exercises.has(id))
      .map((id) => `solution "${id}" has no exercise`),
    ...hiddenTests.filter((cell) => !exercises.has(checkedExercise(cell) ?? ""))
      .map(({ id }) => `hidden tests "${id}" check no exercise`),
  ];
  if (problems.length > 0) {
    throw new UnmatchedSolutionsError(
      `Cannot put the solutions in: ${problems.join(", ")}`,
    );
  }
  const cells = notebook.cells.flatMap((cell) => {
    if (exercises.has(cell.id)) {
      return { ...cell, source: sources.get(cell.id)! };
    }
    const checked = checkedExercise(cell);
    const hidden = hiddenTests.filter((test) =>
      checked !== undefined && checkedExercise(test) === checked
    );
    return [cell, ...hidden];
  });
  return { ...notebook, cells };
}
