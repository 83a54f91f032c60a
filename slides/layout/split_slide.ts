import type { Block } from "../render/block.ts";
import type { RenderedSlide } from "../render/render_slides.ts";

/** Space between blocks, in pixels. */
const GAP = 10;

/**
 * Divides a slide before each block that `points` names. The parts continue the title; line steps and fragments
 * stay with their blocks; notes go with every part, since the speaker needs them there too.
 */
export function splitSlide(
  slide: RenderedSlide,
  points: number[],
): RenderedSlide[] {
  const starts = [0, ...points];
  return starts.map((start, part) => {
    const blocks = slide.blocks.slice(start, starts[part + 1]);
    if (part === 0) return { ...slide, blocks, fit: {} };
    return {
      ...slide,
      partOf: slide.partOf ?? slide.id,
      continued: true,
      opening: false,
      blocks,
      cellIds: [...new Set(blocks.map((block) => block.cellId))],
      fit: {},
    };
  });
}

/** Gives the later parts of divided slides ids of their own: `ask--2`, `ask--3`, …. */
export function nameParts(columns: RenderedSlide[][]): void {
  const slides = columns.flat();
  const taken = new Set(
    slides.filter((slide) => !slide.partOf).map((slide) => slide.id),
  );
  const counts = new Map<string, number>();
  for (const slide of slides) {
    if (slide.partOf === undefined) continue;
    let count = counts.get(slide.partOf) ?? 1;
    do count++; while (taken.has(`${slide.partOf}--${count}`));
    counts.set(slide.partOf, count);
    slide.id = `${slide.partOf}--${count}`;
  }
}

/**
 * Before which blocks to divide a slide that is too tall: each part as long as it fits, but not between code
 * and what it printed if another place will do. Empty if there is nowhere to divide.
 */
export function splitPoints(
  blocks: Pick<Block, "kind">[],
  heights: number[],
  room: number,
): number[] {
  const points: number[] = [];
  let start = 0;
  while (start < blocks.length) {
    let end = start + 1;
    let height = heights[start];
    while (end < blocks.length && height + GAP + heights[end] <= room) {
      height += GAP + heights[end++];
    }
    if (end < blocks.length) {
      end = keepTogether(blocks, start, end);
      points.push(end);
    }
    start = end;
  }
  // Too tall by a little that the sum of heights does not show: halve it.
  if (points.length === 0 && blocks.length > 1) {
    return [keepTogether(blocks, 0, Math.ceil(blocks.length / 2))];
  }
  return points;
}

/**
 * The boundary between two cells, each with code, that divides the heights most evenly; `undefined` if the slide
 * has code of one cell only.
 */
export function cellBoundary(
  blocks: Pick<Block, "kind" | "cellId" | "fragment">[],
  heights: number[],
): number | undefined {
  const total = heights.reduce((sum, height) => sum + height, 0);
  let best: { index: number; uneven: number } | undefined;
  let above = 0;
  blocks.forEach((block, index) => {
    const isBoundary = block.kind === "code" &&
      blocks.slice(0, index).some(({ kind }) => kind === "code");
    const uneven = Math.abs(total - 2 * above);
    // Words before the code lead into it and go with it.
    let start = index;
    while (start > 0 && blocks[start - 1].kind === "prose") start--;
    if (isBoundary && start > 0 && (!best || uneven < best.uneven)) {
      best = { index: start, uneven };
    }
    above += heights[index];
  });
  return best?.index;
}

/** The latest place up to `end` that does not part code from its output. */
function keepTogether(
  blocks: Pick<Block, "kind">[],
  start: number,
  end: number,
): number {
  for (let index = end; index > start; index--) {
    if (!belongTogether(blocks[index - 1], blocks[index])) return index;
  }
  return end;
}

function belongTogether(
  before: Pick<Block, "kind">,
  after: Pick<Block, "kind">,
): boolean {
  return before.kind === "code" && after.kind !== "prose" &&
    after.kind !== "code";
}
