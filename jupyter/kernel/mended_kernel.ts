import { loadParser } from "../cell_code/load_parser.ts";
import type { ConnectionInfo } from "../client/connection_file.ts";
import type { KernelProcess } from "../client/kernel_process.ts";
import { createMessage, type Message } from "../protocol/message.ts";
import { CellOutputs } from "./cell_outputs.ts";
import { type CellRequest, CellRunner } from "./cell_runner.ts";
import { CellTypes, nothingKnown } from "./cell_types.ts";
import { InnerKernel } from "./inner_kernel.ts";
import { kernelInfo } from "./kernel_info.ts";
import {
  type Incoming,
  KernelSockets,
  type RequestChannel,
} from "./kernel_sockets.ts";
import { PassedOn } from "./passed_on.ts";
import { ShellQueue } from "./shell_queue.ts";

/**
 * A kernel in front of the stock kernel: front-ends talk to it, it talks to the other, and mends on the way what
 * that gets wrong. What it does not mend it passes on unchanged.
 *
 * ```text
 * front-ends ⇄ KernelSockets ⇄ ShellQueue → CellRunner → InnerKernel (deno jupyter --kernel)
 *                    ▲                                        │
 *                    └──────────── CellOutputs ◀──────────────┘
 * ```
 */
export class MendedKernel {
  readonly #outputs: CellOutputs;
  readonly #runner: CellRunner;
  readonly #queue: ShellQueue;
  readonly #passedOn = new PassedOn();
  readonly #types: CellTypes;
  readonly #ended = Promise.withResolvers<void>();
  #sockets!: KernelSockets;
  /** The request of the cell that runs: whoever sent it is asked when the cell asks. */
  #running: Incoming | undefined;
  #asking = false;
  #executionCount = 0;

  /**
   * `process` is the inner kernel's, which takes longest to start. `checksTypes`: of cells that do not say so
   * themselves, too.
   */
  constructor(process: Promise<KernelProcess>, { checksTypes = false } = {}) {
    this.#types = new CellTypes(checksTypes);
    let first: Promise<KernelProcess> | undefined = process;
    const takeFirst = () => {
      const taken = first;
      first = undefined;
      return taken;
    };
    this.#outputs = new CellOutputs((...message) =>
      this.#sockets.publish(...message)
    );
    this.#queue = new ShellQueue(
      (incoming) => this.#handle(incoming),
      (incoming) => this.#abort(incoming),
    );
    this.#runner = new CellRunner(
      this.#outputs,
      () => {
        this.#types.cleared();
        return InnerKernel.start({
          onBroadcast: (message) => this.#hear(message),
          onInputRequest: (message) => this.#ask(message),
          wants: (type) =>
            !OWN_WORK.test(type ?? "") || this.#passedOn.isAwaited,
          process: takeFirst(),
        });
      },
    );
  }

  /** Serves front-ends until one of them shuts the kernel down, or the signal is aborted. */
  async serve(
    info: ConnectionInfo,
    options: { signal?: AbortSignal } = {},
  ): Promise<void> {
    try {
      using sockets = await KernelSockets.bind(info);
      this.#sockets = sockets;
      options.signal?.addEventListener("abort", () => this.#ended.resolve());
      const serving = sockets.serve((channel, incoming) =>
        this.#take(channel, incoming)
      );
      sockets.publish("status", { execution_state: "starting" }, {});
      // Meanwhile the inner kernel starts.
      Promise.resolve(loadParser()).catch(() => {});
      this.#runner.inner.then(() => this.#types.prepare(), () => {});
      await Promise.race([this.#ended.promise, serving]);
      await sockets.flush();
    } finally {
      await Promise.all([this.#runner.shutdown(), this.#types.close()]);
    }
  }

  /** Stops the cell that runs. */
  async interrupt(): Promise<void> {
    if (this.#asking) {
      this.#answer(createMessage("input_reply", { value: "" }, ""));
    }
    await this.#runner.stop();
  }

  #take(channel: RequestChannel, incoming: Incoming): void {
    const { msg_type: type } = incoming.message.header;
    if (channel === "stdin") return this.#answer(incoming.message);
    switch (type) {
      case "kernel_info_request":
        // A front-end that connects anew need not wait for the cell that runs.
        return this.#reply(channel, incoming, kernelInfo());
      case "shutdown_request":
        return this.#shutDown(channel, incoming);
      case "interrupt_request":
        return this.#interrupt(channel, incoming);
      case "complete_request":
      case "inspect_request":
        this.#assist(incoming).catch(this.#ended.reject);
        return;
    }
    if (channel === "shell") {
      this.#queue.add(incoming).catch(this.#ended.reject);
    } else this.#passOn(channel, incoming).catch(this.#ended.reject);
  }

  /** Handles a request on the shell channel whose turn it is. */
  async #handle(incoming: Incoming): Promise<void> {
    switch (incoming.message.header.msg_type) {
      case "execute_request":
        return await this.#execute(incoming);
      case "is_complete_request": {
        const { completeness } = await import("./completeness.ts");
        const { code } = incoming.message.content;
        return this.#reply("shell", incoming, completeness(String(code)));
      }
      default:
        return await this.#passOn("shell", incoming);
    }
  }

  async #execute(incoming: Incoming): Promise<void> {
    const { header: parent, content } = incoming.message;
    const request = cellRequest(content);
    if (request.counts) this.#executionCount++;
    const executionCount = this.#executionCount;
    this.#running = incoming;
    const checking = request.silent ? undefined : this.#check(incoming);
    if (checking) this.#announce(incoming, request, executionCount);
    const cell = { parent, executionCount };
    const running = this.#runner.run(request, cell, checking);
    // The cell is on its way before this takes its time.
    if (!checking) this.#announce(incoming, request, executionCount);
    const reply = await running;
    this.#running = undefined;
    this.#asking = false;
    if (reply.status === "error" && content.stop_on_error !== false) {
      this.#queue.abortWaiting();
    }
    this.#sockets.reply("shell", incoming, "execute_reply", reply);
    this.#status("idle", incoming);
  }

  /** Has the types of a cell checked, if it is to be; resolves when it may run. */
  #check(incoming: Incoming): Promise<void> | undefined {
    const { header: parent } = incoming.message;
    return this.#types.begin(incoming.message, (data) => {
      if (this.#running !== incoming) return;
      this.#sockets.publish("display_data", { data, metadata: {} }, parent);
    });
  }

  /** Says that a cell runs, and which. */
  #announce(
    incoming: Incoming,
    { code, silent }: CellRequest,
    executionCount: number,
  ): void {
    this.#status("busy", incoming);
    if (silent) return;
    this.#sockets.publish(
      "execute_input",
      { code, execution_count: executionCount },
      incoming.message.header,
    );
  }

  /** Answers at once, also while a cell runs, what the types of the cells tell; all else is the inner kernel's. */
  async #assist(incoming: Incoming): Promise<void> {
    const { message } = incoming;
    const content = await this.#types.answer(message) ??
      // The inner kernel would answer when its cell has ended: by then nobody waits.
      (this.#running && nothingKnown(message));
    if (content) this.#reply("shell", incoming, content);
    else await this.#queue.add(incoming);
  }

  #abort(incoming: Incoming): void {
    this.#reply("shell", incoming, { status: "aborted" });
  }

  /** Sends a request on as it is; its answer goes back when it comes. */
  async #passOn(channel: "shell" | "control", incoming: Incoming) {
    const { message } = incoming;
    const inner = await this.#runner.inner.catch(() => undefined);
    if (inner === undefined) return this.#refuse(channel, incoming);
    this.#passedOn.add(message);
    inner.kernel.client.forward(channel, message).reply.then(
      (reply) => this.#sockets.send(channel, incoming.identity, reply),
      () => this.#refuse(channel, incoming),
    );
  }

  #refuse(channel: RequestChannel, incoming: Incoming): void {
    if (!incoming.message.header.msg_type.endsWith("_request")) return;
    this.#reply(channel, incoming, {
      status: "error",
      ename: "KernelEnded",
      evalue: "The kernel ended before it answered",
      traceback: [],
    });
  }

  /** Takes what the inner kernel broadcasts. */
  #hear(message: Message): void {
    if (this.#outputs.take(message)) return;
    // Its own words about cells and fences are ours to say, or nobody's.
    if (this.#passedOn.has(message)) this.#sockets.broadcast(message);
    else if (isUnknown(message)) {
      this.#sockets.broadcast({
        ...message,
        parent_header: this.#outputs.current?.parent ?? {},
      });
    }
  }

  /** The cell asks the user: that is whoever ran it. */
  #ask(message: Message): void {
    if (this.#running === undefined) return;
    const { identity, message: { header } } = this.#running;
    this.#asking = true;
    this.#outputs.flush();
    this.#sockets.send("stdin", identity, {
      ...message,
      parent_header: header,
    });
  }

  #answer(message: Message): void {
    if (!this.#asking) return;
    this.#asking = false;
    this.#runner.inner.then(
      ({ kernel }) => kernel.client.forward("stdin", message),
      () => {},
    );
  }

  #interrupt(channel: RequestChannel, incoming: Incoming): void {
    this.interrupt().catch(this.#ended.reject);
    this.#reply(channel, incoming, { status: "ok" });
  }

  #shutDown(channel: RequestChannel, incoming: Incoming): void {
    const content = {
      status: "ok",
      restart: incoming.message.content.restart === true,
    };
    this.#reply(channel, incoming, content);
    const { header } = incoming.message;
    this.#sockets.publish("shutdown_reply", content, header);
    this.#ended.resolve();
  }

  /** Answers a request that takes no time. */
  #reply(
    channel: RequestChannel,
    incoming: Incoming,
    content: Record<string, unknown>,
  ): void {
    const { msg_type } = incoming.message.header;
    this.#status("busy", incoming);
    const type = msg_type.replace(/_request$/, "_reply");
    this.#sockets.reply(channel, incoming, type, content);
    this.#status("idle", incoming);
  }

  #status(state: "busy" | "idle", { message }: Incoming): void {
    this.#sockets.publish(
      "status",
      { execution_state: state },
      message.header,
    );
  }
}

/** What the inner kernel says of its own work: of cells we say it ourselves. */
const OWN_WORK = /^(status|execute_input|iopub_welcome)$/;

/** Neither of the kernel's own work nor between the hooks and us. */
function isUnknown({ header: { msg_type: type } }: Message): boolean {
  return !OWN_WORK.test(type) && !type.startsWith("sockets_");
}

function cellRequest(
  content: Record<string, unknown>,
): CellRequest & { counts: boolean } {
  const silent = content.silent === true;
  const { allow_stdin = false, user_expressions = {} } = content;
  const store_history = !silent && content.store_history !== false;
  return {
    code: String(content.code ?? ""),
    silent,
    content: { allow_stdin, user_expressions, store_history },
    counts: store_history,
  };
}
