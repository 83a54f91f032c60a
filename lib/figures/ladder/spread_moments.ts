import { formatSpan } from "../drawing/abridge.ts";
import { FALL, type LadderRow, type Moment } from "./gather_moments.ts";

/** A row with the baseline of its first line. */
export interface PlacedRow extends LadderRow {
  y: number;
}

/** Heights for all moments, and the rows among them. */
export interface Heights {
  ys: number[];
  rows: PlacedRow[];
}

/** A pause drawn longer than this is cut, and says how long it was. */
const LONGEST_PAUSE = 150;

/**
 * Gives each moment a height, in the order of time and far enough from the one before for the
 * labels of both. To scale, the distance grows with the time between them.
 */
export function spreadMoments(
  moments: readonly Moment[],
  top: number,
  toScale: boolean,
): Heights {
  const scale = toScale ? pixelsPerMillisecond(moments) : 0;
  const ys: number[] = [];
  const rows: PlacedRow[] = [];
  moments.forEach((moment, index) => {
    const before = moments[index - 1];
    const previous = ys[index - 1] ?? top;
    const least = before ? leastDistance(before, moment) : moment.above + 4;
    const scaled = before && toScale ? (moment.at - before.at) * scale : 0;
    const distance = Math.max(least, Math.min(scaled, LONGEST_PAUSE), 0);
    ys.push(previous + distance);
    if (before && scaled > LONGEST_PAUSE && distance - least > 28) {
      const from = previous + before.below;
      const until = previous + distance - moment.above;
      rows.push({
        kind: "pause",
        lines: [`${formatSpan(moment.at - before.at)} later`],
        y: (from + until) / 2 + 6,
      });
    }
    if (moment.row) rows.push({ ...moment.row, y: previous + distance });
  });
  return { ys, rows };
}

function leastDistance(before: Moment, moment: Moment): number {
  const together = before.below + moment.above + 2;
  const bare = moment.step?.beside.length === 0 && moment.above <= 12;
  return bare && before.below <= 14 ? Math.min(together, FALL) : together;
}

/** Where pauses are alike, each is drawn as high as a row; the longest are cut instead. */
function pixelsPerMillisecond(moments: readonly Moment[]): number {
  const pauses = moments.slice(1)
    .map(({ at }, index) => at - moments[index].at)
    .filter((pause) => pause > 0)
    .sort((one, other) => one - other);
  const typical = pauses[Math.floor(pauses.length * 0.7)];
  return typical ? 60 / typical : 0;
}
