import { basename, dirname, join } from "node:path";
import type { PortRange } from "../client/pick_ports.ts";
import type { Notebook } from "../notebook.ts";
import { UnmatchedSolutionsError } from "./apply_solutions.ts";
import { countExercises } from "./count_exercises.ts";
import { writeNotebook } from "./notebook_files.ts";
import { prepareNotebook } from "./prepare_notebook.ts";
import { isRunnable, runNotebook } from "./run_notebook.ts";
import type { FailureKind, NotebookReport, RunReport } from "./run_report.ts";

/** How to run notebooks. */
export interface RunNotebooksOptions {
  /** How many at once: as many as there are cores by default. */
  jobs?: number;
  /** Put the solutions into the exercise cells; then every check must pass. */
  solutions?: boolean;
  /** Leave Deno's own kernel as it is. */
  stock?: boolean;
  /** Write outputs into the notebooks that passed. Not together with `solutions`. */
  write?: boolean;
  /** A folder for executed copies, also of notebooks that failed. */
  output?: string;
  /** Milliseconds a cell may take. */
  cellTimeout?: number;
  /** Milliseconds until a kernel must answer. */
  startTimeout?: number;
  ports?: PortRange;
  env?: Record<string, string>;
  signal?: AbortSignal;
  /** Hears how the run goes. */
  observer?: RunObserver;
}

/** Hears how a run goes. */
export interface RunObserver {
  started?(path: string, cells: number): void;
  ranCell?(path: string, cellsRun: number, cells: number): void;
  ended?(report: NotebookReport): void;
}

/** Runs notebooks, several at a time, each in a kernel of its own. Failures are in the report. */
export async function runNotebooks(
  paths: readonly string[],
  options: RunNotebooksOptions = {},
): Promise<RunReport> {
  const { jobs = navigator.hardwareConcurrency, signal, observer } = options;
  const started = performance.now();
  const notebooks: NotebookReport[] = [];
  let next = 0;
  const work = async () => {
    while (next < paths.length) {
      const index = next++;
      const report = await runFile(paths[index], options);
      notebooks[index] = report;
      observer?.ended?.(report);
    }
  };
  await Promise.all(
    Array.from({ length: Math.min(jobs, paths.length) }, work),
  );
  const ok = notebooks.every((notebook) => notebook.ok);
  return {
    version: 1,
    ok,
    outcome: ok ? "passed" : signal?.aborted ? "interrupted" : "failed",
    deno: Deno.version.deno,
    solutions: options.solutions ?? false,
    seconds: (performance.now() - started) / 1000,
    notebooks,
  };
}

async function runFile(
  path: string,
  options: RunNotebooksOptions,
): Promise<NotebookReport> {
  let notebook: Notebook;
  try {
    options.signal?.throwIfAborted();
    notebook = await prepareNotebook(path, options);
  } catch (failure) {
    return describeUnreadable(path, failure, options);
  }
  const { observer } = options;
  observer?.started?.(path, notebook.cells.filter(isRunnable).length);
  const run = await runNotebook(notebook, {
    ...options,
    cwd: dirname(path),
    mustSolve: options.solutions,
    onCell: (cellsRun, cells) => observer?.ranCell?.(path, cellsRun, cells),
  });
  const report: NotebookReport = { path, ...run.report };
  if (options.signal?.aborted && !report.ok) {
    // Ctrl-C in a terminal reaches the kernels too: their deaths are no failures of the notebooks.
    report.outcome = "interrupted";
    report.failure = { kind: "interrupted", message: "interrupted" };
  } else await writeCopies(report, run.notebook, options);
  return report;
}

function describeUnreadable(
  path: string,
  failure: unknown,
  { signal }: RunNotebooksOptions,
): NotebookReport {
  const kind: FailureKind = signal?.aborted
    ? "interrupted"
    : failure instanceof UnmatchedSolutionsError
    ? "unmatched-solutions"
    : "unreadable";
  return {
    path,
    ok: false,
    outcome: kind === "interrupted" ? "interrupted" : "failed",
    cells: 0,
    cellsRun: 0,
    assertions: 0,
    exercises: countExercises({ cells: [] } as unknown as Notebook, {}),
    seconds: 0,
    failure: {
      kind,
      message: kind === "interrupted"
        ? "interrupted"
        : failure instanceof Error
        ? failure.message
        : String(failure),
    },
  };
}

async function writeCopies(
  report: NotebookReport,
  notebook: Notebook,
  { output, write, solutions }: RunNotebooksOptions,
): Promise<void> {
  const targets = [
    ...output === undefined ? [] : [join(output, basename(report.path))],
    ...write && !solutions && report.ok ? [report.path] : [],
  ];
  for (const target of targets) {
    try {
      await writeNotebook(target, notebook);
      report.output ??= target;
    } catch (failure) {
      report.ok = false;
      report.outcome = "failed";
      report.failure ??= {
        kind: "unwritable",
        message: `Cannot write notebook "${target}": ${
          (failure as Error).message
        }`,
      };
    }
  }
}
