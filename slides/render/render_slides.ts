import type { Slide, SlideCell, SlideTree } from "../tree/slide_tree.ts";
import type { SlideSettings } from "../settings/slide_settings.ts";
import type { Block } from "./block.ts";
import { escapeHtml } from "./escape_html.ts";
import { renderCell } from "./render_cell.ts";
import type { RenderContext } from "./render_context.ts";

/** A slide with everything rendered, not yet laid out. */
export interface RenderedSlide {
  /** Id of its first cell; the later parts of a divided slide add `--2`, `--3`, …. */
  id: string;
  /** Id of the slide it was divided from, if it is a later part. */
  partOf?: string;
  /** Title as HTML; a slide without a heading of its own continues the one before. */
  title: string;
  titleText: string;
  /** Whether the title is carried over from the slide before. */
  continued: boolean;
  /** The deck's opening slide, set larger. */
  opening: boolean;
  blocks: Block[];
  /** Notes as HTML; empty if there are none. */
  notes: string;
  settings: SlideSettings;
  /** Number of its first cell in the notebook, from 1. */
  cellNumber: number;
  /** Ids of the cells on it. */
  cellIds: string[];
  /** How the slide was made to fit, by aspect ratio. */
  fit: Record<string, string>;
}

/** Renders all slides of a tree, column by column. */
export function renderSlides(
  tree: SlideTree,
  context: RenderContext,
  deckTitle: string,
): RenderedSlide[][] {
  let title = { html: escapeHtml(deckTitle), text: deckTitle };
  let isFirst = true;
  return tree.columns.map((column) =>
    column.map((slide) => {
      const rendered = renderSlide(slide, context, title, isFirst);
      title = { html: rendered.title, text: rendered.titleText };
      isFirst = false;
      return rendered;
    })
  );
}

function renderSlide(
  slide: Slide,
  context: RenderContext,
  previous: { html: string; text: string },
  isFirst: boolean,
): RenderedSlide {
  const blocks: Block[] = [];
  let heading: { html: string; text: string; level: number } | undefined;
  for (const entry of slide.cells) {
    const cell = renderCell(entry, context);
    // A later heading that comes in with a fragment is part of the text.
    if (cell.heading && !heading && blocks.length === 0) heading = cell.heading;
    else if (cell.heading) blocks.push(headingBlock(entry, cell.heading));
    cell.blocks.forEach((block, index) =>
      blocks.push({ ...block, first: index === 0 && !cell.heading })
    );
  }
  const settings = Object.assign(
    {},
    ...slide.cells.map((cell) => cell.settings).reverse(),
  ) as SlideSettings;
  const given = slide.cells[0].settings.title;
  const title = given === undefined
    ? heading
    : { html: escapeHtml(given), text: given };
  return {
    id: slide.id,
    title: title?.html ?? previous.html,
    titleText: title?.text ?? previous.text,
    continued: title === undefined && !isFirst,
    opening: isFirst && isOpening(blocks),
    blocks,
    notes: renderNotes(slide.notes, context),
    settings,
    cellNumber: slide.cells[0].number,
    cellIds: slide.cells.map((entry) => entry.cell.id),
    fit: {},
  };
}

/** A few sentences, no code: set large, with the author under them. */
function isOpening(blocks: Block[]): boolean {
  const lines = blocks.reduce((sum, block) => sum + block.lines, 0);
  return blocks.every(({ kind }) => kind === "prose") && lines <= 12;
}

function headingBlock(
  entry: SlideCell,
  heading: { html: string; level: number; text: string },
): Block {
  return {
    kind: "prose",
    html: `<h3>${heading.html}</h3>`,
    cellId: entry.cell.id,
    first: true,
    fragment: entry.fragment,
    lines: 2,
    text: heading.text,
  };
}

function renderNotes(notes: SlideCell[], context: RenderContext): string {
  return notes.map((entry) => {
    const cell = renderCell(entry, context);
    const heading = cell.heading ? `<h3>${cell.heading.html}</h3>` : "";
    return heading + cell.blocks.map((block) => block.html).join("");
  }).join("");
}
