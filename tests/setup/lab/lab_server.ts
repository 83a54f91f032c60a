/** Starts `deno task lab` as a user would, with nothing of the user's own. */
import { dirname, join } from "node:path";
import { fromFileUrl } from "../../project_files.ts";
import { findTool, lacksTool } from "../../tools.ts";

/** What a test with JupyterLab and a browser needs: both, and pipes that outlive a test's steps. */
export const LAB_TEST = {
  ignore: Deno.build.os === "windows" || lacksTool("chromium") ||
    lacksTool("jupyter-lab") || lacksTool("jupyter-notebook"),
  sanitizeOps: false,
  sanitizeResources: false,
};

/** Longest wait for a program to start, in milliseconds: a busy machine takes long to load Python. */
export const START_DEADLINE = 120_000;

/** How to start a server. */
export interface LabServerOptions {
  /** Further options for Jupyter itself. */
  jupyterOptions?: string[];
  /** Further environment variables. */
  env?: Record<string, string>;
}

/** A Jupyter server that `deno task lab` started. */
export class LabServer implements AsyncDisposable {
  /** The address that Jupyter printed, with its token. */
  readonly url: string;
  /** A home folder with nothing in it but what Jupyter wrote. */
  readonly home: string;
  readonly #child: Deno.ChildProcess;
  #ended?: Promise<number>;

  private constructor(url: string, child: Deno.ChildProcess, home: string) {
    this.url = url;
    this.home = home;
    this.#child = child;
  }

  /** @param args What follows `deno task lab`. */
  static async start(
    args: string[],
    options: LabServerOptions = {},
  ): Promise<LabServer> {
    const home = await Deno.makeTempDir({ prefix: "lab home " });
    const child = await startLab(args, home, options);
    try {
      return new LabServer(await addressIn(child), child, home);
    } catch (error) {
      child.kill("SIGINT");
      await child.status;
      throw error;
    }
  }

  /** Files of the kit that are still in the temporary folder. */
  leftovers(): string[] {
    return [...Deno.readDirSync(join(this.home, "temporary"))]
      .map(({ name }) => name).filter((name) => name.startsWith("sockets-"));
  }

  /** Presses Ctrl-C in the terminal; the exit code. */
  interrupt(): Promise<number> {
    this.#ended ??= (async () => {
      this.#child.kill("SIGINT");
      return (await this.#child.status).code;
    })();
    return this.#ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.interrupt();
    await Deno.remove(this.home, { recursive: true });
  }
}

async function startLab(
  args: string[],
  home: string,
  { jupyterOptions = [], env }: LabServerOptions,
): Promise<Deno.ChildProcess> {
  const temporary = join(home, "temporary");
  await Deno.mkdir(temporary);
  // Jupyter refuses to run as root, as in a container, unless told to.
  const root = Deno.uid() === 0 ? ["--allow-root"] : [];
  return new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "-A", fromFileUrl("setup/main.ts"), "lab", ...args],
      ...["--no-browser", "--", "--ServerApp.port=0", ...root],
      ...jupyterOptions,
    ],
    env: {
      PATH: `${dirname(findTool("jupyter-lab")!)}:${Deno.env.get("PATH")}`,
      DENO_DIR: await denoDir(),
      HOME: home,
      TMPDIR: temporary,
      ...env,
    },
    clearEnv: true,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
}

/** The cache that this Deno uses, so that nothing is fetched again. */
async function denoDir(): Promise<string> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json"],
  }).output();
  return JSON.parse(new TextDecoder().decode(stdout)).denoDir;
}

async function addressIn(child: Deno.ChildProcess): Promise<string> {
  const lines = child.stderr.pipeThrough(new TextDecoderStream()).getReader();
  const timer = setTimeout(() => child.kill("SIGKILL"), START_DEADLINE);
  let text = "";
  for (;;) {
    const { value, done } = await lines.read();
    if (done) throw new Error(`Jupyter ended before it listened: ${text}`);
    text += value;
    const url = /http:\/\/127\.0\.0\.1:\d+\/\S+token=\w+/.exec(text)?.[0];
    if (!url) continue;
    clearTimeout(timer);
    // Read on, or Jupyter would stop at a full pipe.
    (async () => {
      while (!(await lines.read()).done);
    })();
    return url;
  }
}
