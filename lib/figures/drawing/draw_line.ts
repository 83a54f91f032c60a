import { round } from "./draw_text.ts";
import { paint, type Tone } from "./tone.ts";

/** A place in a figure, in pixels from its top left corner. */
export interface Point {
  x: number;
  y: number;
}

/** How a line is drawn. */
export interface LineOptions {
  tone?: Tone;
  width?: number;
  dashed?: boolean;
}

/** A straight or bent line through `points`. */
export function drawLine(points: Point[], options: LineOptions = {}): string {
  const { tone = "ink", width = 2, dashed = false } = options;
  const path = points.map(({ x, y }, index) =>
    `${index === 0 ? "M" : "L"}${round(x)} ${round(y)}`
  ).join("");
  return `<path ${
    paint("stroke", tone)
  } fill="none" stroke-width="${width}" stroke-linejoin="round"${
    dashed ? ' stroke-dasharray="7 6"' : ""
  } d="${path}"/>`;
}

/** How an arrow is drawn. */
export interface ArrowOptions extends LineOptions {
  /** A cross instead of a head: what was sent did not get through, or ended everything. */
  crossed?: boolean;
}

const HEAD_LENGTH = 13;
const HEAD_HALF_WIDTH = 5.5;

/** A line from the first of `points` to the last, with a small solid head there. */
export function drawArrow(points: Point[], options: ArrowOptions = {}): string {
  const { tone = "ink", width = 2.5, dashed = false, crossed = false } =
    options;
  const tip = points[points.length - 1];
  const before = points[points.length - 2];
  const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1;
  const along = {
    x: (tip.x - before.x) / length,
    y: (tip.y - before.y) / length,
  };
  const neck = {
    x: tip.x - along.x * HEAD_LENGTH,
    y: tip.y - along.y * HEAD_LENGTH,
  };
  if (crossed) {
    return drawLine([...points.slice(0, -1), neck], { tone, width, dashed }) +
      drawCross(neck, { tone, width });
  }
  return drawLine([...points.slice(0, -1), neck], { tone, width, dashed }) +
    drawHead(tip, neck, along, tone);
}

/** An arrow that leaves and arrives horizontally, for pointers between columns of boxes. */
export function drawPointer(
  from: Point,
  tip: Point,
  options: LineOptions = {},
): string {
  const { tone = "ink", width = 2 } = options;
  const side = Math.sign(tip.x - from.x) || 1;
  const neck = { x: tip.x - side * HEAD_LENGTH, y: tip.y };
  const bend = round((from.x + neck.x) / 2);
  return `<path ${
    paint("stroke", tone)
  } fill="none" stroke-width="${width}" d="M${round(from.x)} ${
    round(from.y)
  }C${bend} ${round(from.y)} ${bend} ${round(tip.y)} ${round(neck.x)} ${
    round(tip.y)
  }"/>${drawHead(tip, neck, { x: side, y: 0 }, tone)}`;
}

function drawHead(tip: Point, neck: Point, along: Point, tone: Tone): string {
  const corner = (side: number) =>
    `${round(neck.x - side * along.y * HEAD_HALF_WIDTH)},${
      round(neck.y + side * along.x * HEAD_HALF_WIDTH)
    }`;
  return `<polygon ${paint("fill", tone)} points="${round(tip.x)},${
    round(tip.y)
  } ${corner(1)} ${corner(-1)}"/>`;
}

/** A cross centred on a place: reset, refused, lost. */
export function drawCross(centre: Point, options: LineOptions = {}): string {
  const { tone = "alarm", width = 2.5 } = options;
  const arm = 7;
  return [-1, 1].map((side) =>
    drawLine([
      { x: centre.x - arm, y: centre.y - side * arm },
      { x: centre.x + arm, y: centre.y + side * arm },
    ], { tone, width })
  ).join("");
}
