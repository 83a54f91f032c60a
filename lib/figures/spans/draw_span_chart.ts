// @ts-types="@types/d3-array"
import { ticks } from "d3-array";
import { formatCount } from "../drawing/abridge.ts";
import { checkMoment } from "../drawing/check_moment.ts";
import { drawText, SMALL } from "../drawing/draw_text.ts";
import { createFigure, type Figure } from "../figure.ts";
import { drawSpans } from "./draw_spans.ts";
import { axisOf, MOST_ROWS, type SpanRow } from "./span_rows.ts";
import { writeSpans } from "./write_spans.ts";

/** What a chart of spans is made of. */
export interface SpanChart {
  title: string;
  rows: readonly SpanRow[];
  /** What there is to say where there is no row. */
  empty: string;
}

const WIDTH = 680;

/** A figure of bars on a common time axis. */
export function drawSpanChart({ title, rows, empty }: SpanChart): Figure {
  if (rows.length === 0) {
    return createFigure({
      title,
      description: empty,
      width: 320,
      height: 44,
      shapes: [drawText(12, 28, empty, SMALL, { tone: "soft" })],
      lines: [empty],
    });
  }
  for (const { name, start, end } of rows) {
    checkMoment(`the start of "${name}"`, start, "milliseconds");
    checkMoment(`the end of "${name}"`, end, "milliseconds");
  }
  const shown = rows.slice(0, MOST_ROWS);
  const axis = axisOf(shown, ticks);
  const { shapes, width, height } = drawSpans(shown, axis, WIDTH);
  const left = rows.length - shown.length;
  const more = left > 0 ? [`and ${formatCount(left)} more, not drawn`] : [];
  return createFigure({
    title,
    description: [
      "Bars on a time axis.",
      ...shown.map(({ name, start, outcome }) =>
        `${name} from ${(start - axis.start).toFixed(1)} ms on: ${outcome}.`
      ),
      ...more,
    ].join(" "),
    width,
    height: height + more.length * 26,
    shapes: [
      ...shapes,
      ...more.map((words) =>
        drawText(12, height + 12, words, SMALL, { tone: "soft" })
      ),
    ],
    lines: [...writeSpans(shown, axis), ...more],
  });
}
