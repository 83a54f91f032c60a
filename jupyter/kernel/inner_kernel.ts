import { Kernel } from "../client/kernel.ts";
import type { KernelProcess } from "../client/kernel_process.ts";
import { createMessage, type Message } from "../protocol/message.ts";
import { FENCE_TYPE, LISTEN_CODE } from "../run/kernel_hooks.ts";
import { putHooks } from "../run/put_hooks.ts";
import { Leash } from "./leash.ts";

/** How a cell that was to be stopped came to its end. */
export type StopEnd = "ended" | "stuck";

/** Milliseconds a kernel has to answer on the leash before it is taken to be in a loop. */
const ANSWER_TIME = 300;
/** Milliseconds after which a cell that goes on waiting after Stop is no longer let wait for anything. */
const INSIST_AFTER = 300;
/** A loop ends at once. */
const INSIST_AFTER_LOOP = 50;
/** Milliseconds between further tries. */
const RETRY_AFTER = 200;
/** Milliseconds after which nothing is left but to end the kernel. */
const GIVE_UP_AFTER = 5000;
const INTERRUPT_TIMEOUT = 1000;

/** The stock kernel behind ours, with the hooks in it. */
export class InnerKernel implements AsyncDisposable {
  readonly kernel: Kernel;
  readonly #leash: Leash;

  private constructor(kernel: Kernel, leash: Leash) {
    this.kernel = kernel;
    this.#leash = leash;
  }

  /** Starts it, or connects to the process that was started for it. */
  static async start(
    options: {
      onBroadcast: (message: Message) => void;
      onInputRequest: (message: Message) => void;
      wants: (type: string | undefined) => boolean;
      process?: Promise<KernelProcess>;
    },
  ): Promise<InnerKernel> {
    let kernel: Kernel | undefined;
    const leash = new Leash((fence) =>
      kernel?.client.tell(createMessage(FENCE_TYPE, { ...fence }, ""))
    );
    try {
      kernel = await Kernel.start({
        stdin: true,
        exposeGc: true,
        process: options.process,
      });
      kernel.client.listen(options.onBroadcast);
      kernel.client.onInputRequest = options.onInputRequest;
      await putHooks(kernel, { leash: leash.address });
      kernel.client.wants = options.wants;
      return new InnerKernel(kernel, leash);
    } catch (failure) {
      leash.close();
      await kernel?.[Symbol.asyncDispose]();
      throw failure;
    }
  }

  /**
   * Evaluates code that ends with a fence, past the kernel's own sockets. Returns `false` if it cannot: then the
   * kernel has to be asked.
   */
  evaluate(
    fenceId: string,
    code: string,
    options: { stdin: boolean },
  ): boolean {
    // Whether a cell may ask the user is what the last request said that came by the kernel's own sockets.
    if (!this.#leash.ready || options.stdin !== this.kernel.stdin) return false;
    this.#leash.evaluate(fenceId, code);
    return true;
  }

  /** Ends loops that run although no cell does. */
  async interruptLoops(): Promise<void> {
    if (!await this.#leash.call("ping", ANSWER_TIME)) {
      await this.#interruptLoop();
    }
  }

  /**
   * Stops the cell that runs, until `ended` resolves: first its waits, at once if it is in a loop that loop; then
   * all that it begins to wait for. What goes on even then is stuck.
   */
  async stop(ended: Promise<void>): Promise<StopEnd> {
    const started = performance.now();
    const endsWithin = (milliseconds: number) =>
      within(ended, milliseconds).then((end) => end === "done");
    const waits = await this.#call("interrupt", ended);
    if (await endsWithin(waits ? INSIST_AFTER : INSIST_AFTER_LOOP)) {
      return "ended";
    }
    while (performance.now() - started < GIVE_UP_AFTER) {
      await this.#call("insist", ended);
      if (await endsWithin(RETRY_AFTER)) return "ended";
    }
    return "stuck";
  }

  /** Ends the kernel: by itself if it can. */
  async shutdown(options: { patience?: number } = {}): Promise<void> {
    await this.kernel.shutdown(options);
    this.#leash.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutdown({ patience: 0 });
  }

  /** Calls a hook; `false` if the kernel was in a loop, which has been ended, unless it had come to its end. */
  async #call(
    name: "interrupt" | "insist",
    ended: Promise<void>,
  ): Promise<boolean> {
    const answered = this.#leash.call(name, ANSWER_TIME);
    if (await Promise.race([answered, ended.then(() => true)])) return true;
    await this.#interruptLoop();
    return false;
  }

  async #interruptLoop(): Promise<void> {
    await within(
      this.kernel.interrupt().catch(() => {}),
      INTERRUPT_TIMEOUT,
    );
    this.#listenAnew();
  }

  /** A loop may just have come to its end: then the interrupt meets whatever runs next, which may be this, too. */
  #listenAnew(tries = 3): void {
    this.kernel.execute(LISTEN_CODE, { silent: true }).reply.then(
      ({ content }) => {
        if (content.status !== "ok" && tries > 1) this.#listenAnew(tries - 1);
      },
      () => {}, // The kernel has ended.
    );
  }
}

async function within(
  event: Promise<unknown>,
  milliseconds: number,
): Promise<"done" | "late"> {
  const late = Promise.withResolvers<"late">();
  const timer = setTimeout(() => late.resolve("late"), milliseconds);
  try {
    return await Promise.race([
      event.then((): "done" => "done"),
      late.promise,
    ]);
  } finally {
    clearTimeout(timer);
  }
}
