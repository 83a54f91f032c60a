import { basename, join } from "node:path";
import type { Notebook, Output } from "../notebook.ts";
import { checkedExercise } from "../run/apply_solutions.ts";
import { readNotebook } from "../run/notebook_files.ts";
import { runNotebooks } from "../run/run_notebooks.ts";

/**
 * Runs notebooks with their solutions and counts how many cases the checks of each exercise put, hidden tests included;
 * by path, then by exercise.
 *
 * Throws if a notebook does not pass with its solutions: nobody could get all points.
 */
export async function countCases(
  paths: readonly string[],
): Promise<Map<string, Map<string, number>>> {
  const output = await Deno.makeTempDir({ prefix: "nbgrader-" });
  try {
    const { notebooks } = await runNotebooks(paths, {
      solutions: true,
      output,
    });
    const counts = new Map<string, Map<string, number>>();
    for (const { path, failure } of notebooks) {
      if (failure) {
        throw new Error(
          `Cannot grade "${path}": with its solutions it fails: ${failure.message}`,
        );
      }
      const executed = await readNotebook(join(output, basename(path)));
      counts.set(path, casesOf(executed));
    }
    return counts;
  } finally {
    await Deno.remove(output, { recursive: true });
  }
}

function casesOf({ cells }: Notebook): Map<string, number> {
  const counts = new Map<string, number>();
  for (const cell of cells) {
    const exercise = checkedExercise(cell);
    if (exercise === undefined || cell.cell_type !== "code") continue;
    const cases = cell.outputs.flatMap(listedCases).length;
    counts.set(exercise, (counts.get(exercise) ?? 0) + cases);
  }
  return counts;
}

/** A check that passes lists its cases, indented and marked. */
function listedCases(output: Output): string[] {
  if (output.output_type !== "execute_result") return [];
  const text = String(output.data["text/plain"] ?? "");
  // deno-lint-ignore no-control-regex
  return text.replace(/\x1b\[\d+m/g, "").match(/^ {2}✓ /gm) ?? [];
}
