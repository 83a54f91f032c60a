import { abridgeToWidth, formatCount } from "../drawing/abridge.ts";
import { drawBox } from "../drawing/draw_box.ts";
import { drawArrow, drawLine } from "../drawing/draw_line.ts";
import {
  drawText,
  NAME,
  SMALL,
  SMALL_MONO,
  WORDS,
} from "../drawing/draw_text.ts";
import { groundOf } from "../drawing/tone.ts";
import { createFigure, type Figure } from "../figure.ts";
import {
  type LayerFact,
  layerName,
  layersOf,
  LECTURE_LAYERS,
  titleOf,
  totalSizes,
} from "./layer_fact.ts";
import { writeLayerStack } from "./write_layer_stack.ts";

/**
 * How a layer stack is drawn.
 *
 * @example
 * ```ts
 * import { layerStack, type LayerStackOptions } from "sockets/figures";
 * import { assertMatch } from "@std/assert";
 *
 * const wireless: LayerStackOptions = { hosts: ["phone", "bar"], medium: "2.4 GHz" };
 * assertMatch(layerStack(undefined, wireless).text, /phone +bar[^]*2\.4 GHz/);
 * ```
 */
export interface LayerStackOptions {
  /** Names of the two hosts, left and right. */
  hosts?: readonly [string, string];
  /** What runs under the lowest layer, such as `copper`. */
  medium?: string;
  /** Its `title`, instead of the usual one. */
  title?: string;
}

const WIDTH = 680;
const COLUMN = 206;
const MARGIN = 12;
const TOP = 44;
const BOX = 46;
const ROW = 88;

/**
 * The stacks of two hosts: vertical arrows for the simple interface to the layer below, horizontal
 * ones for the protocol that each layer speaks with its peer.
 *
 * @example
 * ```ts
 * import { layerStack } from "sockets/figures";
 *
 * console.log(layerStack().text);
 * ```
 */
export function layerStack(
  layers: readonly LayerFact[] | Uint8Array = LECTURE_LAYERS,
  options: LayerStackOptions = {},
): Figure {
  const { hosts = ["client", "server"], medium = "cable or radio" } = options;
  const list = layersOf(layers);
  const labels = peerLabels(list);
  return createFigure({
    title: options.title ?? `Layers of ${hosts[0]} and ${hosts[1]}`,
    description:
      `Two stacks of layers, ${hosts[0]} left and ${
        hosts[1]
      } right. Down the one and up the ` +
      `other with send and recv; between them ${
        labels.join(", ")
      }; below, ${medium}.`,
    width: WIDTH,
    height: TOP + list.length * ROW + 26,
    shapes: drawStacks(list, labels, hosts, medium),
    lines: writeLayerStack(list, labels, hosts, medium),
  });
}

function peerLabels(layers: readonly LayerFact[]): string[] {
  const totals = totalSizes(layers);
  return layers.map((layer, index) => {
    const size = layer.size === undefined
      ? ""
      : `, ${formatCount(totals[index])} B`;
    return `${titleOf(layer)}${size}`;
  });
}

function drawStacks(
  layers: readonly LayerFact[],
  labels: readonly string[],
  hosts: readonly [string, string],
  medium: string,
): string[] {
  const lefts = [MARGIN, WIDTH - MARGIN - COLUMN];
  const wireY = TOP + layers.length * ROW;
  return [
    ...hosts.map((host, side) =>
      drawText(
        lefts[side] + COLUMN / 2,
        26,
        abridgeToWidth(host, COLUMN, NAME),
        NAME,
        { anchor: "middle" },
      )
    ),
    ...layers.flatMap((layer, index) => [
      drawPeers(layer, labels[index], index, lefts),
      ...lefts.map((left) => drawLayer(layer, left, TOP + index * ROW)),
    ]),
    ...drawInterfaces(layers.length, lefts),
    drawWire(lefts, wireY, medium),
  ];
}

function drawLayer({ name, tone }: LayerFact, x: number, y: number): string {
  const words = layerName(tone);
  return drawBox({ x, y, width: COLUMN, height: BOX }, {
    fill: groundOf(tone),
    stroke: tone,
    strokeWidth: 2,
  }) +
    drawText(x + 10, y + 29, words, SMALL) +
    drawText(
      x + COLUMN - 10,
      y + 29,
      abridgeToWidth(name, COLUMN - 116, SMALL_MONO),
      SMALL_MONO,
      { anchor: "end", tone },
    );
}

function drawPeers(
  { tone }: LayerFact,
  label: string,
  index: number,
  [left, right]: number[],
): string {
  const y = TOP + index * ROW + BOX / 2;
  const from = left + COLUMN + 5;
  const until = right - 5;
  const middle = (from + until) / 2;
  const arrow = (x: number) =>
    drawArrow([{ x: middle, y }, { x, y }], { tone, dashed: true, width: 2 });
  return arrow(from) + arrow(until) +
    drawText(
      middle,
      y - 9,
      abridgeToWidth(label, until - from - 8, SMALL),
      SMALL,
      {
        anchor: "middle",
      },
    );
}

function drawInterfaces(count: number, [left, right]: number[]): string[] {
  return Array.from({ length: count }, (_, index) => {
    const y = TOP + index * ROW + BOX;
    const down = left + COLUMN / 2;
    const up = right + COLUMN / 2;
    const last = index === count - 1;
    const words = last ? "" : drawText(down - 12, y + 27, "send", WORDS, {
      anchor: "end",
      tone: "soft",
    }) +
      drawText(up + 12, y + 27, "recv", WORDS, { tone: "soft" });
    return drawArrow([{ x: down, y: y + 3 }, {
      x: down,
      y: y + ROW - BOX - 3,
    }]) +
      drawArrow([{ x: up, y: y + ROW - BOX - 3 }, { x: up, y: y + 3 }]) +
      words;
  });
}

function drawWire([left, right]: number[], y: number, medium: string): string {
  const from = { x: left + COLUMN / 2, y };
  const until = { x: right + COLUMN / 2, y };
  return drawLine([from, until], { width: 3 }) +
    drawText(
      (from.x + until.x) / 2,
      y - 9,
      abridgeToWidth(medium, 300, SMALL),
      SMALL,
      {
        anchor: "middle",
        tone: "soft",
      },
    );
}
