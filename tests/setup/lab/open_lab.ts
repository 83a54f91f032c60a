/** Starts `deno task lab` as a user would, with nothing of the user's own, and drives what opens. */
import { dirname, join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { findBrowser } from "../../../slides/layout/open_browser.ts";
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
const START_DEADLINE = 120_000;

/** A front-end that `deno task lab` started, open in a browser. */
export class OpenLab implements AsyncDisposable {
  readonly page: Page;
  /** A home folder with nothing in it but what Jupyter wrote. */
  readonly home: string;
  readonly #browser: Browser;
  readonly #child: Deno.ChildProcess;
  #ended?: Promise<number>;

  private constructor(
    page: Page,
    browser: Browser,
    child: Deno.ChildProcess,
    home: string,
  ) {
    this.page = page;
    this.home = home;
    this.#browser = browser;
    this.#child = child;
  }

  /** @param args What follows `deno task lab`. */
  static async start(args: string[]): Promise<OpenLab> {
    const home = await Deno.makeTempDir({ prefix: "lab home " });
    const child = await startLab(args, home);
    let browser: Browser | undefined;
    try {
      const url = await addressIn(child);
      browser = await chromium.launch({
        executablePath: findBrowser(),
        args: Deno.uid() === 0 ? ["--no-sandbox"] : [],
      });
      const page = await browser.newPage({
        viewport: { width: 1100, height: 1300 },
      });
      page.setDefaultTimeout(START_DEADLINE);
      await page.goto(url);
      return new OpenLab(page, browser, child, home);
    } catch (error) {
      await browser?.close();
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
    await this.#browser.close();
    await this.interrupt();
    await Deno.remove(this.home, { recursive: true });
  }
}

async function startLab(
  args: string[],
  home: string,
): Promise<Deno.ChildProcess> {
  const temporary = join(home, "temporary");
  await Deno.mkdir(temporary);
  return new Deno.Command(Deno.execPath(), {
    args: labArguments(args),
    env: {
      PATH: `${dirname(findTool("jupyter-lab")!)}:${Deno.env.get("PATH")}`,
      DENO_DIR: await denoDir(),
      HOME: home,
      TMPDIR: temporary,
    },
    clearEnv: true,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
}

function labArguments(args: string[]): string[] {
  const main = fromFileUrl("setup/main.ts");
  // Jupyter refuses to run as root, as in a container, unless told to.
  const root = Deno.uid() === 0 ? ["--allow-root"] : [];
  return [
    ...["run", "-A", main, "lab", ...args, "--no-browser", "--"],
    ...["--ServerApp.port=0", ...root],
  ];
}

/** The cache that this Deno uses, so that nothing is fetched again. */
async function denoDir(): Promise<string> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json"],
  }).output();
  return JSON.parse(new TextDecoder().decode(stdout)).denoDir;
}

/** The address that Jupyter prints, with its token. */
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
