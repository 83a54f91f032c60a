/** Runs the torture notebook with Jupyter's command line tools. */
import { join } from "node:path";
import { formatNotebook } from "../../../../jupyter/format_notebook.ts";
import { isRunnable } from "../../../../jupyter/run/run_notebook.ts";
import { readNotebook } from "../../../../jupyter/run/notebook_files.ts";
import { fromFileUrl, ROOT } from "../../../project_files.ts";
import { findTool } from "../../../tools.ts";
import { findPython } from "../../run_python.ts";
import { NOTEBOOK_FOLDER } from "../../run/make_notebook.ts";
import { interruptFromBeside } from "./other_front_end.ts";
import { shownBy, type ShownCells } from "./judge_cells.ts";
import type { Bench } from "./bench.ts";
import { tortureNotebook, WAITS } from "./torture_notebook.ts";

/** `NotebookClient`, which interrupts through its kernel manager. */
export async function runInNbclient(bench: Bench): Promise<ShownCells> {
  const { source, target } = await writeSource(bench);
  await run(bench, findPython(), [
    fromFileUrl("tests/jupyter/kernel/torture/run_in_nbclient.py"),
    ...[source, target, NOTEBOOK_FOLDER, WAITS],
  ]);
  return await readShown(target);
}

/** `jupyter nbconvert --execute`, which interrupts a cell that takes too long. */
export async function runInNbconvert(bench: Bench): Promise<ShownCells> {
  const { source, target } = await writeSource(bench);
  // Its kernel starts where the notebook is.
  await Deno.writeTextFile(
    join(bench.folder, "deno.json"),
    JSON.stringify({ imports: { sockets: new URL("lib/mod.ts", ROOT).href } }),
  );
  await run(bench, findTool("jupyter")!, [
    ...["nbconvert", "--execute", "--to", "notebook", "--allow-errors"],
    ...["--config", fromFileUrl("tests/jupyter/kernel/torture/nbconvert.py")],
    ...["--output", target, source],
  ]);
  return await readShown(target);
}

/** `papermill`, which has no way to interrupt a cell: another client of the same kernel does. */
export async function runInPapermill(bench: Bench): Promise<ShownCells> {
  const { source, target } = await writeSource(bench);
  const end = new AbortController();
  const interrupting = interruptFromBeside(bench.folder, end.signal);
  try {
    await run(bench, findTool("papermill")!, [
      ...["--kernel", bench.kernel, "--cwd", NOTEBOOK_FOLDER],
      // Without a limit for a cell it would write nothing of a run that hangs.
      ...["--execution-timeout", String(bench.patience / 4000)],
      ...["--no-progress-bar", source, target],
    ]);
    return await readShown(target);
  } finally {
    end.abort();
    await interrupting;
  }
}

/**
 * Runs a program that keeps its connection files, too, in the run's own folder. It presses Ctrl-C where patience ends.
 * Whether it succeeds is of no interest: what it wrote tells.
 */
async function run(
  { jupyterPath, folder, patience }: Bench,
  program: string,
  args: string[],
): Promise<void> {
  const child = new Deno.Command(program, {
    args,
    env: { JUPYTER_PATH: jupyterPath, TMPDIR: folder, NO_COLOR: "1" },
    stdout: "null",
    stderr: "null",
  }).spawn();
  const timer = setTimeout(() => child.kill("SIGINT"), patience);
  await child.status;
  clearTimeout(timer);
}

async function writeSource({ kernel, folder }: Bench) {
  const source = join(folder, "torture.ipynb");
  const target = join(folder, "executed.ipynb");
  await Deno.writeTextFile(source, formatNotebook(tortureNotebook(kernel)));
  return { source, target };
}

async function readShown(path: string): Promise<ShownCells> {
  const { cells } = await readNotebook(path).catch((cause) => {
    throw new Error("the run was given up, and nothing written", { cause });
  });
  return cells.filter(isRunnable)
    .map(({ outputs, execution_count }) =>
      execution_count === null ? undefined : shownBy(outputs)
    );
}
