/** Opens exported files in a browser without network and listens for what must not happen. */
import axe from "axe-core";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { exportNotebook } from "../../../slides/export/export_notebook.ts";
import type {
  DeckReport,
  ExportOptions,
} from "../../../slides/export/export_options.ts";
import { findBrowser } from "../../../slides/layout/find_browser.ts";
import { openBrowser } from "../../../slides/layout/open_browser.ts";
import { TOOLS_REQUIRED } from "../../tools.ts";

/** Whether tests that need a browser are skipped. */
export const NO_BROWSER = findBrowser() === undefined && !TOOLS_REQUIRED;

/** What a test that drives a browser needs: playwright keeps a process and its pipes between tests' steps. */
export const BROWSER_TEST = {
  ignore: NO_BROWSER,
  sanitizeOps: false,
  sanitizeResources: false,
};

export const FIXTURES = new URL("../fixtures/", import.meta.url);

/** Options for an export with everything that is made by default. */
export function exportOptions(
  output: string,
  changes: Partial<ExportOptions> = {},
): ExportOptions {
  return {
    output,
    trust: false,
    isPublic: false,
    layout: true,
    page: false,
    pdf: false,
    contactSheet: false,
    root: output,
    ...changes,
  };
}

/** An open browser, a folder for exports, and all that went wrong on its pages. */
export interface Stage {
  browser: Browser;
  context: BrowserContext;
  folder: string;
  /** Requests that left the file, errors, console messages. */
  faults: string[];
  exportFixture(
    name: string,
    changes?: Partial<ExportOptions>,
  ): Promise<DeckReport>;
  open(path: string, hash?: string): Promise<Page>;
}

/** Runs `use` on a fresh stage and clears it away. */
export async function onStage(
  use: (stage: Stage) => Promise<void>,
  size: { width: number; height: number } = { width: 1280, height: 720 },
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "deck-test-" });
  const browser = (await openBrowser())!;
  try {
    const context = await browser.newContext({
      viewport: size,
      offline: true,
      reducedMotion: "reduce",
    });
    const faults: string[] = [];
    context.on("page", (page) => listen(page, faults));
    await use({
      browser,
      context,
      folder,
      faults,
      exportFixture: (name, changes) =>
        exportNotebook(
          fileURLToPath(new URL(name, FIXTURES)),
          exportOptions(folder, changes),
          browser,
        ),
      async open(path, hash = "") {
        const page = await context.newPage();
        page.setDefaultTimeout(60_000);
        await page.goto(pathToFileURL(path).href + hash);
        return page;
      },
    });
  } finally {
    await browser.close();
    await Deno.remove(folder, { recursive: true });
  }
}

function listen(page: Page, faults: string[]): void {
  page.on("request", (request) => {
    if (!/^(file|data|about|blob):/.test(request.url())) {
      faults.push(`request ${request.url()}`);
    }
  });
  page.on("pageerror", (error) => faults.push(`error ${error.message}`));
  page.on("console", (message) => {
    faults.push(`console ${message.type()} ${message.text()}`);
  });
}

/** Violations that axe finds on what is shown, one line each; of these rules only, if any are named. */
export async function findViolations(
  page: Page,
  rules?: string[],
): Promise<string[]> {
  await page.evaluate(
    `if (!globalThis.axe) { ${axe.source} }`,
  );
  return await page.evaluate(async (rules) => {
    // deno-lint-ignore no-explicit-any -- axe in the browser's world
    const { axe } = globalThis as any;
    const results = await axe.run({
      resultTypes: ["violations"],
      ...(rules ? { runOnly: rules } : {}),
    });
    // deno-lint-ignore no-explicit-any -- axe's results
    return results.violations.map((violation: any) =>
      `${violation.id}: ${
        violation.nodes.slice(0, 3).map((
          node: { html: string; any: { message: string }[] },
        ) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ""}`).join(
          " | ",
        )
      }`
    );
  }, rules);
}

/** What of a deck is read or set from tests. */
// deno-lint-ignore no-explicit-any -- reveal.js in the browser's world
export const reveal = () => (globalThis as any).Reveal;

/** Whether the deck is ready for steps. */
export async function waitForDeck(page: Page): Promise<void> {
  await page.waitForFunction("globalThis.Reveal?.isReady()");
}

/** Path of a file in a folder, for short. */
export const inFolder = join;
