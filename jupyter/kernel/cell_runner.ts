import {
  type CellEnd,
  type CellReply,
  executeCell,
} from "../run/execute_cell.ts";
import {
  type ErrorContent,
  errorContent,
  interruptedContent,
  refusalContent,
  thrownContent,
} from "./cell_error.ts";
import type { CellOutputs, CellRecord } from "./cell_outputs.ts";
import type { InnerKernel } from "./inner_kernel.ts";

/** What to run, as the request says. */
export interface CellRequest {
  code: string;
  silent: boolean;
  /** What the inner kernel is asked beside this. */
  content: Record<string, unknown>;
}

/** The cell whose turn it is. */
interface RunningCell {
  ended: Promise<void>;
  stopped: boolean;
  /** Calls it off, as long as it has not begun. */
  callOff?: () => void;
}

const ALL_GONE =
  "A new kernel has been started. All variables are gone: run the cells above again.";

/** Runs one cell after the other in the inner kernel, and starts a new one where that ends. */
export class CellRunner {
  readonly #outputs: CellOutputs;
  readonly #startInner: () => Promise<InnerKernel>;
  #inner: Promise<InnerKernel>;
  /** The same, once it has started. */
  #ready: InnerKernel | undefined;
  #cellCount = 0;
  #running: RunningCell | undefined;
  #killed: string | undefined;
  #isShutDown = false;

  constructor(
    outputs: CellOutputs,
    startInner: () => Promise<InnerKernel>,
  ) {
    this.#outputs = outputs;
    this.#startInner = startInner;
    this.#inner = this.#start();
  }

  /** The kernel that runs the cells. */
  get inner(): Promise<InnerKernel> {
    return this.#inner;
  }

  /**
   * Runs a cell, once `ready` resolves, and returns the content of its reply. Its outputs have gone out by then.
   * Stopped before it is ready, it does not run.
   */
  async run(
    request: CellRequest,
    { parent, executionCount }: Pick<CellRecord, "parent" | "executionCount">,
    ready?: Promise<void>,
  ): Promise<CellReply> {
    const name = String(this.#cellCount++);
    const cell = this.#outputs.begin({ name, parent, executionCount });
    const ended = Promise.withResolvers<void>();
    this.#running = { ended: ended.promise, stopped: false };
    try {
      if (ready && await this.#isCalledOff(this.#running, ready)) {
        const error = errorContent("Interrupted", "stopped before it ran");
        this.#outputs.showError(cell, error);
        return { status: "error", execution_count: executionCount, ...error };
      }
      const end = await this.#execute(request, cell);
      const error = await this.#errorOf(request, cell, end);
      this.#outputs.flush();
      return error
        ? { status: "error", execution_count: executionCount, ...error }
        : {
          ...end.reply,
          status: "ok",
        };
    } catch (failure) {
      const error = await this.#startAnew(failure);
      this.#outputs.showError(cell, error);
      return { status: "error", execution_count: executionCount, ...error };
    } finally {
      this.#running = undefined;
      ended.resolve();
    }
  }

  /** Stops the cell that runs. If nothing else helps, its kernel is ended, and a new one started. */
  async stop(): Promise<void> {
    if (this.#running?.callOff) return this.#running.callOff();
    const inner = await this.#inner;
    const running = this.#running;
    if (running === undefined) return await inner.interruptLoops();
    running.stopped = true;
    if (await inner.stop(running.ended) === "ended") return;
    this.#killed = "the cell could not be stopped in any other way";
    await inner.shutdown({ patience: 0 });
  }

  /** Ends the inner kernel; no other takes its place. */
  async shutdown(): Promise<void> {
    this.#isShutDown = true;
    const inner = await this.#inner.catch(() => undefined);
    await inner?.shutdown();
  }

  /** Waits until the cell may run; `true` if it was stopped before. */
  async #isCalledOff(
    running: RunningCell,
    ready: Promise<void>,
  ): Promise<boolean> {
    const calledOff = Promise.withResolvers<boolean>();
    running.callOff = () => calledOff.resolve(true);
    try {
      return await Promise.race([ready.then(() => false), calledOff.promise]);
    } finally {
      running.callOff = undefined;
    }
  }

  async #execute(
    { code, silent, content }: CellRequest,
    { name, executionCount }: CellRecord,
  ): Promise<CellEnd> {
    const inner = this.#ready ?? await this.#inner;
    const stdin = content.allow_stdin === true;
    return await executeCell(inner.kernel, {
      source: code,
      name,
      executionCount,
      silent,
      content,
      evaluate: (fenceId, code) => inner.evaluate(fenceId, code, { stdin }),
    });
  }

  /** The error that ended the cell, or that came before its end; all shown by now. */
  async #errorOf(
    { code }: CellRequest,
    cell: CellRecord,
    { reply }: CellEnd,
  ): Promise<ErrorContent | undefined> {
    if (reply.status !== "error") return cell.lateError;
    if (cell.showedError) return thrownContent(reply);
    const error = this.#running?.stopped
      ? interruptedContent()
      : await refusalContent(code, String(reply.evalue));
    this.#outputs.showError(cell, error);
    return error;
  }

  /** Says how the inner kernel ended, once a new one has been started. */
  async #startAnew(failure: unknown): Promise<ErrorContent> {
    if (this.#isShutDown) {
      return errorContent("KernelEnded", "The kernel was shut down.");
    }
    this.#inner = this.#start();
    const reason = this.#killed ?? (failure as Error).message;
    const name = this.#killed ? "Interrupted" : "KernelEnded";
    this.#killed = undefined;
    try {
      await this.#inner;
    } catch (cause) {
      return errorContent(name, `${reason}; ${(cause as Error).message}`);
    }
    return errorContent(name, reason, [ALL_GONE]);
  }

  #start(): Promise<InnerKernel> {
    const starting = this.#startInner();
    this.#ready = undefined;
    starting.then(
      (inner) => {
        this.#ready = inner;
        inner.kernel.death.catch(() => this.#replaceIdle(starting));
      },
      () => {},
    );
    return starting;
  }

  /** A kernel that ends while no cell runs is replaced too: the next cell must not wait for it. */
  #replaceIdle(ended: Promise<InnerKernel>): void {
    if (this.#isShutDown || this.#running || this.#inner !== ended) return;
    this.#inner = this.#start();
    const cell = this.#outputs.current;
    if (cell) {
      this.#outputs.print(cell, `The kernel ended. ${ALL_GONE}\n`);
    }
  }
}
