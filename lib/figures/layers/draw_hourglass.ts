import { abridgeToWidth } from "../drawing/abridge.ts";
import { drawBox } from "../drawing/draw_box.ts";
import { drawLine, type Point } from "../drawing/draw_line.ts";
import { drawText, round, SMALL, SMALL_MONO } from "../drawing/draw_text.ts";
import { type Type } from "../drawing/text_width.ts";
import { groundOf, paint } from "../drawing/tone.ts";
import { type HourglassBox, type HourglassRow } from "./place_hourglass.ts";

const PROTOCOL: Type = { size: 17, bold: true };
const PLAIN: Type = { size: 17 };

/** The glass, the way through it, the boxes. */
export function drawHourglass(rows: readonly HourglassRow[]): string[] {
  return [
    drawGlass(rows, "left"),
    drawGlass(rows, "right"),
    drawWay(rows),
    ...rows.flatMap((row) => [
      ...drawNames(row),
      ...row.boxes.map((box) => drawProtocol(box, row)),
    ]),
  ];
}

/** A side of the glass: a smooth line just outside of the widest row of each layer. */
function drawGlass(
  rows: readonly HourglassRow[],
  side: "left" | "right",
): string {
  const layers = Map.groupBy(rows, ({ row }) => row.layer);
  const edges = Array.from(layers.values(), (lines) => {
    const bottom = lines[lines.length - 1];
    return {
      x: outerEdge(lines, side),
      top: lines[0].y,
      bottom: bottom.y + bottom.height,
    };
  });
  const path = edges.map(({ x, top, bottom }, index) => {
    const before = edges[index - 1];
    const start = before
      ? curveTo({ x: before.x, y: before.bottom }, { x, y: top })
      : `M${round(x)} ${round(top)}`;
    return `${start}V${round(bottom)}`;
  }).join("");
  return `<path ${
    paint("stroke", "line")
  } fill="none" stroke-width="2" d="${path}"/>`;
}

function outerEdge(
  lines: readonly HourglassRow[],
  side: "left" | "right",
): number {
  const edges = lines.map(({ boxes }) => {
    const last = boxes[boxes.length - 1];
    return side === "left" ? boxes[0].x - 9 : last.x + last.width + 9;
  });
  return side === "left" ? Math.min(...edges) : Math.max(...edges);
}

/** A curve that leaves and arrives vertically. */
function curveTo(from: Point, until: Point): string {
  const middle = round((from.y + until.y) / 2);
  return `C${round(from.x)} ${middle} ${round(until.x)} ${middle} ${
    round(until.x)
  } ${round(until.y)}`;
}

/** A line through what is selected, from the top down. */
function drawWay(rows: readonly HourglassRow[]): string {
  const stops = rows.flatMap(({ boxes, y, height }) =>
    boxes.filter(({ selected }) => selected).map(({ x, width }) => ({
      x: x + width / 2,
      y,
      height,
    }))
  );
  return stops.slice(1).map((stop, index) => {
    const before = stops[index];
    if (stop.y <= before.y) return "";
    return drawLine([
      { x: before.x, y: before.y + before.height },
      { x: stop.x, y: stop.y },
    ], { width: 2.5 });
  }).join("");
}

function drawNames({ row, first, y, height }: HourglassRow): string[] {
  if (!first) return [];
  const middle = y + height / 2;
  const baseline = row.numbers ? middle - 4 : middle + 6;
  return [
    drawText(12, baseline, row.name, PLAIN, { tone: row.tone }),
    row.numbers
      ? drawText(12, baseline + 21, row.numbers, SMALL, { tone: "soft" })
      : "",
  ];
}

function drawProtocol(
  { protocol: { name, number }, selected, x, width }: HourglassBox,
  { row: { tone }, y, height }: HourglassRow,
): string {
  const middle = x + width / 2;
  const fill = selected ? groundOf(tone) : "panel";
  const box = { x, y, width, height };
  return drawBox(box, { fill }) +
    (selected
      ? drawBox(box, { stroke: tone, strokeWidth: 2.5 })
      : drawBox({ ...box, y: y + height - 4, height: 4 }, { fill: tone })) +
    drawText(
      middle,
      number ? y + 21 : y + 30,
      abridgeToWidth(name, width - 8, selected ? PROTOCOL : PLAIN),
      selected ? PROTOCOL : PLAIN,
      { anchor: "middle" },
    ) +
    (number
      ? drawText(middle, y + 41, number, SMALL_MONO, {
        anchor: "middle",
        tone: "soft",
      })
      : "");
}
