import * as Plot from "@observablehq/plot";
import { DOMParser } from "linkedom";
import { MONO } from "../drawing/draw_text.ts";
import { paint, SHADES } from "../drawing/tone.ts";
import { type CurveFrame, type Curves } from "./draw_plot_frame.ts";
import { type StyledSeries } from "./plot_series.ts";

/** Axes, grid and curves by Observable Plot, recoloured to this project's tones. */
export function renderCurves(
  series: readonly StyledSeries[],
  { width, height, top, right, bottom, left, moments }: CurveFrame,
): Curves {
  const document = new DOMParser().parseFromString("<svg/>", "image/svg+xml");
  const extent = extentOf(series, moments);
  const drawing = Plot.plot({
    // The library wants a browser's document; this one can make and serialise SVG elements.
    document: document as never,
    width,
    height,
    marginTop: top,
    marginRight: right,
    marginBottom: bottom,
    marginLeft: left,
    x: { domain: extent.x },
    y: { domain: extent.y, nice: true },
    marks: [
      Plot.gridY({ ticks: 5, stroke: SHADES.line.light, strokeOpacity: 1 }),
      Plot.axisX({
        ticks: 6,
        fontSize: 16,
        label: null,
        tickFormat: formatFor(extent.x),
      }),
      Plot.axisY({
        ticks: 5,
        fontSize: 16,
        label: null,
        tickFormat: formatFor(extent.y),
      }),
      ...series.map(({ points, tone, dashes, steps }) =>
        Plot.line(points as [number, number][], {
          stroke: SHADES[tone].light,
          strokeWidth: 2.5,
          strokeDasharray: dashes,
          curve: steps ? "step-after" : "linear",
        })
      ),
    ],
  });
  const scale = drawing.scale("x");
  const svg = recolour(drawing.innerHTML.replace(/<style>.*?<\/style>/s, ""));
  return {
    svg: `<g ${
      paint("fill", "soft")
    } text-anchor="middle" font-family="${MONO}">${svg}</g>`,
    xOf: (value) => Number(scale?.apply(value)),
  };
}

/** Both axes show 0: a curve that seems to start high deceives. */
function extentOf(
  series: readonly StyledSeries[],
  moments: readonly number[],
) {
  const points = series.flatMap((one) => one.points)
    .filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
  const range = (values: number[]): [number, number] => {
    const least = values.reduce((a, b) => Math.min(a, b), Infinity);
    const most = values.reduce((a, b) => Math.max(a, b), -Infinity);
    if (values.length === 0) return [0, 1];
    const from = Math.min(0, least);
    return [from, most > from ? most : from + 1];
  };
  return {
    x: range([...points.map(([x]) => x), ...moments]),
    y: range(points.map(([, y]) => y)),
  };
}

const PREFIXES: readonly [number, string][] = [[1e9, "G"], [1e6, "M"], [
  1e3,
  "k",
]];

/** Thousands and millions by their letter where digits would run out of room. */
function formatFor(
  [least, most]: [number, number],
): ((value: number) => string) | undefined {
  const size = Math.max(Math.abs(least), Math.abs(most));
  if (size < 0.01) return (value) => value === 0 ? "0" : value.toExponential(0);
  const [unit, letter] =
    PREFIXES.find(([limit]) => size >= (limit === 1e3 ? 10 : 1) * limit) ??
      [1, ""];
  if (unit === 1) return undefined;
  return (value) =>
    value === 0 ? "0" : `${Number((value / unit).toPrecision(4))}${letter}`;
}

const NAMES_BY_COLOUR = new Map(
  Object.entries(SHADES).filter(([name]) => !name.endsWith("-ground"))
    .map(([name, { light }]) => [light, name]),
);

/** Plain colours become tones, and coordinates lose decimals that nobody sees. */
function recolour(svg: string): string {
  return svg
    .replace(/stroke="(#[0-9a-f]{6})"/g, (whole, colour) => {
      const name = NAMES_BY_COLOUR.get(colour);
      return name ? paint("stroke", name) : whole;
    })
    .replaceAll('stroke="currentColor"', paint("stroke", "soft"))
    .replaceAll('fill="currentColor"', paint("fill", "soft"))
    .replace(/ aria-(label|hidden)="[^"]*"/g, "")
    .replace(
      / (d|transform|x1|x2|y1|y2)="[^"]*"/g,
      (attribute) => attribute.replace(/(\.\d)\d+/g, "$1"),
    );
}
