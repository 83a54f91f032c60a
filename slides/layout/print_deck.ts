import type { Browser, Page } from "playwright-core";
import type { Deck } from "../assemble/deck_html.ts";
import { printHtml, type PrintOptions } from "../assemble/print_html.ts";

/** Slides in one picture of a contact sheet. */
const PER_SHEET = 15;

/** Longest time for one document, in milliseconds. */
const DEADLINE = 120_000;

/** Writes a PDF: one slide on each page without notes, or a handout of two or three with them. */
export async function printDeck(
  deck: Deck,
  browser: Browser,
  path: string,
  options: PrintOptions,
): Promise<void> {
  const html = await printHtml(deck, options);
  await withPage(browser, html, async (page) => {
    await page.pdf({
      path,
      preferCSSPageSize: true,
      printBackground: true,
      tagged: true,
      outline: true,
    });
  });
}

/** Writes pictures that show all slides side by side; gives their paths. */
export async function drawContactSheets(
  deck: Deck,
  browser: Browser,
  stem: string,
): Promise<string[]> {
  const total = deck.slides.flat().length;
  const paths: string[] = [];
  for (let from = 0; from < total; from += PER_SHEET) {
    const html = await printHtml(deck, {
      kind: "contact",
      from,
      to: from + PER_SHEET,
    });
    const path = `${stem}.contact-${paths.length + 1}.png`;
    await withPage(browser, html, async (page) => {
      await page.screenshot({ path, fullPage: true });
    });
    paths.push(path);
  }
  return paths;
}

async function withPage(
  browser: Browser,
  html: string,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 1860, height: 400 },
    offline: true,
    javaScriptEnabled: false,
  });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(DEADLINE);
    await page.setContent(html, { waitUntil: "load", timeout: DEADLINE });
    await use(page);
  } finally {
    await context.close();
  }
}
