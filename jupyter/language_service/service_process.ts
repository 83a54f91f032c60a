/** The process that answers questions about cells, as its kernel sees it. */
import { resolve } from "node:path";
import type { Answer, Ask, Notice } from "./service_protocol.ts";

/** How to start the process. */
export interface ServiceCommand {
  /** Arguments of `deno`. */
  args: string[];
}

/** Megabytes of the compiler's heap; a notebook's cells need about half of it. */
const HEAP_SIZE = 256;
/** A process that has not answered so long after its deadline never will. */
const STUCK_AFTER = 30_000;
/** How long it has to end by itself when its input has ended. */
const PATIENCE = 1000;

const ROOT = resolve(import.meta.dirname!, "..", "..");

/** The service of this folder. `--cached-only`: nobody waits for a download. */
export const LANGUAGE_SERVICE: ServiceCommand = {
  args: [
    "run",
    "--quiet",
    "--allow-all",
    "--cached-only",
    `--config=${resolve(ROOT, "deno.json")}`,
    `--v8-flags=--max-old-space-size=${HEAP_SIZE}`,
    resolve(import.meta.dirname!, "main.ts"),
  ],
};

type Waiting = (answer: Answer | undefined) => void;

/** One run of it. It ends with its standard input, and so with the kernel, however that ends. */
export class ServiceProcess {
  readonly #child: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended: Promise<unknown>;
  #lastId = 0;
  #isReady = false;
  #hasEnded = false;

  constructor({ args }: ServiceCommand) {
    this.#child = new Deno.Command(Deno.execPath(), {
      args,
      env: { DENO_NO_UPDATE_CHECK: "1", NO_COLOR: "1" },
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    this.#input = this.#child.stdin.getWriter();
    this.#ended = Promise.all([this.#hear(), this.#child.status]);
  }

  get pid(): number {
    return this.#child.pid;
  }

  /** Whether it has started and answers. */
  get isReady(): boolean {
    return this.#isReady && !this.#hasEnded;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Says something that needs no answer. */
  tell(notice: Notice): void {
    this.#write(notice);
  }

  /** Asks; `undefined` if no answer came in time, or the process ended. */
  ask(ask: Ask): Promise<Answer | undefined> {
    const id = ++this.#lastId;
    const answered = Promise.withResolvers<Answer | undefined>();
    if (this.#hasEnded) return Promise.resolve(undefined);
    const timeout = ask.until - Date.now();
    const late = setTimeout(() => answered.resolve(undefined), timeout);
    const stuck = setTimeout(() => this.#kill(), timeout + STUCK_AFTER);
    this.#waiting.set(id, (answer) => {
      clearTimeout(late);
      clearTimeout(stuck);
      answered.resolve(answer);
    });
    this.#write({ id, ...ask });
    return answered.promise;
  }

  /** Ends it. */
  async close(): Promise<void> {
    this.#input.close().catch(() => {});
    const timer = setTimeout(() => this.#kill(), PATIENCE);
    await this.#ended;
    clearTimeout(timer);
  }

  #write(value: unknown): void {
    const line = new TextEncoder().encode(JSON.stringify(value) + "\n");
    // A process that ended is noticed where its answers are heard.
    this.#input.write(line).catch(() => {});
  }

  async #hear(): Promise<void> {
    const decoder = new TextDecoder();
    let received = "";
    try {
      for await (const chunk of this.#child.stdout) {
        received += decoder.decode(chunk, { stream: true });
        const lines = received.split("\n");
        received = lines.pop()!;
        for (const line of lines) this.#take(JSON.parse(line));
      }
    } catch {
      this.#kill();
    } finally {
      this.#hasEnded = true;
      for (const waiting of this.#waiting.values()) waiting(undefined);
      this.#waiting.clear();
      this.#input.abort().catch(() => {});
    }
  }

  #take(answer: Answer): void {
    this.#isReady = true;
    this.#waiting.get(answer.id)?.(answer);
    this.#waiting.delete(answer.id);
  }

  #kill(): void {
    try {
      this.#child.kill("SIGKILL");
    } catch {
      // It has ended already.
    }
  }
}
