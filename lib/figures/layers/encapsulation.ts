import { abridgeToWidth, formatCount } from "../drawing/abridge.ts";
import { type Box, drawBox } from "../drawing/draw_box.ts";
import { drawText, SMALL, SMALL_MONO, WORDS } from "../drawing/draw_text.ts";
import { textWidth } from "../drawing/text_width.ts";
import { groundOf } from "../drawing/tone.ts";
import { createFigure, type Figure } from "../figure.ts";
import { type LayerFact, layersOf, titleOf, totalSizes } from "./layer_fact.ts";
import { writeEncapsulation } from "./write_encapsulation.ts";

const WIDTH = 680;
const MARGIN = 12;
const NAMES = 150;
const ROW = 62;
const BOX = 50;
const LEAST_MESSAGE = 70;

/** Where a layer's header, and its trailer if it has one, lie in every row. */
interface LayerColumns {
  header: { x: number; width: number };
  trailer?: { x: number; width: number };
}

/**
 * Nested headers: the message, then with the header of each layer before it, sizes added up.
 *
 * Give the layers from the message outwards, or the bytes of an Ethernet frame. Widths are not to
 * scale: a header of 20 bytes before a megabyte would not be seen.
 *
 * @example
 * ```ts
 * import { encapsulation } from "sockets/figures";
 *
 * const figure = encapsulation([
 *   { name: "HTTP", tone: "app", size: 35, text: "GET / HTTP/1.0" },
 *   { name: "TCP", tone: "transport", size: 20 },
 *   { name: "IPv4", tone: "network", size: 20 },
 *   { name: "Ethernet", tone: "link", size: 14, trailer: 4 },
 * ]);
 * console.log(figure.text);
 * ```
 */
export function encapsulation(
  layers: readonly LayerFact[] | Uint8Array,
  options: { title?: string } = {},
): Figure {
  const list = layersOf(layers);
  const totals = totalSizes(list);
  const names = list.map(({ name }) => name);
  const columns = placeColumns(list);
  return createFigure({
    title: options.title ?? `${names.join(" in ") || "No layers"}`,
    description: [
      "Nested headers, one row for each layer.",
      ...list.map((layer, index) =>
        `${titleOf(layer)}: ${formatCount(totals[index])} bytes.`
      ),
    ].join(" "),
    width: WIDTH,
    height: list.length * ROW + 20,
    shapes: list.flatMap((_, row) => drawRow(list, row, totals[row], columns)),
    lines: writeEncapsulation(list, totals),
  });
}

/** Headers stack up to the left of the message, trailers to its right. */
function placeColumns(layers: readonly LayerFact[]): LayerColumns[] {
  const sizes = totalSizes(layers).map((total) => `${formatCount(total)} B`);
  const widest = Math.max(
    0,
    ...sizes.map((text) => textWidth(text, SMALL_MONO)),
  );
  let left = MARGIN + NAMES;
  let right = WIDTH - MARGIN - widest - 16;
  const wanted = layers.slice(1).reduce(
    (sum, layer) => sum + boxWidth(layer) + trailerWidth(layer),
    0,
  );
  // Where many layers do not fit, all of them give way alike.
  const shrink = Math.min(
    1,
    (right - left - LEAST_MESSAGE) / Math.max(1, wanted),
  );
  const columns: LayerColumns[] = new Array(layers.length);
  for (let index = layers.length - 1; index > 0; index--) {
    const header = { x: left, width: boxWidth(layers[index]) * shrink };
    left += header.width;
    const width = trailerWidth(layers[index]) * shrink;
    right -= width;
    columns[index] = {
      header,
      trailer: width > 0 ? { x: right, width } : undefined,
    };
  }
  columns[0] = { header: { x: left, width: right - left } };
  return columns;
}

function trailerWidth({ trailer }: LayerFact): number {
  return trailer ? textWidth(`${formatCount(trailer)} B`, SMALL_MONO) + 14 : 0;
}

function boxWidth({ name, size = 0 }: LayerFact): number {
  const words = Math.min(120, textWidth(name, SMALL));
  return Math.max(words, textWidth(`${formatCount(size)} B`, SMALL_MONO)) + 16;
}

function drawRow(
  layers: readonly LayerFact[],
  row: number,
  total: number,
  columns: readonly LayerColumns[],
): string[] {
  const y = 10 + row * ROW;
  const layer = layers[row];
  const parts = layers.slice(0, row + 1).map((part, index) =>
    drawPart(part, columns[index], y, index === row)
  );
  const title = abridgeToWidth(
    titleOf(layer),
    NAMES - 12,
    WORDS,
  );
  return [
    ...parts,
    drawText(MARGIN, y + 31, title, WORDS, { tone: layer.tone }),
    drawText(WIDTH - MARGIN, y + 31, `${formatCount(total)} B`, SMALL_MONO, {
      tone: "soft",
      anchor: "end",
    }),
  ];
}

/** A header in the row that adds it stands out; further down it is just content. */
function drawPart(
  layer: LayerFact,
  { header, trailer }: LayerColumns,
  y: number,
  added: boolean,
): string {
  const { name, size = 0, text, tone, trailer: trailerSize = 0 } = layer;
  const box: Box = { ...header, y, height: BOX };
  const middle = header.x + header.width / 2;
  const look = added
    ? { fill: groundOf(tone), stroke: tone, strokeWidth: 2 }
    : { fill: "panel", stroke: "line" };
  const first = text === undefined ? name : text;
  const type = text === undefined ? SMALL : SMALL_MONO;
  const words = abridgeToWidth(first, header.width - 12, type);
  const label = (
    text: string,
    at: { x: number; width: number },
    baseline: number,
  ) =>
    drawText(
      at.x + at.width / 2,
      baseline,
      abridgeToWidth(text, at.width - 6, SMALL_MONO),
      SMALL_MONO,
      { anchor: "middle", tone: "soft" },
    );
  const tail = trailer
    ? drawBox({ ...trailer, y, height: BOX }, look) +
      label(`${formatCount(trailerSize)} B`, trailer, y + 31)
    : "";
  return drawBox(box, look) +
    drawText(middle, y + 22, words, type, {
      anchor: "middle",
      tone: added ? "ink" : "soft",
    }) +
    label(`${formatCount(size)} B`, header, y + 42) + tail;
}
