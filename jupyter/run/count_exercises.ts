import type { Notebook } from "../notebook.ts";
import { isExercise } from "./apply_solutions.ts";
import type { ExerciseCounts } from "./run_report.ts";

/** Counts the notebook's exercises by state; one whose check has not run is open. */
export function countExercises(
  notebook: Notebook,
  states: Record<string, string>,
): ExerciseCounts {
  const ids = new Set([
    ...notebook.cells.filter(isExercise).map(({ id }) => id),
    ...Object.keys(states),
  ]);
  const counts: ExerciseCounts = {
    open: 0,
    passed: 0,
    failed: 0,
    total: ids.size,
  };
  for (const id of ids) {
    const state = states[id];
    if (state === "passed" || state === "failed") counts[state]++;
    else counts.open++;
  }
  return counts;
}
