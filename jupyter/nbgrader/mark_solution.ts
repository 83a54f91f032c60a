import { syntaxError } from "../type_check/syntax_error.ts";

/**
 * Puts a solution and what students start from into one cell, so that nbgrader's `ClearSolutions` leaves exactly the
 * exercise, with {@linkcode CODE_STUB} in it.
 *
 * The region from BEGIN to END SOLUTION goes, both lines included. The second of them opens a comment around what
 * students start from, which therefore runs only once that line is gone:
 *
 * ```text
 * function order() {                                   function order() {
 *   // BEGIN SOLUTION                                    // YOUR CODE HERE
 *   return "cider";                               ──▶    return todo("order");
 *   (comment opens) END SOLUTION                         // END OF YOUR CODE (comment closes)
 *   return todo("order");                              }
 *   // END OF YOUR CODE (comment closes)
 * }
 * ```
 *
 * Throws if what students start from has such a comment itself, or if one of the two forms cannot be parsed.
 */
export function markSolution(exercise: string, solution: string): string {
  const [before, given, after] = splitCommon(exercise, solution);
  const solved = solution.split("\n")
    .slice(before.length, solution.split("\n").length - after.length);
  if (given.some((line) => line.includes("*/"))) {
    throw new Error(
      `Cannot mark a solution: what students start from has "*/" in it; write comments there with //`,
    );
  }
  const indent = /^\s*/.exec(given[0] ?? "")![0];
  const marked = [
    ...before,
    `${indent}// BEGIN SOLUTION`,
    ...solved,
    `${indent}/* END SOLUTION: what students start from`,
    ...given,
    `${indent}// END OF YOUR CODE */`,
    ...after,
  ].join("\n");
  for (const form of [marked, clearSolution(marked)]) {
    const problem = syntaxError(form);
    if (problem === undefined) continue;
    throw new Error(
      `Cannot mark the solution "${
        form.split("\n")[0]
      }": line ${problem.line}: ${problem.message}`,
    );
  }
  return marked;
}

/** What nbgrader puts in place of a solution; the configuration of the course says so. */
export const CODE_STUB = "// YOUR CODE HERE";

/** What nbgrader makes of a marked cell for students. */
export function clearSolution(marked: string): string {
  return marked.replace(
    /^(\s*)\/\/ BEGIN SOLUTION\n[\s\S]*?END SOLUTION.*\n/m,
    `$1${CODE_STUB}\n`,
  );
}

/** The lines that both begin with, what is between in the exercise, and the lines that both end with. */
function splitCommon(exercise: string, solution: string): string[][] {
  const [given, solved] = [exercise.split("\n"), solution.split("\n")];
  const most = Math.min(given.length, solved.length);
  let start = 0;
  while (start < most && given[start] === solved[start]) start++;
  let end = 0;
  while (
    end < most - start && given.at(-1 - end) === solved.at(-1 - end)
  ) end++;
  const stop = given.length - end;
  return [given.slice(0, start), given.slice(start, stop), given.slice(stop)];
}
