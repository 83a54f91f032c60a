import { abridgeToWidth } from "../drawing/abridge.ts";
import { drawLine } from "../drawing/draw_line.ts";
import { drawText, SMALL } from "../drawing/draw_text.ts";
import { textWidth } from "../drawing/text_width.ts";
import { paint } from "../drawing/tone.ts";
import { type StyledSeries } from "./plot_series.ts";

/** What stands round the curves. */
export interface PlotWords {
  x: string;
  y: string;
  notes: readonly { x: number; text: string }[];
}

/** Where the curves go. */
export interface CurveFrame {
  width: number;
  height: number;
  top: number;
  right: number;
  bottom: number;
  left: number;
  /** Moments that the horizontal axis must reach. */
  moments: readonly number[];
}

/** Curves with axes, drawn by the plotting library, and its horizontal scale. */
export interface Curves {
  svg: string;
  xOf: (value: number) => number;
}

const WIDTH = 680;
const HEIGHT = 300;
const ROW = 26;

/** Legend and labels over the curves, notes between, the horizontal label below. */
export function drawPlotFrame(
  series: readonly StyledSeries[],
  { x, y, notes }: PlotWords,
  render: (series: readonly StyledSeries[], frame: CurveFrame) => Curves,
): { shapes: string[]; width: number; height: number } {
  const legend = series.length > 1
    ? drawLegend(series)
    : { shapes: [], bottom: 4 };
  const labelAt = legend.bottom + 22;
  const notesAt = labelAt + 24;
  const top = notesAt + notes.length * ROW;
  const frame = {
    width: WIDTH,
    height: top + HEIGHT + 62,
    top,
    right: 28,
    bottom: 62,
    left: 76,
    moments: notes.map((note) => note.x),
  };
  const curves = render(series, frame);
  const axis = top + HEIGHT;
  return {
    width: WIDTH,
    height: frame.height,
    shapes: [
      ...notes.map((note, index) =>
        drawNote(note.text, curves.xOf(note.x), notesAt + index * ROW, axis)
      ),
      curves.svg,
      ...legend.shapes,
      drawText(12, labelAt, abridgeToWidth(y, 600, SMALL), SMALL, {
        tone: "soft",
      }),
      drawText(WIDTH - 28, axis + 50, abridgeToWidth(x, 600, SMALL), SMALL, {
        tone: "soft",
        anchor: "end",
      }),
    ],
  };
}

function drawLegend(
  series: readonly StyledSeries[],
): { shapes: string[]; bottom: number } {
  let x = 12;
  let y = 4;
  const shapes = series.map(({ name, tone, dashes }) => {
    const words = abridgeToWidth(name, 260, SMALL);
    const width = 52 + textWidth(words, SMALL) + 22;
    if (x > 12 && x + width > WIDTH) {
      x = 12;
      y += ROW;
    }
    const sample = `<path ${
      paint("stroke", tone)
    } fill="none" stroke-width="3"${
      dashes ? ` stroke-dasharray="${dashes}"` : ""
    } d="M${Math.round(x)} ${y + 14}h42"/>`;
    const drawn = sample + drawText(x + 52, y + 20, words, SMALL);
    x += width;
    return drawn;
  });
  return { shapes, bottom: y + ROW };
}

/** A vertical line at a moment, with its words at the top, each in a row of its own. */
function drawNote(text: string, x: number, y: number, bottom: number): string {
  const rightHalf = x > WIDTH / 2;
  const room = rightHalf ? x - 90 : WIDTH - x - 40;
  return drawLine([{ x, y: y - 2 }, { x, y: bottom }], {
    tone: "soft",
    width: 1.5,
    dashed: true,
  }) +
    drawText(
      x + (rightHalf ? -8 : 8),
      y + 12,
      abridgeToWidth(text, room, SMALL),
      SMALL,
      {
        anchor: rightHalf ? "end" : "start",
        knockOut: true,
      },
    );
}
