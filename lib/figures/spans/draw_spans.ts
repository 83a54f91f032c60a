import { abridgeToWidth } from "../drawing/abridge.ts";
import { type Box, drawBox } from "../drawing/draw_box.ts";
import { drawCross, drawLine } from "../drawing/draw_line.ts";
import { drawText, SMALL_MONO, WORDS } from "../drawing/draw_text.ts";
import { textWidth } from "../drawing/text_width.ts";
import { type Tone } from "../drawing/tone.ts";
import { type SpanAxis, type SpanRow } from "./span_rows.ts";

const ROW = 38;
const BAR = 20;
const MARGIN = 12;
const LONGEST_NAME = 250;

/** Measures of a chart of spans. */
interface SpanMeasures {
  left: number;
  right: number;
  top: number;
  bottom: number;
  xOf: (at: number) => number;
}

/** The shapes of a chart of spans, and its size. */
export function drawSpans(
  rows: readonly SpanRow[],
  axis: SpanAxis,
  width: number,
): { shapes: string[]; width: number; height: number } {
  const measures = measure(rows, axis, width);
  const shapes = [
    ...axis.ticks.map((tick) => drawTick(tick, axis, measures)),
    drawLine([{ x: measures.left, y: measures.bottom }, {
      x: measures.right,
      y: measures.bottom,
    }], { tone: "soft", width: 1.5 }),
    ...drawTickLabels(axis, measures),
    ...rows.map((row, index) => drawRow(row, index, measures)),
  ];
  return { shapes, width, height: measures.bottom + 34 };
}

function measure(
  rows: readonly SpanRow[],
  axis: SpanAxis,
  width: number,
): SpanMeasures {
  const names = rows.map(({ name, mono }) =>
    Math.min(LONGEST_NAME, textWidth(name, mono ? SMALL_MONO : WORDS))
  );
  const outcomes = rows.map(({ outcome }) => textWidth(outcome, SMALL_MONO));
  const left = MARGIN + Math.max(...names) + 14;
  const right = width - MARGIN - Math.min(210, Math.max(...outcomes)) - 16;
  const top = 12;
  const length = axis.end - axis.start;
  return {
    left,
    right,
    top,
    bottom: top + rows.length * ROW + 4,
    xOf: (at) => left + (at - axis.start) / length * (right - left),
  };
}

function drawTick(
  tick: number,
  { start }: SpanAxis,
  { xOf, top, bottom }: SpanMeasures,
): string {
  const x = xOf(start + tick);
  return drawLine([{ x, y: top }, { x, y: bottom + 5 }], {
    tone: "line",
    width: 1,
  });
}

/** Labels of ticks, as many as there is room for; the last of them names the unit. */
function drawTickLabels(
  { ticks, start }: SpanAxis,
  { xOf, bottom }: SpanMeasures,
): string[] {
  let free = Infinity;
  return ticks.toReversed().flatMap((tick, index) => {
    const label = `${Number(tick.toPrecision(6))}${index === 0 ? " ms" : ""}`;
    const half = textWidth(label, SMALL_MONO) / 2;
    const x = xOf(start + tick);
    if (x + half > free) return [];
    free = x - half - 12;
    return [drawText(x, bottom + 24, label, SMALL_MONO, {
      tone: "soft",
      anchor: "middle",
    })];
  });
}

function drawRow(
  { name, mono, start, end, tone, look, failed, outcome }: SpanRow,
  index: number,
  { left, right, top, xOf }: SpanMeasures,
): string {
  const y = top + index * ROW;
  const baseline = y + 24;
  const type = mono ? SMALL_MONO : WORDS;
  const label = abridgeToWidth(name, LONGEST_NAME, type);
  const x = xOf(start);
  const box = {
    x,
    y: y + (ROW - BAR) / 2,
    width: Math.max(3, xOf(end) - x),
    height: BAR,
  };
  return drawText(left - 14, baseline, label, type, { anchor: "end" }) +
    drawBar(box, tone, look) +
    (failed ? drawCross({ x: box.x + box.width, y: y + ROW / 2 }) : "") +
    drawText(
      right + 16,
      baseline,
      abridgeToWidth(outcome, 210, SMALL_MONO),
      SMALL_MONO,
      {
        tone: failed ? "alarm" : "soft",
      },
    );
}

function drawBar(
  box: Box,
  tone: Tone,
  look: SpanRow["look"],
): string {
  if (look === "working") return drawBox(box, { fill: tone });
  return drawBox(box, {
    fill: "paper",
    stroke: tone,
    strokeWidth: 2,
    dashed: look === "abandoned",
  });
}
