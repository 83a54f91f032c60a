/** JupyterLab and Notebook 7 in one browser, on one server with the kit's kernel. */
import type { Browser, Page } from "playwright-core";
import { join } from "node:path";
import {
  formatKernelspec,
  kernelspecPath,
  makeKernelspec,
} from "../../../setup/kernelspec/kernelspec.ts";
import { LabServer } from "../../setup/lab/lab_server.ts";
import { launchBrowser, openPage } from "../../setup/lab/open_lab.ts";
import { fromFileUrl } from "../../project_files.ts";
import type { JupyterWindow } from "./jupyter_app.ts";
import { KitCopy } from "./kit_copy.ts";
import { OpenNotebook } from "./open_notebook.ts";

/** The name that Deno's own kernel goes by on this server. */
export const STOCK_KERNEL = "deno-stock";

/** Lets a page look into the front-end. */
const EXPOSE = ["LabApp", "JupyterNotebookApp"]
  .map((app) => `--${app}.expose_app_in_browser=True`);

/** One server and one browser, for as many notebooks as there are. */
export class FrontEnds implements AsyncDisposable {
  /** The notebooks that the server shows. */
  readonly kit: KitCopy;
  readonly #server: LabServer;
  readonly #browser: Browser;
  readonly #data: string;
  #lab?: Page;

  private constructor(
    kit: KitCopy,
    server: LabServer,
    browser: Browser,
    data: string,
  ) {
    this.kit = kit;
    this.#server = server;
    this.#browser = browser;
    this.#data = data;
  }

  /** @param env Further environment variables, for the server and its kernels. */
  static async start(env: Record<string, string> = {}): Promise<FrontEnds> {
    await using undo = new AsyncDisposableStack();
    const kit = undo.use(await KitCopy.make());
    const data = await Deno.makeTempDir({ prefix: "jupyter data " });
    undo.defer(() => Deno.remove(data, { recursive: true }));
    await writeStockKernelspec(data);
    const server = undo.use(
      await LabServer.start([kit.notebook("00_start_here.ipynb")], {
        jupyterOptions: EXPOSE,
        env: { JUPYTER_DATA_DIR: data, SOCKETS_ONLINE: "0", ...env },
      }),
    );
    const browser = await launchBrowser();
    undo.move();
    return new FrontEnds(kit, server, browser, data);
  }

  /** Opens a notebook in JupyterLab, in the one window that it has. */
  async openInLab(name: string): Promise<OpenNotebook> {
    if (!this.#lab) {
      this.#lab = await openPage(this.#browser);
      await this.#lab.goto(this.#address("lab"));
    }
    const page = this.#lab;
    await page.waitForFunction(() => {
      const { jupyterapp } = globalThis as JupyterWindow;
      return jupyterapp?.commands.hasCommand("docmanager:open");
    });
    await page.evaluate(async (path) => {
      const { jupyterapp } = globalThis as JupyterWindow;
      await jupyterapp!.restored;
      await jupyterapp!.commands.execute("docmanager:open", { path });
    }, name);
    const notebook = new OpenNotebook(page, () =>
      page.evaluate(() => {
        const { jupyterapp } = globalThis as JupyterWindow;
        jupyterapp!.shell.currentWidget!.dispose();
      }));
    await notebook.ready(name);
    return notebook;
  }

  /** Closes JupyterLab's window, whatever dialog is open in there; the next notebook gets another. */
  async closeLab(): Promise<void> {
    await this.#lab?.close();
    this.#lab = undefined;
  }

  /** Opens a notebook in Notebook 7, in a window of its own. */
  async openInNotebook7(name: string): Promise<OpenNotebook> {
    const page = await openPage(this.#browser);
    await page.goto(this.#address(`notebooks/${name}`));
    const notebook = new OpenNotebook(page, () => page.close());
    await notebook.ready(name);
    return notebook;
  }

  #address(path: string): string {
    const { origin, search } = new URL(this.#server.url);
    return `${origin}/${path}${search}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
    await this.#server[Symbol.asyncDispose]();
    await Deno.remove(this.#data, { recursive: true });
    await this.kit[Symbol.asyncDispose]();
  }
}

async function writeStockKernelspec(data: string): Promise<void> {
  const path = kernelspecPath(join(data, "kernels"), STOCK_KERNEL);
  await Deno.mkdir(join(path, ".."), { recursive: true });
  const kernelspec = makeKernelspec(fromFileUrl("."), {
    deno: Deno.execPath(),
    stock: true,
    displayName: STOCK_KERNEL,
  });
  await Deno.writeTextFile(path, formatKernelspec(kernelspec));
}
