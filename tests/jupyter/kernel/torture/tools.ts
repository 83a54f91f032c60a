/** The programs that run the torture notebook. */
import { FrontEnds } from "../../front_ends/front_ends.ts";
import { MENDED, placeKernelspecs, STOCK } from "../kernelspecs.ts";
import type { Bench } from "./bench.ts";
import { runInConsole } from "./in_console.ts";
import { runInFrontEnd } from "./in_front_ends.ts";
import {
  runInNbclient,
  runInNbconvert,
  runInPapermill,
} from "./in_jupyter_tools.ts";
import type { LateOutput, ShownCells } from "./judge_cells.ts";
import { shutDownFromBeside } from "./other_front_end.ts";

/** A program ready to run the notebook as often as one likes. */
export interface OpenTool extends AsyncDisposable {
  run(): Promise<ShownCells>;
}

/** A program. */
export interface Tool {
  /** Where it shows output that comes after its cell's end. */
  late: LateOutput;
  /** Makes it ready, with the mended kernel or Deno's own. */
  open(options: { stock: boolean }): Promise<OpenTool>;
}

/** Milliseconds after which a run has failed: Deno's own kernel may never end one. */
const PATIENCE = { mended: 120_000, stock: 40_000 };

export const TOOLS = {
  nbclient: { late: "nowhere", open: inFolders(runInNbclient) },
  nbconvert: { late: "nowhere", open: inFolders(runInNbconvert) },
  papermill: { late: "nowhere", open: inFolders(runInPapermill) },
  console: { late: "anywhere", open: inFolders(runInConsole) },
  lab: { late: "under its cell", open: inBrowser("openInLab") },
  notebook: { late: "under its cell", open: inBrowser("openInNotebook7") },
} satisfies Record<string, Tool>;

/** A program that is started anew for each run, in a temporary folder. */
function inFolders(run: (bench: Bench) => Promise<ShownCells>): Tool["open"] {
  return async ({ stock }) => {
    const specs = await placeKernelspecs();
    return {
      async run() {
        const folder = await Deno.makeTempDir({ prefix: "torture-" });
        try {
          return await run({
            kernel: stock ? STOCK : MENDED,
            jupyterPath: specs.path,
            folder,
            patience: stock ? PATIENCE.stock : PATIENCE.mended,
          });
        } finally {
          await shutDownFromBeside(folder);
          await Deno.remove(folder, { recursive: true });
        }
      },
      [Symbol.asyncDispose]: () => specs[Symbol.asyncDispose](),
    };
  };
}

/** One server and one browser for all runs. The kit's kernel goes by the name that its notebooks carry. */
function inBrowser(open: "openInLab" | "openInNotebook7"): Tool["open"] {
  return async ({ stock }) => {
    await using undo = new AsyncDisposableStack();
    const specs = undo.use(await placeKernelspecs());
    const frontEnds = undo.use(
      await FrontEnds.start({ JUPYTER_PATH: specs.path }),
    );
    const all = undo.move();
    const bench = stock
      ? { kernel: STOCK, patience: PATIENCE.stock }
      : { kernel: "deno", patience: PATIENCE.mended };
    return {
      run: () => runInFrontEnd(frontEnds, open, bench),
      [Symbol.asyncDispose]: () => all.disposeAsync(),
    };
  };
}
