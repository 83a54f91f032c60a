import {
  type ConnectionInfo,
  createConnectionInfo,
  writeConnectionFile,
} from "../../../jupyter/client/connection_file.ts";
import { KernelClient } from "../../../jupyter/client/kernel_client.ts";
import { pickPorts, releasePorts } from "../../../jupyter/client/pick_ports.ts";
import { fromFileUrl } from "../../project_files.ts";

/** The kit's kernel, or Deno's own as it is. */
export type KernelKind = "mended" | "stock";

/** How a front-end starts each, with the connection file behind. */
const ARGUMENTS: Record<KernelKind, string[]> = {
  mended: [
    ...["run", "--allow-all", "--quiet"],
    ...["--config", fromFileUrl("deno.json")],
    fromFileUrl("jupyter/kernel/main.ts"),
  ],
  stock: ["jupyter", "--kernel", "--conn"],
};

const START_TIMEOUT = 60_000;
/** Between two tries to connect. */
const CONNECT_PAUSE = 2;
/** Between two questions whether the kernel is there. */
const ASK_PAUSE = 10;

/** A kernel in a process of its own, and a front-end that drives it: the same one for both kinds. */
export class BenchedKernel implements AsyncDisposable {
  readonly #client: KernelClient;
  readonly #process: Deno.ChildProcess;
  readonly #cleanUp: () => Promise<void>;

  private constructor(
    client: KernelClient,
    process: Deno.ChildProcess,
    cleanUp: () => Promise<void>,
  ) {
    this.#client = client;
    this.#process = process;
    this.#cleanUp = cleanUp;
  }

  /** Starts a kernel, without types, and waits until it answers and is heard. */
  static async start(kind: KernelKind): Promise<BenchedKernel> {
    const ports = pickPorts(5);
    const file = writeConnectionFile(createConnectionInfo(ports));
    const process = new Deno.Command(Deno.execPath(), {
      args: [...ARGUMENTS[kind], file.path],
      cwd: fromFileUrl("."),
      env: { DENO_NO_UPDATE_CHECK: "1", SOCKETS_CHECK: "" },
      stdin: "null",
      stderr: "null",
    }).spawn();
    const client = await connectSoon(file.info);
    const kernel = new BenchedKernel(client, process, async () => {
      client.close();
      await file[Symbol.asyncDispose]();
      releasePorts(ports);
    });
    await kernel.#waitUntilHeard();
    return kernel;
  }

  get pid(): number {
    return this.#process.pid;
  }

  /** Runs a cell; resolves once both its reply and `idle` have come. */
  async run(code: string): Promise<void> {
    const idle = Promise.withResolvers<void>();
    const unlisten = this.#client.listen(({ parent_header, content }) => {
      if (parent_header.msg_id !== request.id) return;
      if (content.execution_state === "idle") idle.resolve();
    });
    const request = this.#client.request("shell", "execute_request", {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: true,
    });
    const [{ content }] = await Promise.all([request.reply, idle.promise]);
    unlisten();
    if (content.status !== "ok") throw new Error(`A cell failed: ${code}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#client.request("control", "shutdown_request", { restart: false });
    const timer = setTimeout(() => this.#process.kill("SIGKILL"), 5000);
    await this.#process.status;
    clearTimeout(timer);
    await this.#cleanUp();
  }

  /** The subscription may reach the kernel after our first question. */
  async #waitUntilHeard(): Promise<void> {
    const heard = Promise.withResolvers<void>();
    const unlisten = this.#client.listen(() => heard.resolve());
    const ask = () => this.#client.request("shell", "kernel_info_request");
    const again = setInterval(ask, ASK_PAUSE);
    await Promise.all([ask().reply, heard.promise]);
    clearInterval(again);
    unlisten();
  }
}

async function connectSoon(info: ConnectionInfo): Promise<KernelClient> {
  const end = Date.now() + START_TIMEOUT;
  while (true) {
    try {
      return await KernelClient.connect(info, { timeout: 5000 });
    } catch (failure) {
      if (Date.now() > end) throw failure;
      await new Promise((resolve) => setTimeout(resolve, CONNECT_PAUSE));
    }
  }
}
