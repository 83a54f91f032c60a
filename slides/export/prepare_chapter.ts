import type { Notebook } from "../../jupyter/notebook.ts";
import type { Chapter, ChapterCell } from "../assemble/chapter_html.ts";
import { renderCell } from "../render/render_cell.ts";
import type { RenderContext } from "../render/render_context.ts";
import { readDeckSettings } from "../settings/deck_settings.ts";
import { readSlideSettings } from "../settings/slide_settings.ts";
import { cellVisibility, isRemoved } from "../tree/cell_visibility.ts";
import { slideType } from "../tree/slide_tree.ts";
import type { ExportOptions } from "./export_options.ts";
import { notebookName } from "./notebook_name.ts";
import {
  createRenderContext,
  firstHeading,
  mathsStyle,
} from "./prepare_deck.ts";
import { sourceAddress } from "./source_address.ts";

/** Renders a notebook as a chapter: all its cells, those skipped on slides too; notes unless it is public. */
export async function prepareChapter(
  notebook: Notebook,
  path: string,
  options: ExportOptions,
  warnings: string[],
): Promise<Chapter> {
  const context = await createRenderContext(
    notebook,
    path,
    "page",
    options,
    warnings,
  );
  const { settings } = readDeckSettings(notebook);
  const cells = notebook.cells.flatMap((cell, index) => {
    if (options.isPublic && slideType(cell) === "notes") return [];
    return renderChapterCell(notebook, index, context);
  });
  const title = settings.title ?? firstHeading(notebook) ?? notebookName(path);
  const first = cells.find((cell) => cell.heading)?.heading;
  const isTitle = first?.level === 1;
  const shown = isTitle
    ? cells.map((cell) =>
      cell.heading === first ? { ...cell, heading: undefined } : cell
    )
    : cells;
  return {
    title,
    byline: [settings.author, settings.date].filter(Boolean).join(" · "),
    language: settings.language ?? "en",
    theme: options.theme ?? "auto",
    cells: shown,
    deck: `${notebookName(path)}.html`,
    source: sourceAddress(path, options).notebook,
    mathsStyle: await mathsStyle(context, cells.map((cell) => cell.html)),
    trust: options.trust,
  };
}

function renderChapterCell(
  notebook: Notebook,
  index: number,
  context: RenderContext,
): ChapterCell[] {
  const cell = notebook.cells[index];
  const tags = cell.metadata.tags ?? [];
  const shown = cellVisibility(cell);
  if (isRemoved(shown)) return [];
  // Of a check one reads what it said; its code is long and can be opened.
  const visibility = tags.includes("check") && shown.input === "shown"
    ? { ...shown, input: "folded" as const }
    : shown;
  const { settings } = readSlideSettings(cell.metadata.slides);
  // Line steps are for slides.
  const entry = {
    cell,
    number: index + 1,
    visibility,
    settings: { ...settings, lines: undefined },
  };
  const { heading, blocks } = renderCell(entry, context);
  const role = ["exercise", "check"].find((tag) => tags.includes(tag)) ?? "";
  const html = blocks.map((block) =>
    `<div class="block ${block.kind}">${block.html}</div>`
  ).join("");
  return heading || html !== ""
    ? [{
      id: cell.id,
      role: cell.cell_type === "code" ? role : "",
      heading,
      html,
    }]
    : [];
}
