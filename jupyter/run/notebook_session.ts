import { DeadKernelError } from "../client/kernel_error.ts";
import type { Kernel } from "../client/kernel.ts";
import type { CodeCell, Notebook } from "../notebook.ts";
import { CellJudge } from "./cell_judge.ts";
import { endOf } from "./end_of.ts";
import { type CellEnd, executeCell, executeStockCell } from "./execute_cell.ts";
import { type Fence, settleCode } from "./kernel_hooks.ts";
import { type DisplayRegistry, OutputCollector } from "./output_collector.ts";
import { putHooks } from "./put_hooks.ts";
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
  assertions = 0;
  exercises: Record<string, string> = {};
  readonly #kernel: Kernel;
  readonly #judge: CellJudge;
  readonly #cellTimeout: number;
  readonly #stock: boolean;
  readonly #signal: AbortSignal | undefined;
  readonly #displays: DisplayRegistry = new Map();
  readonly #unlisten: () => void;
  #executionCount = 0;
  #collector = new OutputCollector(this.#displays);

  constructor(
    kernel: Kernel,
    notebook: Notebook,
    options: { cellTimeout: number; stock?: boolean; signal?: AbortSignal },
  ) {
    this.#kernel = kernel;
    this.#judge = new CellJudge(notebook);
    this.#cellTimeout = options.cellTimeout;
    this.#stock = options.stock ?? false;
    this.#signal = options.signal;
    // What comes between two cells belongs to the one before: it has just ended.
    this.#unlisten = kernel.client.listen((message) =>
      this.#collector.take(message)
    );
  }

  /** The first failure. */
  get failure(): NotebookFailure | undefined {
    return this.#judge.failure;
  }

  /** Puts the hooks into the kernel, unless it is to stay as it is. */
  async begin(): Promise<void> {
    if (this.#stock) return;
    await this.#guard(undefined, putHooks(this.#kernel), HOOKS_TIMEOUT);
  }

  /** Runs one cell; afterwards `failure` says whether to go on. */
  async runCell(cell: CodeCell): Promise<void> {
    if (this.failure !== undefined) return;
    const executionCount = ++this.#executionCount;
    this.#collector = new OutputCollector(this.#displays, executionCount);
    const collector = this.#collector;
    cell.outputs = collector.outputs;
    await this.#guard(
      cell,
      (async () => {
        const end = await this.#execute(cell, executionCount);
        this.#count(end.fence);
        await this.#judge.judge(cell, end, collector);
      })(),
    );
  }

  /** Waits for what the notebook has left running, so that its errors are not missed; without hooks none is known. */
  async settle(): Promise<void> {
    if (this.#stock) return;
    await this.#guard(
      undefined,
      (async () => {
        const { fence } = await executeCell(this.#kernel, {
          source: settleCode(SETTLE_PATIENCE),
          name: "",
          executionCount: 0,
          silent: true,
        });
        this.#count(fence);
        this.#judge.judgeLateErrors(fence.lateErrors);
      })(),
    );
  }

  /** Fails the notebook unless the check of every exercise has passed. */
  failUnlessSolved(): void {
    this.#judge.failUnlessSolved(this.exercises);
  }

  /** Ends the kernel: politely after success, at once after a failure. */
  async end(): Promise<void> {
    this.#unlisten();
    const patience = this.failure === undefined ? SHUTDOWN_PATIENCE : 0;
    await this.#kernel.shutdown({ patience });
  }

  async #execute(
    { id, source }: CodeCell,
    executionCount: number,
  ): Promise<CellEnd> {
    if (this.#stock) return await executeStockCell(this.#kernel, source);
    return await executeCell(this.#kernel, {
      source,
      name: id,
      executionCount,
    });
  }

  /** Runs a step against the clock, the kernel's death and the signal; these fail the notebook. */
  async #guard(
    cell: CodeCell | undefined,
    step: Promise<void>,
    timeout = this.#cellTimeout,
  ): Promise<void> {
    try {
      const end = await endOf(step, { timeout, signal: this.#signal });
      if (end === "timeout") await this.#timeOut(cell, step);
      if (end === "interrupted") {
        this.#judge.fail(cell, { kind: "interrupted", message: "interrupted" });
      }
    } catch (failure) {
      this.#describeBreakdown(cell, failure);
    }
  }

  async #timeOut(cell: CodeCell | undefined, step: Promise<void>) {
    const seconds = this.#cellTimeout / 1000;
    this.#judge.fail(cell, {
      kind: "timeout",
      message:
        `the cell did not end within ${seconds} s; does it wait for something that never comes?`,
    });
    const ended = Promise.all([this.#kernel.interrupt(), step]);
    await endOf(ended, { timeout: INTERRUPT_PATIENCE }).catch(() => {});
  }

  #describeBreakdown(cell: CodeCell | undefined, failure: unknown): void {
    const message = failure instanceof Error ? failure.message : `${failure}`;
    const dead = failure instanceof DeadKernelError;
    this.#judge.fail(cell, { kind: dead ? "dead-kernel" : "error", message });
  }

  #count({ tally }: Fence): void {
    if (!tally) return;
    this.assertions = tally.assertions;
    this.exercises = tally.exercises;
  }
}
