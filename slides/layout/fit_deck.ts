import type { Browser } from "playwright-core";
import { type Deck, deckHtml } from "../assemble/deck_html.ts";
import type { Block } from "../render/block.ts";
import type { FitReport } from "../export/export_options.ts";
import { defaultFit } from "../render/slide_html.ts";
import type { RenderedSlide } from "../render/render_slides.ts";
import { estimateDeck } from "./estimate_deck.ts";
import { measureDeck, type MeasuredSlide, type Ratio } from "./measure_deck.ts";
import {
  cellBoundary,
  nameParts,
  splitPoints,
  splitSlide,
} from "./split_slide.ts";

/** Both shapes of projectors. */
export const RATIOS: readonly Ratio[] = ["16:9", "4:3"];

/** How often slides are divided and measured again before what is left scrolls. */
const MOST_ROUNDS = 8;

/** Smaller text than this is not read from the back row: a slide of several cells is divided instead. */
const READABLE: Record<string, number> = { "16:9": 0.94, "4:3": 0.8 };

/** A figure smaller than this gets a slide of its own. */
const READABLE_FIGURE: Record<string, number> = { "16:9": 0.7, "4:3": 0.5 };

/** Slides of so many blocks are divided by a guess first: measuring them whole takes long. */
const MANY_BLOCKS = 40;

/** What was measured of one slide, by ratio. */
type Measured = Record<string, MeasuredSlide>;

/**
 * Lays every slide out in both ratios and mends those that overflow: tightens, scales down, divides at a block
 * boundary, and as a last resort lets the slide scroll. Changes `deck`; tells what it did.
 */
export async function fitDeck(
  deck: Deck,
  browser: Browser,
): Promise<FitReport[]> {
  const reports = estimateDeck(deck, MANY_BLOCKS);
  const measured = new Map<RenderedSlide, Measured>();
  for (let round = 0;; round++) {
    await measureNew(deck, browser, measured);
    const isLast = round === MOST_ROUNDS;
    if (isLast || !splitOverflowing(deck, measured, reports)) break;
  }
  for (const slide of deck.slides.flat()) {
    reports.push(...keepFits(slide, measured.get(slide)!));
  }
  return reports;
}

async function measureNew(
  deck: Deck,
  browser: Browser,
  measured: Map<RenderedSlide, Measured>,
): Promise<void> {
  const slides = deck.slides.flat().filter((slide) => !measured.has(slide));
  const html = await deckHtml({ ...deck, slides: [slides] }, {
    measuring: true,
  });
  const byId = new Map(slides.map((slide) => [slide.id, slide]));
  const ratios = deck.ratio === "auto" ? RATIOS : [deck.ratio];
  for (const [ratio, results] of await measureDeck(browser, html, ratios)) {
    for (const found of results) {
      const slide = byId.get(found.id)!;
      measured.set(slide, { ...measured.get(slide), [ratio]: found });
    }
  }
}

/** Divides each slide that does not fit, if it can be divided; whether any was. */
function splitOverflowing(
  deck: Deck,
  measured: Map<RenderedSlide, Measured>,
  reports: FitReport[],
): boolean {
  let any = false;
  deck.slides = deck.slides.map((column) =>
    column.flatMap((slide) => {
      for (const [ratio, found] of Object.entries(measured.get(slide)!)) {
        const points = pointsFor(slide, found, ratio);
        if (points.length === 0) continue;
        any = true;
        const action = `split into ${points.length + 1}`;
        reports.push({ cell: slide.id, ratio, action, overflow: 0 });
        return splitSlide(slide, points);
      }
      return [slide];
    })
  );
  nameParts(deck.slides);
  return any;
}

function pointsFor(
  slide: RenderedSlide,
  found: MeasuredSlide,
  ratio: string,
): number[] {
  const heights = found.blocks.map((block) => block.height);
  if (found.over > 1) return splitPoints(slide.blocks, heights, found.room);
  const base = Number(defaultFit(slide).split(" ")[3]);
  const isReadable = found.scale >= READABLE[ratio] * Math.min(1, base);
  if (isReadable && found.figureScale >= READABLE_FIGURE[ratio]) return [];
  const boundary = cellBoundary(slide.blocks, heights) ??
    figureBoundary(slide.blocks, found, ratio);
  return boundary === undefined ? [] : [boundary];
}

/** Before the figure, if it or the text beside it is too small to read. */
function figureBoundary(
  blocks: Block[],
  { scale, figureScale }: MeasuredSlide,
  ratio: string,
): number | undefined {
  const isSmall = figureScale < READABLE_FIGURE[ratio] ||
    scale < READABLE[ratio] - 0.05;
  const first = blocks.findIndex(({ kind }) => kind === "figure");
  return isSmall && first > 0 ? first : undefined;
}

function keepFits(slide: RenderedSlide, measured: Measured): FitReport[] {
  return Object.entries(measured).flatMap(([ratio, found]) => {
    slide.fit[ratio] = found.fit;
    const overflow = Math.max(found.over, found.across);
    const action = describeFit(slide, found, overflow);
    if (action === "") return [];
    return [{
      cell: slide.id,
      ratio,
      action,
      overflow: overflow > 1 ? overflow : 0,
    }];
  });
}

function describeFit(
  slide: RenderedSlide,
  { fit, scale, figureScale }: MeasuredSlide,
  overflow: number,
): string {
  const [layout, , tight] = fit.split(" ");
  const [wanted, , , base] = defaultFit(slide).split(" ");
  return [
    layout !== wanted && `moved ${layout === "below" ? "below" : "beside"}`,
    tight === "1" && "tightened",
    scale < Number(base) - 0.01 && `scaled to ${Math.round(scale * 100)} %`,
    figureScale < 0.9 && `figure at ${Math.round(figureScale * 100)} %`,
    overflow > 1 && `overflows by ${overflow} px, scrolls`,
  ].filter(Boolean).join(", ");
}
