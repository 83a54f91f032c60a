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

/**
 * The notebook with the source of its exercise cells replaced by that of the solution cells of the same id.
 *
 * Throws {@linkcode UnmatchedSolutionsError} unless each exercise has a solution and each solution an exercise.
 */
export function applySolutions(
  notebook: Notebook,
  solutions: Notebook,
): Notebook {
  const sources = new Map(
    solutions.cells.filter(({ cell_type }) => cell_type === "code")
      .map(({ id, source }) => [id, source]),
  );
  const exercises = new Set(
    notebook.cells.filter(isExercise).map(({ id }) => id),
  );
  const problems = [
    ...[...exercises].filter((id) => !sources.has(id))
      .map((id) => `exercise "${id}" has no solution`),
    ...[...sources.keys()].filter((id) => !exercises.has(id))
      .map((id) => `solution "${id}" has no exercise`),
  ];
  if (problems.length > 0) {
    throw new UnmatchedSolutionsError(
      `Cannot put the solutions in: ${problems.join(", ")}`,
    );
  }
  const cells = notebook.cells.map((cell) =>
    exercises.has(cell.id) ? { ...cell, source: sources.get(cell.id)! } : cell
  );
  return { ...notebook, cells };
}
