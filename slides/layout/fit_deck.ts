import type { Browser } from "playwright-core";
import { type Deck, deckHtml } from "../assemble/deck_html.ts";
import type { FitReport } from "../export/export_options.ts";
import { defaultFit } from "../render/slide_html.ts";
import type { RenderedSlide } from "../render/render_slides.ts";
import { measureDeck, type MeasuredSlide } from "./measure_deck.ts";
import { splitPoints, splitSlide } from "./split_slide.ts";

/** Both shapes of projectors. */
export const RATIOS = ["16:9", "4:3"] as const;

/** How often slides are divided and measured again before what is left scrolls. */
const MOST_ROUNDS = 8;

/**
 * Lays every slide out in both ratios and mends those that overflow: tightens, scales down, divides at a block
 * boundary, and as a last resort lets the slide scroll. Changes `deck`; tells what it did.
 */
export async function fitDeck(
  deck: Deck,
  browser: Browser,
): Promise<FitReport[]> {
  const ratios = deck.ratio === "auto" ? RATIOS : [deck.ratio];
  const reports: FitReport[] = [];
  for (let round = 0;; round++) {
    const html = await deckHtml(deck, { measuring: true });
    const measured = new Map<string, Record<string, MeasuredSlide>>();
    for (const ratio of ratios) {
      for (const slide of await measureDeck(browser, html, ratio)) {
        measured.set(slide.id, { ...measured.get(slide.id), [ratio]: slide });
      }
    }
    const isLast = round === MOST_ROUNDS;
    if (isLast || !splitOverflowing(deck, measured, reports)) {
      for (const slide of deck.slides.flat()) {
        reports.push(...keepFits(slide, measured.get(slide.id)!));
      }
      return reports;
    }
  }
}

/** Divides each slide that does not fit, if it can be divided; whether any was. */
function splitOverflowing(
  deck: Deck,
  measured: Map<string, Record<string, MeasuredSlide>>,
  reports: FitReport[],
): boolean {
  let any = false;
  deck.slides = deck.slides.map((column) =>
    column.flatMap((slide) => {
      for (const [ratio, found] of Object.entries(measured.get(slide.id)!)) {
        if (found.over <= 1) continue;
        const heights = found.blocks.map((block) => block.height);
        const points = splitPoints(slide.blocks, heights, found.room);
        if (points.length === 0) continue;
        any = true;
        const action = `split into ${points.length + 1}`;
        reports.push({ cell: slide.id, ratio, action, overflow: 0 });
        return splitSlide(slide, points);
      }
      return [slide];
    })
  );
  return any;
}

function keepFits(
  slide: RenderedSlide,
  measured: Record<string, MeasuredSlide>,
): FitReport[] {
  return Object.entries(measured).flatMap(([ratio, found]) => {
    slide.fit[ratio] = found.fit;
    const overflow = Math.max(found.over, found.across);
    const action = describeFit(slide, found, overflow);
    return action === "" ? [] : [{
      cell: slide.id,
      ratio,
      action,
      overflow: overflow > 1 ? overflow : 0,
    }];
  });
}

function describeFit(
  slide: RenderedSlide,
  { fit, scale }: MeasuredSlide,
  overflow: number,
): string {
  const [layout, , tight] = fit.split(" ");
  const [wanted, , , base] = defaultFit(slide).split(" ");
  return [
    layout !== wanted && "figure moved below",
    tight === "1" && "tightened",
    scale < Number(base) - 0.01 && `scaled to ${Math.round(scale * 100)} %`,
    overflow > 1 && `overflows by ${overflow} px, scrolls`,
  ].filter(Boolean).join(", ");
}
