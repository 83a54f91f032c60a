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
  /** Gives it the function {@linkcode COLLECTOR}, for hooks that collect garbage. */
  exposeGc?: boolean;
}

/** How long a kernel has to end by itself before it is killed. */
const PATIENCE = 1000;
/** How long what a process said last may take to come through its pipes. */
const LAST_WORDS_PATIENCE = 200;

/** A `deno jupyter --kernel` process with its connection file. Disposing it ends it and removes the file. */
export class KernelProcess implements AsyncDisposable {
  readonly info: ConnectionInfo;
  /** Settles when the process has ended and its last words are known. */
  readonly status: Promise<Deno.CommandStatus>;
  readonly #file: ConnectionFile;
  readonly #child: Deno.ChildProcess;
  readonly #stdout: StreamTail;
  readonly #stderr: StreamTail;
  #lastWords = "";

  private constructor(file: ConnectionFile, child: Deno.ChildProcess) {
    this.info = file.info;
    this.#file = file;
    this.#child = child;
    this.#stdout = new StreamTail(child.stdout);
    this.#stderr = new StreamTail(child.stderr);
    this.status = this.#waitForEnd();
  }

  /** Starts it; the system has done so when this returns: what comes next may take the event loop for itself. */
  static async start(
    options: KernelProcessOptions = {},
  ): Promise<KernelProcess> {
    const ports = pickPorts(5, options.ports);
    let file: ConnectionFile | undefined;
    try {
      file = writeConnectionFile(createConnectionInfo(ports));
      const child = new Deno.Command(Deno.execPath(), {
        args: ["jupyter", "--kernel", "--conn", file.path],
        cwd: options.cwd,
        env: {
          DENO_NO_UPDATE_CHECK: "1",
          ...options.exposeGc && withGc(),
          ...options.env,
        },
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

  /** The last lines the process itself wrote, outside of any cell; known once it has ended. */
  get lastWords(): string {
    return this.#lastWords;
  }

  /** Kills it at once, whatever it is doing. */
  kill(): void {
    try {
      this.#child.kill("SIGKILL");
    } catch {
      // It has ended already.
    }
  }

  /** Removes its connection file, which it has read: the key in there must not outlive us, however we end. */
  async removeFile(): Promise<void> {
    await this.#file[Symbol.asyncDispose]();
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
    await this.removeFile();
  }

  async #waitForEnd(): Promise<Deno.CommandStatus> {
    const status = await this.#child.status;
    const patience = Promise.withResolvers<void>();
    // Programs that a cell started may hold the streams open: their end is not waited for.
    const timer = setTimeout(patience.resolve, LAST_WORDS_PATIENCE);
    const spoken = Promise.all([this.#stdout.ended, this.#stderr.ended]);
    await Promise.race([spoken, patience.promise]);
    clearTimeout(timer);
    await this.#keepLastWords();
    return status;
  }

  async #keepLastWords(): Promise<void> {
    // Loaded here, it does not delay the start.
    const { stripVTControlCharacters } = await import("node:util");
    const text = this.#stdout.text + this.#stderr.text;
    this.#lastWords = stripVTControlCharacters(text)
      .replace(/^.*"deno jupyter" is unstable.*\n?/gm, "").trim();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end({ patience: 0 });
  }
}

/** V8 declares it so that no cell can declare it again: so it is a name that no cell wants. */
const COLLECTOR = "sockets_gc";

/** V8's flags for that, behind those that are there. */
function withGc(): Record<string, string> {
  const before = Deno.env.get("DENO_V8_FLAGS");
  const flags = `--expose-gc-as=${COLLECTOR}`;
  return { DENO_V8_FLAGS: before ? `${before},${flags}` : flags };
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
