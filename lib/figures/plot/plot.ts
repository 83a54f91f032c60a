import { checkMoment } from "../drawing/check_moment.ts";
import { createFigure, type Figure } from "../figure.ts";
import { drawPlotFrame } from "./draw_plot_frame.ts";
import { type PlotSeries, styleSeries } from "./plot_series.ts";
import { writePlot } from "./write_plot.ts";

/**
 * Words of a plot.
 *
 * @example
 * ```ts
 * import { plot, type PlotOptions } from "sockets/figures";
 * import { assertEquals, assertStringIncludes } from "@std/assert";
 *
 * const axes: PlotOptions = { x: "time (ms)", y: "bytes", notes: [{ x: 1, text: "the buffer is full" }] };
 * const figure = await plot({ name: "written", points: [[0, 0], [1, 65536]] }, axes);
 * assertEquals(figure.title, "bytes over time (ms)");
 * assertStringIncludes(figure.text, "the buffer is full");
 * ```
 */
export interface PlotOptions {
  /** What the horizontal axis shows, with its unit. */
  x?: string;
  /** What the vertical axis shows, with its unit. */
  y?: string;
  /** Moments to be marked, on the horizontal axis. */
  notes?: readonly { x: number; text: string }[];
  /** Its `title`, instead of the usual one. */
  title?: string;
}

/**
 * Curves over a common axis, such as bytes written while the reader stands still.
 *
 * Up to five series, told apart by colour and dashes. The plotting library is loaded when first
 * needed: that is why this figure alone is a promise.
 *
 * @example
 * ```ts
 * import { plot } from "sockets/figures";
 *
 * const figure = await plot({ name: "written", points: [[0, 0], [1, 65536], [2, 65536]] }, {
 *   x: "time (ms)",
 *   y: "bytes",
 * });
 * console.log(figure.text);
 * ```
 */
export async function plot(
  series: PlotSeries | readonly PlotSeries[],
  options: PlotOptions = {},
): Promise<Figure> {
  const { x = "x", y = "y" } = options;
  const notes = checkNotes(options.notes ?? []);
  const styled = styleSeries(series);
  const { renderCurves } = await import("./render_curves.ts");
  const frame = drawPlotFrame(
    styled,
    { x, y, notes },
    renderCurves,
  );
  return createFigure({
    title: options.title ?? `${y} over ${x}`,
    description: [
      `Curves of ${y} over ${x}.`,
      ...styled.map(describeSeries),
      ...notes.map((note) => `At ${note.x}: ${note.text}.`),
    ].join(" "),
    width: frame.width,
    height: frame.height,
    shapes: frame.shapes,
    lines: writePlot(styled, { x, y, notes }),
  });
}

const MOST_NOTES = 6;

function checkNotes<Note extends { x: number; text: string }>(
  notes: readonly Note[],
): Note[] {
  for (const { x, text } of notes) {
    const scale = "a number on the horizontal axis";
    checkMoment(`note ${JSON.stringify(text)}`, x, scale);
  }
  return notes.slice(0, MOST_NOTES);
}

function describeSeries({ name, points }: PlotSeries): string {
  const finite = points.filter(([x, y]) =>
    Number.isFinite(x) && Number.isFinite(y)
  );
  if (finite.length === 0) return `${name}: no points.`;
  const [first, last] = [finite[0], finite[finite.length - 1]];
  const highest = finite.reduce((top, point) =>
    point[1] > top[1] ? point : top
  );
  return `${name}: from ${first[1]} at ${first[0]} to ${last[1]} at ${
    last[0]
  }, highest ${highest[1]}.`;
}
