import { NAME, SMALL_MONO } from "../drawing/draw_text.ts";
import { textWidth } from "../drawing/text_width.ts";
import { ROWS } from "./hourglass.ts";
import { type Protocol } from "./registered_protocols.ts";

/** A protocol's box. */
export interface HourglassBox {
  protocol: Protocol;
  selected: boolean;
  x: number;
  width: number;
}

/** One row of boxes; a layer with many protocols takes several. */
export interface HourglassRow {
  row: (typeof ROWS)[number];
  /** Whether the layer's name stands beside it. */
  first: boolean;
  boxes: HourglassBox[];
  y: number;
  height: number;
}

/** Room for the names of layers at the left. */
export const NAMES = 108;
const WIDTH = 680;
const BETWEEN = 7;
const BOX = 50;
const ROW = 70;
/** The waist is given air, so that it shows as one. */
const WAIST_AIR = 14;

/** Centres the protocols of each layer in as few rows as hold them. */
export function placeHourglass(
  protocols: readonly Protocol[],
  selected: readonly string[],
): HourglassRow[] {
  let y = 14;
  return ROWS.flatMap((row) => {
    const members = protocols.filter(({ layer }) => layer === row.layer);
    const air = row.layer === "network" ? WAIST_AIR : 0;
    y += air;
    const lines = breakRow(members).map((line, index): HourglassRow => {
      const top = y;
      y += ROW;
      return {
        row,
        first: index === 0,
        boxes: centre(line, selected),
        y: top,
        height: BOX,
      };
    });
    y += air;
    return lines;
  });
}

/** As few lines as hold all, and about as many protocols in each. */
function breakRow(members: readonly Protocol[]): Protocol[][] {
  for (let count = 1; count <= members.length; count++) {
    const most = Math.ceil(members.length / count);
    const lines = Array.from(
      { length: count },
      (_, line) => members.slice(line * most, (line + 1) * most),
    ).filter((line) => line.length > 0);
    if (lines.every((line) => lineWidth(line) <= WIDTH - NAMES - 24)) {
      return lines;
    }
  }
  return members.map((protocol) => [protocol]);
}

function lineWidth(line: readonly Protocol[]): number {
  return line.reduce((sum, protocol) => sum + boxWidth(protocol), 0) +
    (line.length - 1) * BETWEEN;
}

function centre(
  line: readonly Protocol[],
  selected: readonly string[],
): HourglassBox[] {
  let x = NAMES + (WIDTH - NAMES - 12 - lineWidth(line)) / 2;
  return line.map((protocol) => {
    const width = boxWidth(protocol);
    const box = {
      protocol,
      selected: selected.includes(protocol.name),
      x,
      width,
    };
    x += width + BETWEEN;
    return box;
  });
}

function boxWidth({ name, number = "" }: Protocol): number {
  const words = Math.max(
    textWidth(name, { ...NAME, size: 17 }),
    textWidth(number, SMALL_MONO),
  );
  return Math.min(160, words + 12);
}
