/** Runs the torture notebook in JupyterLab and Notebook 7, in a real browser. */
import { formatNotebook } from "../../../../jupyter/format_notebook.ts";
import type { FrontEnds } from "../../front_ends/front_ends.ts";
import type { OpenNotebook } from "../../front_ends/open_notebook.ts";
import type { Bench } from "./bench.ts";
import { shownBy, type ShownCells } from "./judge_cells.ts";
import { ACCEPT_CELL, tortureNotebook, WAITS } from "./torture_notebook.ts";

/** Opens the notebook with a new kernel, chooses Run All Cells and presses Stop when a cell waits. */
export async function runInFrontEnd(
  frontEnds: FrontEnds,
  open: "openInLab" | "openInNotebook7",
  { kernel, patience }: Pick<Bench, "kernel" | "patience">,
): Promise<ShownCells> {
  const name = `torture-${kernel}.ipynb`;
  const notebook = tortureNotebook(kernel);
  await Deno.writeTextFile(
    frontEnds.kit.notebook(name),
    formatNotebook(notebook),
  );
  const { shown, failure } = await runOpened(
    await frontEnds[open](name),
    patience,
  );
  if (failure) await frontEnds.closeLab();
  // What did not run shows that the run never ended; else the failure does.
  if (failure && !shown.includes(undefined)) throw failure;
  return shown;
}

/** Runs a notebook that is open, and closes it. */
async function runOpened(
  opened: OpenNotebook,
  patience: number,
): Promise<{ shown: ShownCells; failure?: Error }> {
  await using notebook = opened;
  const failure = await runAndStop(notebook, patience)
    .then(() => undefined, (cause: Error) => cause);
  const cells = await notebook.cells();
  const shown = cells.map(({ executionCount, outputs }) =>
    executionCount === null ? undefined : shownBy(outputs)
  );
  return { shown, failure };
}

async function runAndStop(
  notebook: OpenNotebook,
  patience: number,
): Promise<void> {
  const { id } = tortureNotebook("").cells[ACCEPT_CELL];
  await notebook.runAll(async () => {
    await notebook.shows(id, WAITS, patience);
    await notebook.stop();
  }, patience);
}
