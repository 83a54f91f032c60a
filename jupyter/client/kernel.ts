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
        return await Kernel.#startOnce(options);
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
    const process = await KernelProcess.start(options);
    const deadline = AbortSignal.timeout(startTimeout);
    const signal = options.signal
      ? AbortSignal.any([deadline, options.signal])
      : deadline;
    try {
      const client = await connectSoon(process, signal);
      try {
        await waitUntilReady(client, process, signal);
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

  /** Asks the kernel to run code. */
  execute(code: string, options: { silent?: boolean } = {}): Request {
    const { silent = false } = options;
    return this.client.request("shell", "execute_request", {
      code,
      silent,
      store_history: !silent,
      user_expressions: {},
      // Nobody sits at a keyboard: prompt() gives null at once.
      allow_stdin: false,
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
