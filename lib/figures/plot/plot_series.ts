import { type Tone } from "../drawing/tone.ts";

/**
 * A curve: its name and its points.
 *
 * @example
 * ```ts
 * import { plot, type PlotSeries } from "sockets/figures";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const written: PlotSeries = { name: "written", points: [[0, 0], [1, 65536]], steps: true };
 * const read: PlotSeries = { name: "read", points: [[0, 0], [1, 100]], tone: "network" };
 * const { description } = await plot([written, read]);
 * assertStringIncludes(description, "read: from 0 at 0 to 100 at 1");
 * ```
 */
export interface PlotSeries {
  /** What the legend calls it. */
  name: string;
  /** Pairs of x and y; points that are not finite leave a gap. */
  points: readonly (readonly [x: number, y: number])[];
  /** Its colour; each series gets its own if left out. */
  tone?: Tone;
  /** A staircase: each value holds until the next point. */
  steps?: boolean;
}

/** A series ready to be drawn: with a colour and a dash pattern of its own. */
export interface StyledSeries extends PlotSeries {
  tone: Tone;
  dashes: string | undefined;
}

const TONES: readonly Tone[] = ["app", "transport", "network", "link", "alarm"];
/** The second cue beside colour. */
const DASHES = [undefined, "9 5", "2 5", "14 4 2 4", "5 3"];
const MOST_SERIES = 5;
/** More points than a figure has pixels tell nothing more. */
const MOST_POINTS = 1200;

/** Gives each series its look, and thins out those with too many points. */
export function styleSeries(
  series: PlotSeries | readonly PlotSeries[],
): StyledSeries[] {
  const list = "points" in series ? [series] : series;
  return list.slice(0, MOST_SERIES).map((one, index) => ({
    ...one,
    points: thin(one.points),
    tone: one.tone ?? TONES[index],
    dashes: DASHES[index],
  }));
}

function isDrawn([x, y]: readonly [number, number]): boolean {
  return Number.isFinite(x) && Number.isFinite(y);
}

/** Keeps of each stretch the first, lowest, highest and last point, so that no peak is lost, and one gap. */
function thin(
  points: PlotSeries["points"],
): readonly (readonly [number, number])[] {
  if (points.length <= MOST_POINTS) return points;
  const stretch = Math.ceil(points.length / (MOST_POINTS / 4));
  const kept: (readonly [number, number])[] = [];
  for (let start = 0; start < points.length; start += stretch) {
    const part = points.slice(start, start + stretch);
    const indices = part.map((_, index) => index);
    const heights = indices.filter((index) => isDrawn(part[index]))
      .sort((one, other) => part[one][1] - part[other][1]);
    const chosen = [
      0,
      ...heights.slice(0, 1),
      ...heights.slice(-1),
      ...indices.filter((index) => !isDrawn(part[index])).slice(0, 1),
      part.length - 1,
    ];
    const unique = [...new Set(chosen)].sort((one, other) => one - other);
    kept.push(...unique.map((index) => part[index]));
  }
  return kept;
}
