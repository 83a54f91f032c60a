import { basename } from "node:path";
import type { Notebook } from "../../jupyter/notebook.ts";
import type { Deck } from "../assemble/deck_html.ts";
import { escapeHtml } from "../render/escape_html.ts";
import { loadGrammars } from "../render/highlight_code.ts";
import {
  loadRenderTools,
  type RenderContext,
} from "../render/render_context.ts";
import { renderSlides } from "../render/render_slides.ts";
import {
  type DeckSettings,
  readDeckSettings,
} from "../settings/deck_settings.ts";
import { buildSlideTree } from "../tree/slide_tree.ts";
import type { ExportOptions } from "./export_options.ts";
import { notebookName } from "./notebook_name.ts";
import { createImageReader } from "./read_image_file.ts";
import { resolveLink } from "./resolve_link.ts";
import { sourceAddress } from "./source_address.ts";

/** A notebook that cannot be made into a deck, and what to do about it. */
export class DeckError extends Error {
  override name = "DeckError";
}

/** More cells than this are refused: such a file is no lecture, and no browser would page through it. */
const MOST_CELLS = 20_000;

/** Characters of output that one file holds; what comes after is left out. */
const MOST_OUTPUT = 40_000_000;

/** A context for rendering one notebook. */
export async function createRenderContext(
  notebook: Notebook,
  path: string,
  target: RenderContext["target"],
  options: ExportOptions,
  warnings: string[],
): Promise<RenderContext> {
  if (notebook.cells.length > MOST_CELLS) {
    throw new DeckError(
      `Cannot export "${path}": it has ${notebook.cells.length} cells, more than ${MOST_CELLS}; divide it`,
    );
  }
  const language = notebookLanguage(notebook);
  await loadGrammars([language, ...fencedLanguages(notebook)]);
  let number = 0;
  let left = MOST_OUTPUT;
  return {
    target,
    trust: options.trust,
    language,
    readImage: createImageReader(path, options.root),
    resolveLink: (href) =>
      resolveLink(href, {
        notebook: basename(path),
        folder: sourceAddress(path, options).folder,
        ending: target === "deck" ? ".html" : ".page.html",
      }),
    warn: (message) =>
      void (warnings.includes(message) || warnings.push(message)),
    tools: await loadRenderTools(notebook),
    spend: (length) => (left -= length) >= 0,
    nextNumber: () => ++number,
    uses: new Set(),
  };
}

/** Renders a notebook's slides; nothing is laid out or written yet. */
export async function prepareDeck(
  notebook: Notebook,
  path: string,
  options: ExportOptions,
  warnings: string[],
): Promise<Deck> {
  const context = await createRenderContext(
    notebook,
    path,
    "deck",
    options,
    warnings,
  );
  const { settings, problems } = readDeckSettings(notebook);
  const tree = buildSlideTree(notebook);
  warnings.push(...problems, ...tree.problems);
  const title = settings.title ?? firstHeading(notebook) ?? notebookName(path);
  const slides = renderSlides(tree, context, title);
  if (slides.length === 0) slides.push([emptySlide(title)]);
  const html = slides.flat().flatMap((slide) => [
    slide.title,
    slide.notes,
    ...slide.blocks.map((block) => block.html),
  ]);
  return {
    ...describeDeck(settings, path, options),
    title,
    footTitle: numberedTitle(title, path),
    slides,
    mathsStyle: await mathsStyle(context, html),
  };
}

/** Style sheet for maths, loaded only if the notebook has any. */
export async function mathsStyle(
  context: RenderContext,
  html: string[],
): Promise<string> {
  if (!context.uses.has("maths")) return "";
  const { loadMathsStyle } = await import("../assemble/load_maths_style.ts");
  return loadMathsStyle(html.join(""));
}

function describeDeck(
  settings: DeckSettings,
  path: string,
  options: ExportOptions,
): Omit<Deck, "title" | "footTitle" | "slides" | "mathsStyle"> {
  return {
    byline: [settings.author, settings.date].filter(Boolean).join(" · "),
    language: settings.language ?? "en",
    theme: options.theme ?? settings.theme ?? "light",
    ratio: options.ratio ?? settings.aspectRatio ?? "auto",
    source: sourceAddress(path, options).notebook,
    page: options.page ? `${notebookName(path)}.page.html` : undefined,
    isPublic: options.isPublic,
    trust: options.trust,
  };
}

function emptySlide(title: string): Deck["slides"][number][number] {
  return {
    id: "empty",
    title: escapeHtml(title),
    titleText: title,
    continued: false,
    opening: true,
    blocks: [{
      kind: "prose",
      html:
        "<p>This notebook shows nothing: it has no cells, or all of them are skipped.</p>",
      cellId: "empty",
      lines: 1,
      text: "",
    }],
    notes: "",
    settings: {},
    cellNumber: 1,
    cellIds: [],
    fit: {},
  };
}

/** Title with the number its file name begins with: `01 Protocols`. */
function numberedTitle(title: string, path: string): string {
  const number = notebookName(path).match(/^\d+(?=[_-])/)?.[0];
  return number && !/^\d/.test(title) ? `${number} ${title}` : title;
}

/** The first top heading of a notebook, as plain text. */
export function firstHeading(notebook: Notebook): string | undefined {
  for (const cell of notebook.cells) {
    if (cell.cell_type !== "markdown") continue;
    const heading = cell.source.match(/^#{1,2}[ \t]+(.+?)[ \t#]*$/m);
    if (heading) return heading[1].replace(/[`*_]/g, "").slice(0, 300);
  }
  return undefined;
}

function notebookLanguage({ metadata }: Notebook): string {
  const said = metadata.language_info?.name ?? metadata.kernelspec?.language;
  return typeof said === "string" ? said : "python";
}

function fencedLanguages(notebook: Notebook): string[] {
  return notebook.cells
    .filter((cell) => cell.cell_type !== "code")
    .flatMap((
      cell,
    ) => [...cell.source.matchAll(/^\s*(?:```|~~~)\s*\{?([\w+#-]+)/gm)])
    .map((match) => match[1]);
}
