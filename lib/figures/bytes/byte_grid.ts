import { formatCount } from "../drawing/abridge.ts";
import { checkLimit } from "../drawing/check_limit.ts";
import { drawText, SMALL } from "../drawing/draw_text.ts";
import { createFigure, type Figure } from "../figure.ts";
import { arrangeBytes } from "./arrange_bytes.ts";
import { type ByteField, type FieldDecoder } from "./byte_field.ts";
import { CELL, drawByteRows } from "./draw_byte_grid.ts";
import { drawLegend } from "./draw_legend.ts";
import { type LegendEntry, legendOf, numberFields } from "./number_fields.ts";
import { writeByteGrid } from "./write_byte_grid.ts";

/**
 * How a byte grid is drawn.
 *
 * @example
 * ```ts
 * import { byteGrid, type ByteGridOptions } from "sockets/figures";
 * import { assertEquals } from "@std/assert";
 *
 * const words: ByteGridOptions = { perRow: 4 }; // 32 bits in a row, as RFCs draw headers.
 * const figure = byteGrid(new TextEncoder().encode("ciderbar"), [], words);
 * assertEquals(figure.text, "0000  63 69 64 65  cide\n0004  72 62 61 72  rbar");
 * ```
 */
export interface ByteGridOptions {
  /** Bytes in a row, 16 unless given; at most 20. */
  perRow?: number;
  /** Most bytes drawn, 256 unless given; the middle of more is left out. */
  maxBytes?: number;
  /** Its `title`, instead of the usual one. */
  title?: string;
}

const MOST_IN_A_ROW = 20;
const MOST_ROWS = 48;
const MOST_IN_LEGEND = 32;
const NARROWEST = 460;
/** Room for the words that tell how many bytes are left out. */
const GAP_WORDS = 240;

/**
 * A hexdump coloured by field, with the character under each byte and a legend.
 *
 * `fields` are ranges or a decoder that finds them, such as `decodeIpv4Fields`. Numbers tie cells
 * to the legend, so that nothing hangs on colour alone.
 *
 * @example
 * ```ts
 * import { byteGrid } from "sockets/figures";
 *
 * const line = new TextEncoder().encode("GET /\r\n");
 * const figure = byteGrid(line, [
 *   { name: "method", start: 0, end: 3, tone: "app", value: "GET" },
 *   { name: "target", start: 4, end: 5, tone: "network", value: "/" },
 * ]);
 * console.log(figure.text);
 * ```
 */
export function byteGrid(
  bytes: Uint8Array,
  fields: readonly ByteField[] | FieldDecoder = [],
  options: ByteGridOptions = {},
): Figure {
  const { title = `${formatCount(bytes.length)} bytes` } = options;
  const maxBytes = checkLimit("maxBytes", options.maxBytes ?? 256);
  const wanted = Math.floor(checkLimit("perRow", options.perRow ?? 16));
  const perRow = Math.max(1, Math.min(MOST_IN_A_ROW, wanted, bytes.length));
  const maxRows = Math.max(
    3,
    Math.min(MOST_ROWS, Math.ceil(maxBytes / perRow)),
  );
  const found = typeof fields === "function" ? fields(bytes) : fields;
  const numbered = numberFields(found, bytes.length);
  const rows = arrangeBytes(bytes.length, numbered, { perRow, maxRows });
  const legend = shortenLegend(legendOf(numbered));
  const { shapes, width, height } = drawGrid(bytes, rows, legend, perRow);
  return createFigure({
    title,
    description: describeBytes(bytes, legend),
    width,
    height,
    shapes,
    lines: bytes.length === 0
      ? ["(no bytes)"]
      : writeByteGrid(bytes, rows, legend, perRow),
  });
}

function drawGrid(
  bytes: Uint8Array,
  rows: ReturnType<typeof arrangeBytes>,
  legend: readonly LegendEntry[],
  perRow: number,
) {
  const offsets = rows.length > 1;
  const left = offsets ? 60 : 10;
  const abridged = rows.some(({ kind }) => kind === "gap");
  const grid = Math.max(
    left + perRow * CELL + 7,
    abridged ? left + GAP_WORDS : 0,
  );
  const width = legend.length > 0 ? Math.max(grid, NARROWEST) : grid;
  const below = legend.length > 0 ? 28 : 8;
  const drawn = drawByteRows(bytes, rows, {
    left,
    top: 10,
    below,
    offsets,
  });
  const listed = drawLegend(legend, drawn.bottom + 6, width);
  const nothing = bytes.length === 0
    ? [drawText(10, 28, "no bytes", SMALL, { tone: "soft" })]
    : [];
  return {
    shapes: [...drawn.shapes, ...listed.shapes, ...nothing],
    width: bytes.length === 0 ? 120 : width,
    height: Math.max(44, listed.bottom + (legend.length > 0 ? 8 : 0)),
  };
}

function shortenLegend(entries: LegendEntry[]): LegendEntry[] {
  if (entries.length <= MOST_IN_LEGEND) return entries;
  const shown = entries.slice(0, MOST_IN_LEGEND - 1);
  const next = entries[MOST_IN_LEGEND - 1];
  const left = entries.length - shown.length;
  const name = `and ${formatCount(left)} more fields`;
  return [...shown, {
    number: next.number,
    field: { ...next.field, name, value: "" },
  }];
}

function describeBytes(
  bytes: Uint8Array,
  legend: readonly LegendEntry[],
): string {
  const count = `A dump of ${formatCount(bytes.length)} bytes`;
  if (legend.length === 0) return `${count}.`;
  const fields = legend.map(({ field: { name, start, end, value } }) =>
    `${name} at ${start}, ${end - start} ${
      end - start === 1 ? "byte" : "bytes"
    }${value ? `: ${value}` : ""}`
  );
  return `${count} by field. ${fields.join("; ")}.`.slice(0, 4000);
}
