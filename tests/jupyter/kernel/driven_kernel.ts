import {
  type ConnectionFile,
  type ConnectionInfo,
  createConnectionInfo,
  writeConnectionFile,
} from "../../../jupyter/client/connection_file.ts";
import { KernelClient } from "../../../jupyter/client/kernel_client.ts";
import { pickPorts, releasePorts } from "../../../jupyter/client/pick_ports.ts";
import type { Message } from "../../../jupyter/protocol/message.ts";
import { fromFileUrl } from "../../project_files.ts";

/** What a front-end has heard of one request. */
export interface CellRun {
  reply: Record<string, unknown>;
  /** Broadcasts between `busy` and `idle`, without these and the input. */
  outputs: Message[];
  /** What came after `idle`, as it comes. */
  late: Message[];
}

const START_TIMEOUT = 60_000;

/** A kernel of ours in a process of its own, and a front-end that drives it. */
export class DrivenKernel implements AsyncDisposable {
  readonly client: KernelClient;
  readonly process: Deno.ChildProcess;
  /** Where it listens, for other front-ends. */
  readonly file: ConnectionFile;
  readonly #end: () => Promise<void>;

  private constructor(
    client: KernelClient,
    process: Deno.ChildProcess,
    file: ConnectionFile,
    end: () => Promise<void>,
  ) {
    this.client = client;
    this.process = process;
    this.file = file;
    this.#end = end;
  }

  /** Starts a kernel; `stdin` lets it ask. With `ipc` its sockets lie at this path, and not on ports. */
  static async start(
    options: { stdin?: boolean; cwd?: string; ipc?: string } = {},
  ): Promise<DrivenKernel> {
    const ports = pickPorts(5);
    const info = createConnectionInfo(ports);
    if (options.ipc) Object.assign(info, { transport: "ipc", ip: options.ipc });
    const file = writeConnectionFile(info);
    const process = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "-A",
        "--quiet",
        fromFileUrl("jupyter/kernel/main.ts"),
        file.path,
      ],
      cwd: options.cwd ?? fromFileUrl("."),
      env: { NO_COLOR: "1" },
      stdin: "null",
    }).spawn();
    const client = await connectSoon(file.info, options);
    const end = async () => {
      client.close();
      await file[Symbol.asyncDispose]();
      releasePorts(ports);
    };
    const kernel = new DrivenKernel(client, process, file, end);
    await kernel.#waitUntilHeard();
    return kernel;
  }

  /** Sends a cell at once; the result comes when both the reply and `idle` have. */
  send(code: string, content: Record<string, unknown> = {}): Promise<CellRun> {
    const run: CellRun = { reply: {}, outputs: [], late: [] };
    const idle = Promise.withResolvers<void>();
    let isIdle = false;
    this.client.listen((message) => {
      if (message.parent_header.msg_id !== request.id) return;
      const { msg_type: type } = message.header;
      if (type === "status") {
        isIdle = message.content.execution_state === "idle";
        if (isIdle) idle.resolve();
      } else if (type !== "execute_input") {
        (isIdle ? run.late : run.outputs).push(message);
      }
    });
    const request = this.client.request("shell", "execute_request", {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: true,
      ...content,
    });
    return Promise.all([request.reply, idle.promise]).then(([{ content }]) => {
      run.reply = content;
      return run;
    });
  }

  /** Presses Stop. */
  async interrupt(): Promise<void> {
    await this.client.request("control", "interrupt_request").reply;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.client.request("control", "shutdown_request", { restart: false });
    const timer = setTimeout(() => this.process.kill("SIGKILL"), 5000);
    await this.process.status;
    clearTimeout(timer);
    await this.#end();
  }

  /** The subscription may reach the kernel after our first request. */
  async #waitUntilHeard(): Promise<void> {
    const heard = Promise.withResolvers<void>();
    const unlisten = this.client.listen(() => heard.resolve());
    const ask = () => this.client.request("shell", "kernel_info_request");
    const again = setInterval(ask, 50);
    ask();
    await heard.promise;
    clearInterval(again);
    unlisten();
  }
}

async function connectSoon(
  info: ConnectionInfo,
  options: { stdin?: boolean },
): Promise<KernelClient> {
  const end = Date.now() + START_TIMEOUT;
  while (true) {
    try {
      return await KernelClient.connect(info, { timeout: 5000, ...options });
    } catch (failure) {
      if (Date.now() > end) throw failure;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** What a cell printed. */
export function textOf(messages: Message[], name = "stdout"): string {
  return messages
    .filter(({ header, content }) =>
      header.msg_type === "stream" && content.name === name
    )
    .map(({ content }) => content.text).join("");
}

/** The errors shown under a cell, as `name: message` and the rest of the traceback. */
export function errorsOf(
  messages: Message[],
): { title: string; traceback: string }[] {
  return messages
    .filter(({ header }) => header.msg_type === "error")
    .map(({ content }) => ({
      title: `${content.ename}: ${content.evalue}`,
      traceback: (content.traceback as string[]).join("\n"),
    }));
}

/** The text of a cell's value. */
export function valueOf(messages: Message[]): string | undefined {
  const result = messages.find(({ header }) =>
    header.msg_type === "execute_result"
  );
  const data = result?.content.data as Record<string, string> | undefined;
  return data?.["text/plain"];
}
