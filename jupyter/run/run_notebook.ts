import { Kernel } from "../client/kernel.ts";
import type { PortRange } from "../client/pick_ports.ts";
import type { CodeCell, Notebook } from "../notebook.ts";
import { countExercises } from "./count_exercises.ts";
import { NotebookSession } from "./notebook_session.ts";
import type { NotebookFailure, NotebookReport } from "./run_report.ts";

/** How to run a notebook. */
export interface RunNotebookOptions {
  /** Where the kernel starts, and finds deno.json: the notebook's folder. */
  cwd?: string;
  /** Milliseconds a cell may take, 60,000 by default. */
  cellTimeout?: number;
  /** Milliseconds until the kernel must answer, 30,000 by default. */
  startTimeout?: number;
  ports?: PortRange;
  /** Further environment variables for the kernel. */
  env?: Record<string, string>;
  /** Leave Deno's own kernel as it is: no hooks, cells sent as they are. Errors that no cell awaits are then missed. */
  stock?: boolean;
  /** Every exercise must have passed at the end. */
  mustSolve?: boolean;
  signal?: AbortSignal;
  /** Hears of each cell that ends. */
  onCell?: (cellsRun: number, cells: number) => void;
}

/** What came of a notebook. */
export interface NotebookRun {
  /** A copy with the outputs of the cells that ran; the others' are gone. */
  notebook: Notebook;
  report: Omit<NotebookReport, "path">;
}

const CELL_TIMEOUT = 60_000;

/** Whether a cell is to be run: code that says something, and is not tagged `skip-execution`. */
export function isRunnable(cell: Notebook["cells"][number]): cell is CodeCell {
  return cell.cell_type === "code" && cell.source.trim() !== "" &&
    !cell.metadata.tags?.includes("skip-execution");
}

/**
 * Runs a notebook's cells in order in a kernel of its own, up to the first failure.
 *
 * Failures are told in the report and never thrown. Whatever happens, the kernel and its files are gone afterwards.
 */
export async function runNotebook(
  notebook: Notebook,
  options: RunNotebookOptions = {},
): Promise<NotebookRun> {
  const started = performance.now();
  const copy = copyWithoutOutputs(notebook);
  const cells = copy.cells.filter(isRunnable);
  const result = await runInKernel(copy, cells, options);
  const failure = result.failure;
  return {
    notebook: copy,
    report: {
      ok: failure === undefined,
      outcome: failure === undefined
        ? "passed"
        : failure.kind === "interrupted"
        ? "interrupted"
        : "failed",
      cells: cells.length,
      cellsRun: result.cellsRun,
      assertions: result.assertions,
      exercises: countExercises(copy, result.exercises),
      seconds: (performance.now() - started) / 1000,
      ...failure && { failure },
    },
  };
}

interface KernelRun {
  cellsRun: number;
  assertions: number;
  exercises: Record<string, string>;
  failure?: NotebookFailure;
}

async function runInKernel(
  notebook: Notebook,
  cells: CodeCell[],
  options: RunNotebookOptions,
): Promise<KernelRun> {
  const nothing = { cellsRun: 0, assertions: 0, exercises: {} };
  if (cells.length === 0) return nothing;
  let kernel: Kernel;
  try {
    options.signal?.throwIfAborted();
    kernel = await Kernel.start({
      ...options,
      env: { ...offlineUnlessAsked(), ...options.env },
    });
  } catch (failure) {
    return { ...nothing, failure: describeStartFailure(failure, options) };
  }
  const session = new NotebookSession(kernel, notebook, {
    cellTimeout: options.cellTimeout ?? CELL_TIMEOUT,
    stock: options.stock,
    signal: options.signal,
  });
  let cellsRun = 0;
  try {
    await session.begin();
    for (const cell of cells) {
      await session.runCell(cell);
      if (session.failure !== undefined) break;
      cellsRun++;
      options.onCell?.(cellsRun, cells.length);
    }
    if (session.failure === undefined) await session.settle();
    if (session.failure === undefined && options.mustSolve) {
      session.failUnlessSolved();
    }
  } finally {
    await session.end();
  }
  const { assertions, exercises, failure } = session;
  return { cellsRun, assertions, exercises, failure };
}

/** A run touches loopback only, so that it gives the same everywhere: SOCKETS_ONLINE=1 lets it go further. */
function offlineUnlessAsked(): Record<string, string> {
  return { SOCKETS_ONLINE: Deno.env.get("SOCKETS_ONLINE") ?? "0" };
}

function describeStartFailure(
  failure: unknown,
  { signal }: RunNotebookOptions,
): NotebookFailure {
  if (signal?.aborted) return { kind: "interrupted", message: "interrupted" };
  return {
    kind: "no-kernel",
    message: failure instanceof Error ? failure.message : String(failure),
  };
}

function copyWithoutOutputs(notebook: Notebook): Notebook {
  const cells = notebook.cells.map((cell) =>
    cell.cell_type !== "code" || cell.metadata.tags?.includes("skip-execution")
      ? cell
      : { ...cell, outputs: [], execution_count: null }
  );
  return { ...notebook, cells };
}
