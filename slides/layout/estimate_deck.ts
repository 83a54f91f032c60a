import type { Deck } from "../assemble/deck_html.ts";
import type { FitReport } from "../export/export_options.ts";
import type { Block } from "../render/block.ts";
import { preferredLayout, standsAside } from "../render/slide_html.ts";
import { nameParts, splitPoints, splitSlide } from "./split_slide.ts";

/** Height of a slide's body in pixels, with a title of one line. */
const ROOM = 490;

/** Text is made no smaller than this before a slide is divided. */
const SMALLEST = 0.6;

/**
 * Without a browser: divides slides that, by a guess on the safe side, would not fit even at the smallest text.
 * The rest is left to the deck's own script, which fits each slide when it comes up. Slides of fewer blocks than
 * `fewestBlocks` are left alone.
 */
export function estimateDeck(deck: Deck, fewestBlocks = 2): FitReport[] {
  const reports: FitReport[] = [];
  deck.slides = deck.slides.map((column) =>
    column.flatMap((slide) => {
      const heights = slide.blocks.map((block) =>
        estimateHeight(block) * SMALLEST
      );
      const isBeside = preferredLayout(slide) === "beside";
      const total = heights.reduce((sum, height, index) =>
        isBeside && standsAside(slide.blocks[index], slide)
          ? sum
          : sum + height + 10, 0);
      if (total <= ROOM || slide.blocks.length < fewestBlocks) {
        return [slide];
      }
      const parts = splitSlide(slide, splitPoints(slide.blocks, heights, ROOM));
      reports.push({
        cell: slide.id,
        ratio: "estimated",
        action: `split into ${parts.length}`,
        overflow: 0,
      });
      return parts;
    })
  );
  nameParts(deck.slides);
  return reports;
}

/** Pixels at full size, rather too many than too few. */
function estimateHeight(block: Block): number {
  const { kind, lines, size } = block;
  if (kind === "figure") return Math.min(size?.height ?? 400, 470);
  if (kind === "prose") return lines * 40 + 16;
  const wrapped = Math.ceil((block.columns ?? 0) / 90);
  return lines * 30 * Math.max(1, Math.min(wrapped, 2)) + 34;
}
