import { formatCount } from "../drawing/abridge.ts";
import { drawBox } from "../drawing/draw_box.ts";
import { drawText, SMALL, SMALL_MONO } from "../drawing/draw_text.ts";
import { type Type } from "../drawing/text_width.ts";
import { groundOf } from "../drawing/tone.ts";
import { type ByteRow, type ByteRun } from "./arrange_bytes.ts";
import { hexPair } from "./visible_text.ts";
import { underByte } from "./under_byte.ts";

/** Width of one byte's cell, and what lies between two fields. */
export const CELL = 31;
const BETWEEN = 3;
const HEX: Type = { size: 17, mono: true, bold: true };
/** A cell with a character under its byte, and one without. */
const CELL_HEIGHT = 56;
const LOW_CELL_HEIGHT = 34;
const RULE = 4;
const GAP_ROW = 40;

/** Measures of a byte grid. */
export interface GridMeasures {
  /** Where the first byte of a row begins. */
  left: number;
  top: number;
  /** Room under a row, for the numbers of its fields where it has any. */
  below: number;
  offsets: boolean;
}

/** Draws the rows; returns the shapes and the height at which they end. */
export function drawByteRows(
  bytes: Uint8Array,
  rows: readonly ByteRow[],
  measures: GridMeasures,
): { shapes: string[]; bottom: number } {
  let y = measures.top;
  const shapes = rows.flatMap((row) => {
    const top = y;
    if (row.kind === "gap") {
      y += GAP_ROW;
      return [drawGap(row.from, row.until, top, measures)];
    }
    const height = cellHeight(bytes, row.runs);
    y += height + measures.below;
    const place = { x: measures.left - row.offset * CELL, y: top, height };
    return [
      measures.offsets ? drawOffset(row.offset, top) : "",
      ...row.runs.map((run) => drawRun(bytes, run, place)),
    ];
  });
  return { shapes, bottom: y };
}

/** Rows in which nothing stands under the bytes are lower. */
function cellHeight(bytes: Uint8Array, runs: readonly ByteRun[]): number {
  const written = runs.some(({ start, end, field }) =>
    bytes.subarray(start, end).some((octet) => underByte(octet, field?.show))
  );
  return written ? CELL_HEIGHT : LOW_CELL_HEIGHT;
}

function drawOffset(offset: number, y: number): string {
  const label = offset.toString(16).padStart(4, "0");
  return drawText(10, y + 22, label, SMALL_MONO, { tone: "soft" });
}

function drawGap(
  from: number,
  until: number,
  y: number,
  { left }: GridMeasures,
): string {
  const words = `… ${formatCount(until - from)} B not drawn …`;
  return drawText(left, y + 22, words, SMALL, { tone: "soft" });
}

function drawRun(
  bytes: Uint8Array,
  { start, end, field }: ByteRun,
  row: { x: number; y: number; height: number },
): string {
  const { y: top, height } = row;
  const x = row.x + start * CELL;
  const width = (end - start) * CELL - BETWEEN;
  const plain = !field || field.tone === "soft";
  const ground = plain || field.pale ? "panel" : groundOf(field.tone);
  const cells = Array.from(bytes.subarray(start, end), (octet, index) => {
    const middle = x + index * CELL + (CELL - BETWEEN) / 2;
    const under = underByte(octet, field?.show);
    return drawText(middle, top + 21, hexPair(octet), HEX, {
      anchor: "middle",
    }) + (under &&
      drawText(middle, top + 43, under, SMALL_MONO, {
        tone: "soft",
        anchor: "middle",
      }));
  });
  const box = { x, y: top, width, height };
  const rule = { ...box, y: top + height - RULE, height: RULE };
  return drawBox(box, { fill: ground }) +
    (plain ? "" : drawBox(rule, { fill: field.tone })) +
    cells.join("") +
    (plain
      ? ""
      : drawText(x + 2, top + height + 18, `${field.number}`, SMALL_MONO, {
        tone: field.tone,
      }));
}
