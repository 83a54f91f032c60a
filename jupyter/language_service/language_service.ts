/** A kernel's side of the language service: types of cells, completion and inspection. */
import { codePointOffset, utf16Offset } from "./code_points.ts";
import {
  type CompleteReply,
  completeReply,
  type InspectReply,
  inspectReply,
} from "./replies.ts";
import {
  LANGUAGE_SERVICE,
  type ServiceCommand,
  ServiceProcess,
} from "./service_process.ts";
import type { Answer, Ask, CellProblem, Notice } from "./service_protocol.ts";

/** A service that ends by itself so often is let be. */
const MAX_STARTS = 4;
/** So many cells are told anew to a service that had to be started again. */
const MAX_RETOLD = 500;
/** Milliseconds that a front-end waits for completion before the kernel's own answer has to do; someone types on. */
const COMPLETE_TIMEOUT = 2000;
/** The same for inspection: who asks what a name is waits for the service to start. */
const INSPECT_TIMEOUT = 10_000;

/**
 * The language service of one kernel, in a process of its own that starts with {@linkcode start} or the first
 * question. Whatever happens to it, a question only ever comes back without an answer.
 */
export class LanguageService implements AsyncDisposable {
  readonly #command: ServiceCommand;
  #process: ServiceProcess | undefined;
  #starts = 0;
  #ran: string[] = [];
  #closed = false;

  constructor(command: ServiceCommand = LANGUAGE_SERVICE) {
    this.#command = command;
  }

  /** The process, while there is one. */
  get pid(): number | undefined {
    return this.#process?.hasEnded ? undefined : this.#process?.pid;
  }

  /** Whether it has started: the answer to a question is near. */
  get isReady(): boolean {
    return this.#process?.isReady ?? false;
  }

  /** Starts it in the background, so that the first question finds it ready. */
  start(): void {
    this.#running();
  }

  /** A cell was given to the kernel: later cells see what it declares. */
  ran(source: string): void {
    this.#ran.push(source);
    if (this.#ran.length > 2 * MAX_RETOLD) {
      this.#ran = this.#ran.slice(-MAX_RETOLD);
    }
    this.#tell({ tell: "ran", source });
  }

  /** The kernel lost its variables. */
  cleared(): void {
    this.#ran = [];
    this.#tell({ tell: "cleared" });
  }

  /** What is wrong with a cell that has not run yet; `undefined` if that is not known within `timeout` ms. */
  async check(
    source: string,
    { timeout }: { timeout: number },
  ): Promise<CellProblem[] | undefined> {
    return (await this.#ask({ ask: "check", source, until: after(timeout) }))
      ?.problems;
  }

  /** The content of a `complete_reply`; `undefined` if the service has nothing to say. */
  async complete(
    code: string,
    cursor: number,
    { timeout = COMPLETE_TIMEOUT } = {},
  ): Promise<CompleteReply | undefined> {
    const place = { source: code, offset: utf16Offset(code, cursor) };
    const ask = { ask: "complete", ...place, until: after(timeout) } as const;
    const { completion } = await this.#ask(ask) ?? {};
    if (!completion || completion.matches.length === 0) return undefined;
    return completeReply({
      ...completion,
      start: codePointOffset(code, completion.start),
      end: codePointOffset(code, completion.end),
    });
  }

  /** The content of an `inspect_reply`; `undefined` if the service has nothing to say. */
  async inspect(
    code: string,
    cursor: number,
    { timeout = INSPECT_TIMEOUT } = {},
  ): Promise<InspectReply | undefined> {
    const place = { source: code, offset: utf16Offset(code, cursor) };
    const ask = { ask: "inspect", ...place, until: after(timeout) } as const;
    const { inspection } = await this.#ask(ask) ?? {};
    return inspection && inspectReply(inspection);
  }

  /** Ends the process. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#process?.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #tell(notice: Notice): void {
    if (this.pid !== undefined) this.#process!.tell(notice);
  }

  async #ask(ask: Ask): Promise<Answer | undefined> {
    return await this.#running()?.ask(ask);
  }

  /** The process, started if it has to be and may. */
  #running(): ServiceProcess | undefined {
    if (this.pid !== undefined) return this.#process;
    if (this.#closed || this.#starts === MAX_STARTS) return undefined;
    this.#starts++;
    this.#process = new ServiceProcess(this.#command);
    for (const source of this.#ran) this.#process.tell({ tell: "ran", source });
    return this.#process;
  }
}

function after(milliseconds: number): number {
  return Date.now() + milliseconds;
}
