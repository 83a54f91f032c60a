import type { Block } from "../render/block.ts";
import type { RenderedSlide } from "../render/render_slides.ts";

/**
 * Divides a slide in two before the block at `index`. The second continues the title; line steps and
 * fragments stay with their blocks; notes go with both, since the speaker needs them at either.
 */
export function splitSlide(
  slide: RenderedSlide,
  index: number,
): [RenderedSlide, RenderedSlide] {
  const [, stem, count] = slide.id.match(/^(.*?)(?:--(\d+))?$/)!;
  const rest = slide.blocks.slice(index);
  return [
    { ...slide, blocks: slide.blocks.slice(0, index), fit: {} },
    {
      ...slide,
      id: `${stem}--${Number(count ?? 1) + 1}`,
      continued: true,
      opening: false,
      blocks: rest,
      cellIds: [...new Set(rest.map((block) => block.cellId))],
      fit: {},
    },
  ];
}

/**
 * Before which block to divide a slide that is too tall: as late as the first part still fits, but not between
 * code and what it printed if another place will do. `undefined` if there is only one block.
 */
export function splitPoint(
  blocks: Pick<Block, "kind">[],
  heights: number[],
  room: number,
): number | undefined {
  if (blocks.length < 2) return undefined;
  let height = heights[0];
  let latest = 1;
  for (let index = 1; index < blocks.length; index++) {
    height += heights[index] + GAP;
    if (height > room) break;
    latest = index + 1;
  }
  latest = Math.min(latest, blocks.length - 1);
  for (let index = latest; index > 0; index--) {
    if (!belongTogether(blocks[index - 1], blocks[index])) return index;
  }
  return latest;
}

/** Space between blocks, in pixels. */
const GAP = 10;

function belongTogether(
  before: Pick<Block, "kind">,
  after: Pick<Block, "kind">,
): boolean {
  return before.kind === "code" && after.kind !== "prose" &&
    after.kind !== "code";
}
