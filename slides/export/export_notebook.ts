import { join } from "node:path";
import type { Browser } from "playwright-core";
import type { Notebook } from "../../jupyter/notebook.ts";
import { parseNotebook } from "../../jupyter/parse_notebook.ts";
import { deckHtml } from "../assemble/deck_html.ts";
import type { DeckReport, ExportOptions } from "./export_options.ts";
import { fitDeck, RATIOS } from "../layout/fit_deck.ts";
import { notebookName, prepareDeck } from "./prepare_deck.ts";

/** Makes a deck, and what else is asked for, of one notebook file. */
export async function exportNotebook(
  path: string,
  options: ExportOptions,
  browser?: Browser,
): Promise<DeckReport> {
  const started = performance.now();
  const notebook = await readNotebook(path);
  const warnings: string[] = [];
  const deck = await prepareDeck(notebook, path, options, warnings);
  const fitted = browser ? await fitDeck(deck, browser) : [];
  const html = await deckHtml(deck);
  const file = join(options.output, `${notebookName(path)}.html`);
  await Deno.mkdir(options.output, { recursive: true });
  await Deno.writeTextFile(file, html);
  return {
    notebook: path,
    deck: file,
    title: deck.title,
    slides: deck.slides.flat().length,
    bytes: new TextEncoder().encode(html).length,
    seconds: (performance.now() - started) / 1000,
    measured: browser ? measuredRatios(deck.ratio) : [],
    fitted,
    warnings,
  };
}

function measuredRatios(ratio: string): string[] {
  return ratio === "auto" ? [...RATIOS] : [ratio];
}

async function readNotebook(path: string): Promise<Notebook> {
  return parseNotebook(await Deno.readTextFile(path), path);
}
