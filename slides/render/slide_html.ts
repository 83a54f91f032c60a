import { GROUND_TOKENS } from "../settings/slide_settings.ts";
import type { Block } from "./block.ts";
import { escapeHtml } from "./escape_html.ts";
import type { RenderedSlide } from "./render_slides.ts";

/** What all slides of a deck share. */
export interface SlideFrame {
  /** Title of the notebook, at the foot of each slide. */
  deckTitle: string;
  /** How many slides there are. */
  total: number;
  /** Shape the file is laid out for until a script says otherwise. */
  ratio: "16:9" | "4:3";
  /** Address of the notebook, for links to source cells. */
  source?: string;
  /** Author and date, on the opening slide. */
  byline: string;
  /** Leaves out the speaker's notes. */
  isPublic: boolean;
}

/** One slide as the `section` that reveal.js shows. */
export function slideHtml(
  slide: RenderedSlide,
  number: number,
  frame: SlideFrame,
): string {
  const attributes = [
    `id="${escapeHtml(slide.id)}"`,
    `data-number="${number}"`,
    `data-title="${escapeHtml(slide.titleText.slice(0, 200))}"`,
    slide.settings.transition &&
    `data-transition="${slide.settings.transition}"`,
    Object.keys(slide.fit).length > 0 &&
    `data-fit="${escapeHtml(JSON.stringify(slide.fit))}"`,
    sourceAttribute(slide, frame),
  ].filter(Boolean).join(" ");
  const notes = slide.notes === "" || frame.isPublic
    ? ""
    : `<aside class="notes">${slide.notes}</aside>`;
  const classes = [
    "slide",
    slide.opening && "opening",
    readFit(fitOf(slide, frame)).tight && "tight",
  ].filter(Boolean).join(" ");
  return `<section ${attributes}><div class="${classes}"${
    slideStyle(slide)
  }><h2>${slide.title}${
    slide.continued ? '<span class="visually-hidden"> (continued)</span>' : ""
  }</h2>${bodyHtml(slide, frame)}${
    footHtml(number, frame)
  }</div>${notes}</section>`;
}

function fitOf(slide: RenderedSlide, frame: SlideFrame): string {
  return slide.fit[frame.ratio] ?? defaultFit(slide);
}

function bodyHtml(slide: RenderedSlide, frame: SlideFrame): string {
  const { classes, style } = readFit(fitOf(slide, frame));
  const rows = placeBlocks(slide);
  const seen = new Set([slide.id]);
  const blocks = slide.blocks.map((block, index) =>
    blockHtml(block, rows.places[index], seen, standsAside(block, slide))
  );
  const byline = slide.opening && frame.byline !== ""
    ? `<p class="byline">${escapeHtml(frame.byline)}</p>`
    : "";
  const isPicture = slide.blocks.length === 1 &&
    slide.blocks[0].kind === "figure";
  return `<div class="body ${classes}${
    isPicture ? " picture" : ""
  }" style="--rows:${rows.count};${style}" data-default="${
    defaultFit(slide)
  }">${blocks.join("")}${byline}</div>`;
}

/**
 * How a slide is laid out, in one line: layout, left column's width in per cent, whether it is
 * tight, text size, and the height left for figures; `scroll` if that was not enough.
 */
export function readFit(
  fit: string,
): { classes: string; tight: boolean; style: string } {
  const [layout, left, tight, scale, figure, scroll] = fit.split(" ");
  const height = Number(figure) > 0 ? `--figure:${figure}px;` : "";
  return {
    classes: [layout, scroll].filter(Boolean).join(" "),
    tight: tight === "1",
    style: `--left:${left}%;--scale:${scale};${height}`,
  };
}

/** The layout before anything is measured: figures beside code if they are not very wide. */
export function defaultFit(slide: RenderedSlide): string {
  const size = (slide.settings.fontSize ?? 100) / 100;
  const left = hasFigures(slide) ? 46 : 62;
  return `${preferredLayout(slide)} ${left} 0 ${size} 0`;
}

/** Where figures, or else outputs, go if nothing else is said. */
export function preferredLayout(slide: RenderedSlide): "beside" | "below" {
  const others =
    slide.blocks.filter((block) =>
      !standsAside(block, slide) && !block.html.startsWith("<details")
    ).length;
  if (others === 0 || others === slide.blocks.length) return "below";
  if (slide.settings.layout) return slide.settings.layout;
  const figures = slide.blocks.filter((block) => block.kind === "figure");
  if (figures.length === 0) return "below";
  const isWide = figures.some(({ size }) =>
    size && size.width / size.height > 2.6
  );
  return isWide ? "below" : "beside";
}

/** Whether a block goes to the right column of two: figures, or on a slide without any what code gave. */
export function standsAside(block: Block, slide: RenderedSlide): boolean {
  if (hasFigures(slide)) return block.kind === "figure";
  return block.kind === "output" || block.kind === "rich";
}

function hasFigures({ blocks }: RenderedSlide): boolean {
  return blocks.some(({ kind }) => kind === "figure");
}

/** Which grid rows blocks take in two columns: a figure spans all it belongs to, an output its code. */
function placeBlocks(
  slide: RenderedSlide,
): { places: { row: number; span: number }[]; count: number } {
  const places: { row: number; span: number }[] = [];
  let row = 1;
  let start = 1;
  let afterAside = false;
  const { blocks } = slide;
  blocks.forEach((block) => {
    if (standsAside(block, slide)) {
      if (afterAside) {
        start = row;
        row++;
      } else if (block.kind !== "figure") start = Math.max(start, row - 1);
      places.push({ row: start, span: Math.max(1, row - start) });
      if (row === start) row++;
      afterAside = true;
      return;
    }
    if (afterAside) start = row;
    afterAside = false;
    places.push({ row, span: 1 });
    row++;
  });
  // The last one may grow into the row of free space at the end.
  const last = places[places.length - 1];
  if (last && standsAside(blocks[blocks.length - 1], slide)) last.span++;
  return { places, count: row - 1 };
}

function blockHtml(
  block: Block,
  place: { row: number; span: number },
  seen: Set<string>,
  isAside: boolean,
): string {
  const isNew = block.first && !seen.has(block.cellId);
  if (isNew) seen.add(block.cellId);
  const fragment = block.fragment === undefined
    ? ""
    : ` fragment${block.fragmentStyle ? ` ${block.fragmentStyle}` : ""}`;
  const index = block.fragment === undefined
    ? ""
    : ` data-fragment-index="${block.fragment}"`;
  const columns = block.columns ? `;--columns:${block.columns}` : "";
  const aside = isAside ? " aside" : "";
  return `<div class="block ${block.kind}${aside}${fragment}"${index}${
    isNew ? ` id="${escapeHtml(block.cellId)}"` : ""
  } style="--row:${place.row};--span:${place.span}${columns}">${block.html}</div>`;
}

function footHtml(number: number, frame: SlideFrame): string {
  return `<div class="foot"><span>${
    escapeHtml(frame.deckTitle)
  }</span><span>${number} / ${frame.total}</span></div>`;
}

function slideStyle({ settings }: RenderedSlide): string {
  const { background } = settings;
  if (!background) return "";
  const token = (GROUND_TOKENS as readonly string[]).includes(background);
  const layer = !["paper", "panel"].includes(background);
  const ground = token
    ? `var(--${background}${layer ? "-ground" : ""})`
    : background;
  return ` style="--ground:${escapeHtml(ground)}"`;
}

function sourceAttribute(slide: RenderedSlide, frame: SlideFrame): string {
  if (!frame.source) return "";
  const cell = slide.cellIds[0] ?? slide.id;
  return `data-source="${escapeHtml(`${frame.source}#cell-id=${cell}`)}"`;
}
