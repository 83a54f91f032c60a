import {
  DeadKernelError,
  KernelStartError,
  PortTakenError,
} from "./kernel_error.ts";
import type { KernelClient, Request } from "./kernel_client.ts";
import { KernelProcess, type KernelProcessOptions } from "./kernel_process.ts";
import {
  connectSoon,
  quoteLastWords,
  waitUntilReady,
} from "./wait_until_ready.ts";

/** How to start a kernel. */
export interface KernelOptions extends KernelProcessOptions {
  /** Milliseconds until it must answer, 30,000 by default. */
  startTimeout?: number;
  /** Aborting it gives up the start. */
  signal?: AbortSignal;
  /** Whether the kernel can ask the user. */
  stdin?: boolean;
  /** A process that was started already, for the first try. */
  process?: Promise<KernelProcess>;
}

/** How to execute code. */
export interface ExecuteOptions {
  /** Without a prompt number and without a broadcast of the result. */
  silent?: boolean;
  /** What else the request says; by default nobody sits at a keyboard, and `prompt()` gives `null` at once. */
  content?: Record<string, unknown>;
}

const START_TIMEOUT = 30_000;
/** How often a start is tried with other ports. */
const PORT_ATTEMPTS = 5;
/** How long a process may outlive its connections. */
const DEATH_PATIENCE = 2000;

/** A running kernel: its process and the connections to it. Disposing it leaves nothing behind. */
export class Kernel implements AsyncDisposable {
  readonly client: KernelClient;
  /** Rejects with {@linkcode DeadKernelError} when the kernel ends; never resolves. */
  readonly death: Promise<never>;
  readonly #process: KernelProcess;
  #ending: Promise<void> | undefined;
  #stdin = false;

  private constructor(process: KernelProcess, client: KernelClient) {
    this.#process = process;
    this.client = client;
    this.death = client.closed.then(() => this.#describeDeath());
    this.death.catch(() => {});
  }

  /** Starts a kernel and waits until it answers. Throws {@linkcode KernelStartError}. */
  static async start(options: KernelOptions = {}): Promise<Kernel> {
    for (let attempt = 1;; attempt++) {
      try {
        return await Kernel.#startOnce(
          attempt === 1 ? options : { ...options, process: undefined },
        );
      } catch (failure) {
        // Between our looking for free ports and the kernel's listening others may take them.
        if (failure instanceof PortTakenError && attempt < PORT_ATTEMPTS) {
          continue;
        }
        throw failure;
      }
    }
  }

  static async #startOnce(options: KernelOptions): Promise<Kernel> {
    const { startTimeout = START_TIMEOUT } = options;
    const process = await (options.process ?? KernelProcess.start(options));
    const deadline = AbortSignal.timeout(startTimeout);
    const signal = options.signal
      ? AbortSignal.any([deadline, options.signal])
      : deadline;
    try {
      const client = await connectSoon(process, signal, options);
      try {
        await waitUntilReady(client, process, signal);
        await process.removeFile();
        return new Kernel(process, client);
      } catch (failure) {
        client.close();
        throw failure;
      }
    } catch (failure) {
      await process.end({ patience: 0 });
      if (failure !== deadline.reason) throw failure;
      throw new KernelStartError(
        `Cannot start the kernel: it did not answer within ${startTimeout} ms${
          quoteLastWords(process)
        }`,
      );
    }
  }

  /** The kernel's process. */
  get pid(): number {
    return this.#process.pid;
  }

  /** Whether the last code that it was asked to run may ask the user. */
  get stdin(): boolean {
    return this.#stdin;
  }

  /** Asks the kernel to run code. */
  execute(code: string, options: ExecuteOptions = {}): Request {
    const { silent = false, content } = options;
    this.#stdin = content?.allow_stdin === true;
    return this.client.request("shell", "execute_request", {
      silent,
      store_history: !silent,
      user_expressions: {},
      allow_stdin: false,
      ...content,
      code,
      stop_on_error: false,
    });
  }

  /** Asks the kernel to stop the code that runs: that ends loops, but not waits. */
  async interrupt(): Promise<void> {
    await this.client.request("control", "interrupt_request").reply;
  }

  /** Ends the kernel: by itself if it can, killed after `patience` milliseconds if not. */
  shutdown(options: { patience?: number } = {}): Promise<void> {
    return this.#ending ??= this.#shutdown(options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutdown({ patience: 0 });
  }

  async #shutdown({ patience }: { patience?: number }): Promise<void> {
    if (patience !== 0) {
      this.client.request("control", "shutdown_request", { restart: false });
    }
    await this.#process.end({ patience });
    this.client.close();
  }

  async #describeDeath(): Promise<never> {
    // A kernel that closed a connection is of no use to anybody, even if its process lives on.
    const timer = setTimeout(() => this.#process.kill(), DEATH_PATIENCE);
    const { code, signal } = await this.#process.status;
    clearTimeout(timer);
    const how = signal ? `was killed by ${signal}` : `exited with code ${code}`;
    throw new DeadKernelError(
      `The kernel ${how}${quoteLastWords(this.#process)}`,
    );
  }
}
