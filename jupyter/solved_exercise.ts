import type { Cell } from "./notebook.ts";
import { isExercise } from "./run/apply_solutions.ts";

/** A call of `todo()` that is not commented out. */
const CALLS_TODO = /^(?!\s*\/\/).*\btodo\(/m;

/** Whether a cell is an exercise that somebody has solved where students begin: nothing in it calls `todo()`. */
export function isSolvedExercise(cell: Cell): boolean {
  return isExercise(cell) && !CALLS_TODO.test(cell.source);
}
