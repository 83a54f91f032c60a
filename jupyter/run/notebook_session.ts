import { DeadKernelError } from "../client/kernel_error.ts";
import type { Kernel } from "../client/kernel.ts";
import type { CodeCell, Notebook } from "../notebook.ts";
import {
  describeCellError,
  describeLateError,
  type ErrorContent,
} from "./cell_failure.ts";
import { isExercise } from "./apply_solutions.ts";
import { type CellEnd, executeCell } from "./execute_cell.ts";
import {
  type Fence,
  hooksCode,
  type LateError,
  settleCode,
} from "./kernel_hooks.ts";
import { type DisplayRegistry, OutputCollector } from "./output_collector.ts";
import type { NotebookFailure } from "./run_report.ts";

/** How long the first code that a kernel runs may take: a busy machine is no failure of a cell. */
const HOOKS_TIMEOUT = 30_000;
/** How long timers that a notebook leaves behind may delay its end, in milliseconds. */
const SETTLE_PATIENCE = 1000;
/** How long an interrupted cell has to end and show where it was. */
const INTERRUPT_PATIENCE = 1000;
/** A kernel that has done its work ends by itself in about 125 ms. */
const SHUTDOWN_PATIENCE = 1000;

/** One notebook in one kernel: runs cells, keeps the first failure. */
export class NotebookSession {
  failure: NotebookFailure | undefined;
  assertions = 0;
  exercises: Record<string, string> = {};
  readonly #kernel: Kernel;
  readonly #notebook: Notebook;
  readonly #cellTimeout: number;
  readonly #signal: AbortSignal | undefined;
  readonly #displays: DisplayRegistry = new Map();
  readonly #unlisten: () => void;
  #collector = new OutputCollector(this.#displays);

  constructor(
    kernel: Kernel,
    notebook: Notebook,
    options: { cellTimeout: number; signal?: AbortSignal },
  ) {
    this.#kernel = kernel;
    this.#notebook = notebook;
    this.#cellTimeout = options.cellTimeout;
    this.#signal = options.signal;
    // What comes between two cells belongs to the one before: it has just ended.
    this.#unlisten = kernel.client.listen((message) =>
      this.#collector.take(message)
    );
  }

  /** Puts the hooks into the kernel. */
  async begin(firstCell: string): Promise<void> {
    const { reply } = this.#kernel.execute(hooksCode(firstCell), {
      silent: true,
    });
    const hooked = reply.then(({ content }) => {
      if (content.status === "ok") return;
      throw new Error(`Cannot put hooks into the kernel: ${content.evalue}`);
    });
    await this.#guard(undefined, hooked, HOOKS_TIMEOUT);
  }

  /** Runs one cell; afterwards `failure` says whether to go on. */
  async runCell(cell: CodeCell, next: string): Promise<void> {
    if (this.failure !== undefined) return;
    this.#collector = new OutputCollector(this.#displays);
    const collector = this.#collector;
    cell.outputs = collector.outputs;
    await this.#guard(
      cell,
      (async () => {
        const end = await executeCell(this.#kernel, {
          source: cell.source,
          next,
        });
        this.#count(end.fence);
        await this.#judge(cell, end, collector);
      })(),
    );
  }

  /** Waits for what the notebook has left running, so that its errors are not missed. */
  async settle(): Promise<void> {
    await this.#guard(
      undefined,
      (async () => {
        const { fence } = await executeCell(this.#kernel, {
          source: settleCode(SETTLE_PATIENCE),
          next: "",
          silent: true,
        });
        this.#count(fence);
        await this.#judgeLateErrors(fence.lateErrors);
      })(),
    );
  }

  /** Fails the notebook unless the check of every exercise has passed. */
  failUnlessSolved(): void {
    const ids = new Set([
      ...this.#notebook.cells.filter(isExercise).map(({ id }) => id),
      ...Object.keys(this.exercises),
    ]);
    for (const id of ids) {
      const state = this.exercises[id];
      if (state === "passed") continue;
      const message = state === undefined
        ? `no check has looked at exercise "${id}"`
        : `the check of exercise "${id}" says "${state}", expected "passed"`;
      this.#fail(this.#find(id), { kind: "unsolved", message });
    }
  }

  /** Ends the kernel: politely after success, at once after a failure. */
  async end(): Promise<void> {
    this.#unlisten();
    const patience = this.failure === undefined ? SHUTDOWN_PATIENCE : 0;
    await this.#kernel.shutdown({ patience });
  }

  /** Runs a step against the clock, the kernel's death and the signal; these fail the notebook. */
  async #guard(
    cell: CodeCell | undefined,
    step: Promise<void>,
    timeout = this.#cellTimeout,
  ): Promise<void> {
    const stop = Promise.withResolvers<"timeout" | "interrupted">();
    const timer = setTimeout(() => stop.resolve("timeout"), timeout);
    const onAbort = () => stop.resolve("interrupted");
    this.#signal?.addEventListener("abort", onAbort);
    if (this.#signal?.aborted) onAbort();
    try {
      const stopped = await Promise.race([step, stop.promise]);
      if (stopped === "timeout") await this.#timeOut(cell, step);
      else if (stopped === "interrupted") {
        step.catch(() => {});
        this.#fail(cell, { kind: "interrupted", message: "interrupted" });
      }
    } catch (failure) {
      this.#describeBreakdown(cell, failure);
    } finally {
      clearTimeout(timer);
      this.#signal?.removeEventListener("abort", onAbort);
    }
  }

  async #timeOut(cell: CodeCell | undefined, step: Promise<void>) {
    const seconds = this.#cellTimeout / 1000;
    this.#fail(cell, {
      kind: "timeout",
      message:
        `the cell did not end within ${seconds} s; does it wait for something that never comes?`,
    });
    const patience = Promise.withResolvers<void>();
    const timer = setTimeout(patience.resolve, INTERRUPT_PATIENCE);
    const ended = Promise.all([this.#kernel.interrupt(), step]);
    await Promise.race([ended, patience.promise]).catch(() => {});
    clearTimeout(timer);
    ended.catch(() => {});
  }

  #describeBreakdown(cell: CodeCell | undefined, failure: unknown): void {
    const message = failure instanceof Error ? failure.message : `${failure}`;
    const dead = failure instanceof DeadKernelError;
    this.#fail(cell, { kind: dead ? "dead-kernel" : "error", message });
  }

  async #judge(
    cell: CodeCell,
    { reply, fence }: CellEnd,
    collector: OutputCollector,
  ): Promise<void> {
    const { content } = reply;
    cell.execution_count = Number(content.execution_count ?? 0) || null;
    if (content.status === "error") {
      await this.#judgeError(
        cell,
        content as unknown as ErrorContent,
        collector,
      );
    }
    await this.#judgeLateErrors(fence.lateErrors);
  }

  async #judgeError(
    cell: CodeCell,
    error: ErrorContent,
    collector: OutputCollector,
  ): Promise<void> {
    const broadcast = collector.outputs
      .some(({ output_type }) => output_type === "error");
    if (broadcast && isExcused(cell)) return;
    const description = await describeCellError(
      this.#kernel,
      cell.source,
      error,
      broadcast,
    );
    if (!broadcast) collector.addError({ ...error, ...description });
    if (!isExcused(cell)) this.#fail(cell, description);
  }

  async #judgeLateErrors(lateErrors: LateError[]): Promise<void> {
    for (const late of lateErrors) {
      const cell = late.cell === undefined ? undefined : this.#find(late.cell);
      if (cell && isExcused(cell)) continue;
      const description = await describeLateError(this.#kernel, late, cell);
      const { ename, evalue, traceback = [] } = description;
      cell?.outputs.push({
        output_type: "error",
        ename: ename ?? "Error",
        evalue: evalue ?? "",
        traceback,
      });
      this.#fail(cell, description);
    }
  }

  #fail(
    cell: CodeCell | undefined,
    failure: Omit<NotebookFailure, "cell" | "id">,
  ): void {
    this.failure ??= cell === undefined ? failure : {
      ...failure,
      cell: this.#notebook.cells.indexOf(cell) + 1,
      id: cell.id,
    };
  }

  #find(id: string): CodeCell | undefined {
    return this.#notebook.cells.find((cell): cell is CodeCell =>
      cell.id === id && cell.cell_type === "code"
    );
  }

  #count({ tally }: Fence): void {
    if (!tally) return;
    this.assertions = tally.assertions;
    this.exercises = tally.exercises;
  }
}

/** Whether the cell's author expects it to fail. */
function isExcused(cell: CodeCell): boolean {
  return cell.metadata.tags?.includes("raises-exception") === true;
}
