import { join } from "node:path";
import type { Browser } from "playwright-core";
import { parseNotebook } from "../../jupyter/parse_notebook.ts";
import { chapterHtml } from "../assemble/chapter_html.ts";
import { type Deck, deckHtml } from "../assemble/deck_html.ts";
import { estimateDeck } from "../layout/estimate_deck.ts";
import { fitDeck, RATIOS } from "../layout/fit_deck.ts";
import { drawContactSheets, printDeck } from "../layout/print_deck.ts";
import type { DeckReport, ExportOptions } from "./export_options.ts";
import { prepareChapter } from "./prepare_chapter.ts";
import { notebookName } from "./notebook_name.ts";
import { DeckError, prepareDeck } from "./prepare_deck.ts";
import { readNotebookText } from "./read_notebook_text.ts";

/**
 * Makes a deck, and what else is asked for, of one notebook file. Without `browser` slides are not measured, and
 * what only a browser can make is refused with a {@linkcode DeckError}.
 */
export async function exportNotebook(
  path: string,
  options: ExportOptions,
  browser?: Browser,
): Promise<DeckReport> {
  const started = performance.now();
  const notebook = parseNotebook(await readNotebookText(path), path);
  const warnings: string[] = [];
  const stem = join(options.output, notebookName(path));
  await Deno.mkdir(options.output, { recursive: true });
  const deck = await prepareDeck(notebook, path, options, warnings);
  const isMeasured = browser !== undefined && options.layout &&
    isMeasurable(deck, warnings);
  const fitted = isMeasured ? await fitDeck(deck, browser) : estimateDeck(deck);
  const html = await deckHtml(deck);
  await Deno.writeTextFile(`${stem}.html`, html);
  const report: DeckReport = {
    notebook: path,
    deck: `${stem}.html`,
    title: deck.title,
    slides: deck.slides.flat().length,
    bytes: new TextEncoder().encode(html).length,
    seconds: 0,
    measured: isMeasured ? measuredRatios(deck) : [],
    fitted,
    warnings,
  };
  if (options.page) {
    report.page = `${stem}.page.html`;
    const chapter = await prepareChapter(notebook, path, options, warnings);
    await Deno.writeTextFile(report.page, await chapterHtml(chapter));
  }
  await printAll(deck, options, stem, report, browser);
  report.seconds = (performance.now() - started) / 1000;
  return report;
}

async function printAll(
  deck: Deck,
  options: ExportOptions,
  stem: string,
  report: DeckReport,
  browser?: Browser,
): Promise<void> {
  if (!options.pdf && !options.handout && !options.contactSheet) return;
  if (!browser) {
    throw new DeckError(
      `Cannot print "${stem}": no Chromium, Chrome or Edge found; install one or set CHROMIUM to its path`,
    );
  }
  if (options.pdf) {
    report.pdf = `${stem}.pdf`;
    await printDeck(deck, browser, report.pdf, { kind: "sheets" });
  }
  if (options.handout) {
    report.handout = `${stem}.handout.pdf`;
    await printDeck(deck, browser, report.handout, {
      kind: "handout",
      perPage: options.handout,
    });
  }
  if (options.contactSheet) {
    report.contactSheets = await drawContactSheets(deck, browser, stem);
  }
}

/** More slides than this are not laid out in a browser: it would take many minutes. */
const MOST_MEASURED = 600;

function isMeasurable(deck: Deck, warnings: string[]): boolean {
  const count = deck.slides.flat().length;
  if (count <= MOST_MEASURED) return true;
  warnings.push(
    `${count} slides are too many to measure (more than ${MOST_MEASURED}): their layout is a guess`,
  );
  return false;
}

function measuredRatios({ ratio }: Deck): string[] {
  return ratio === "auto" ? [...RATIOS] : [ratio];
}
