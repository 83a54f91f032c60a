import {
  type ConnectionFile,
  type ConnectionInfo,
  createConnectionInfo,
  writeConnectionFile,
} from "./connection_file.ts";
import { pickPorts, type PortRange, releasePorts } from "./pick_ports.ts";
import { StreamTail } from "./stream_tail.ts";

/** How to start a kernel's process. */
export interface KernelProcessOptions {
  /** Its working directory: from here it finds deno.json. */
  cwd?: string;
  /** Where its ports are picked. */
  ports?: PortRange;
  /** Further environment variables. */
  env?: Record<string, string>;
}

/** How long a kernel has to end by itself before it is killed. */
const PATIENCE = 1000;

/** A `deno jupyter --kernel` process with its connection file. Disposing it ends it and removes the file. */
export class KernelProcess implements AsyncDisposable {
  readonly info: ConnectionInfo;
  /** Settles when the process has ended. */
  readonly status: Promise<Deno.CommandStatus>;
  readonly #file: ConnectionFile;
  readonly #child: Deno.ChildProcess;
  readonly #stdout: StreamTail;
  readonly #stderr: StreamTail;

  private constructor(file: ConnectionFile, child: Deno.ChildProcess) {
    this.info = file.info;
    this.#file = file;
    this.#child = child;
    this.#stdout = new StreamTail(child.stdout);
    this.#stderr = new StreamTail(child.stderr);
    this.status = child.status;
  }

  static async start(
    options: KernelProcessOptions = {},
  ): Promise<KernelProcess> {
    const ports = pickPorts(5, options.ports);
    let file: ConnectionFile | undefined;
    try {
      file = await writeConnectionFile(createConnectionInfo(ports));
      const child = new Deno.Command(Deno.execPath(), {
        args: ["jupyter", "--kernel", "--conn", file.path],
        cwd: options.cwd,
        env: { DENO_NO_UPDATE_CHECK: "1", ...options.env },
        stdin: "null",
        stdout: "piped",
        stderr: "piped",
      }).spawn();
      return new KernelProcess(file, child);
    } catch (failure) {
      releasePorts(ports);
      await file?.[Symbol.asyncDispose]();
      throw failure;
    }
  }

  get pid(): number {
    return this.#child.pid;
  }

  /** The last lines the process itself wrote, outside of any cell. */
  get lastWords(): string {
    return [this.#stdout.text, this.#stderr.text]
      .map((text) => text.replace(/^.*"deno jupyter" is unstable.*\n?/gm, ""))
      .join("").trim();
  }

  /** Kills it at once, whatever it is doing. */
  kill(): void {
    try {
      this.#child.kill("SIGKILL");
    } catch {
      // It has ended already.
    }
  }

  /** Waits a moment for it to end by itself, then kills it; removes its connection file. */
  async end(options: { patience?: number } = {}): Promise<void> {
    const { patience = PATIENCE } = options;
    const timer = patience > 0
      ? setTimeout(() => this.kill(), patience)
      : undefined;
    if (timer === undefined) this.kill();
    await this.status;
    clearTimeout(timer);
    await Promise.all([this.#stdout.stop(), this.#stderr.stop()]);
    releasePorts(portsOf(this.info));
    await this.#file[Symbol.asyncDispose]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end({ patience: 0 });
  }
}

function portsOf(info: ConnectionInfo): number[] {
  return [
    info.shell_port,
    info.iopub_port,
    info.stdin_port,
    info.control_port,
    info.hb_port,
  ];
}
