/**
 * Runs a notebook of ten cells that print twenty lines each a hundred times, and counts the runs in which every line
 * came out in its cell and in order:
 *
 * ```sh
 * deno run -A tests/jupyter/hundred_runs.ts [runs]
 * ```
 */
import type { CodeCell } from "../../jupyter/notebook.ts";
import { runNotebook } from "../../jupyter/run/run_notebook.ts";
import { makeNotebook, NOTEBOOK_FOLDER } from "./run/make_notebook.ts";

const CELLS = 10;
const LINES = 20;

/** The notebook, and what each of its cells must show. */
export function printingNotebook() {
  const expected = Array.from(
    { length: CELLS },
    (_, cell) =>
      Array.from({ length: LINES }, (_, line) => `${cell}.${line}\n`).join(""),
  );
  const sources = expected.map((_, cell) =>
    `for (let line = 0; line < ${LINES}; line++) console.log("${cell}." + line);`
  );
  return { notebook: makeNotebook(...sources), expected };
}

/** What each cell of a run showed. */
export async function printedByCells(): Promise<string[]> {
  const { notebook } = printingNotebook();
  const run = await runNotebook(notebook, { cwd: NOTEBOOK_FOLDER });
  return run.notebook.cells.map((cell) =>
    (cell as CodeCell).outputs.map((output) =>
      output.output_type === "stream" ? output.text : `[${output.output_type}]`
    ).join("")
  );
}

if (import.meta.main) {
  const runs = Number(Deno.args[0] ?? 100);
  const { expected } = printingNotebook();
  let right = 0;
  for (let run = 0; run < runs; run++) {
    const printed = await printedByCells();
    if (printed.every((text, cell) => text === expected[cell])) right++;
  }
  console.log(`${right} of ${runs} runs right`);
  if (right < runs) Deno.exitCode = 1;
}
