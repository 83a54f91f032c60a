/** What `deno task lab` opens, in a browser. */
import { type Browser, chromium, type Page } from "playwright-core";
import { findBrowser } from "../../../slides/layout/find_browser.ts";
import { LabServer, START_DEADLINE } from "./lab_server.ts";

/** A front-end that `deno task lab` started, open in a browser. */
export class OpenLab implements AsyncDisposable {
  readonly page: Page;
  readonly server: LabServer;
  readonly #browser: Browser;

  private constructor(page: Page, browser: Browser, server: LabServer) {
    this.page = page;
    this.server = server;
    this.#browser = browser;
  }

  /** @param args What follows `deno task lab`. */
  static async start(args: string[]): Promise<OpenLab> {
    const server = await LabServer.start(args);
    let browser: Browser | undefined;
    try {
      browser = await launchBrowser();
      const page = await openPage(browser);
      await page.goto(server.url);
      return new OpenLab(page, browser, server);
    } catch (error) {
      await browser?.close();
      await server[Symbol.asyncDispose]();
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
    await this.server[Symbol.asyncDispose]();
  }
}

/** A browser that may reach the server: the one for slides has no network. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findBrowser(),
    timeout: START_DEADLINE,
    args: [
      ...Deno.uid() === 0 ? ["--no-sandbox"] : [],
      "--disable-gpu",
      "--disable-gpu-watchdog",
    ],
  });
}

/** A page that is patient on a busy machine. */
export async function openPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 1300 },
  });
  page.setDefaultTimeout(START_DEADLINE);
  return page;
}
