import {
  abridgeToColumns,
  columnCount,
  formatCount,
  padColumns,
} from "../drawing/abridge.ts";
import { type ByteRow, type ByteRun } from "./arrange_bytes.ts";
import { type LegendEntry } from "./number_fields.ts";
import { hexText } from "./visible_text.ts";

const WIDTH = 100;

/** The text form of a byte grid: a hexdump, the numbers of its fields under it, and a legend. */
export function writeByteGrid(
  bytes: Uint8Array,
  rows: readonly ByteRow[],
  legend: readonly LegendEntry[],
  perRow: number,
): string[] {
  const grid = rows.flatMap((row) => {
    if (row.kind === "gap") {
      return [`      … ${formatCount(row.until - row.from)} B not drawn …`];
    }
    const end = row.runs[row.runs.length - 1].end;
    const octets = bytes.subarray(row.offset, end);
    const hex = hexText(octets).padEnd(3 * perRow - 1);
    const marks = row.runs.map(markRun).join("").trimEnd();
    return [
      `${row.offset.toString(16).padStart(4, "0")}  ${hex}  ${asciiOf(octets)}`,
      ...(marks ? [`      ${marks}`] : []),
    ];
  });
  const nameColumns = Math.max(
    0,
    ...legend.map(({ field }) => columnCount(field.name)),
  );
  return [
    ...grid,
    ...legend.map(({ number, field }) =>
      abridgeToColumns(
        `${String(number).padStart(4)}  ${
          padColumns(field.name, Math.min(40, nameColumns))
        }  ${field.value ?? ""}`,
        WIDTH,
      )
    ),
  ];
}

/** A field's number under its first byte, a line under the others. */
function markRun({ start, end, field }: ByteRun): string {
  const columns = (end - start) * 3;
  if (!field?.number) return " ".repeat(columns);
  const number = String(field.number);
  const line = "─".repeat(Math.max(0, columns - 1 - number.length));
  return `${number}${line} `.padEnd(columns);
}

function asciiOf(octets: Uint8Array): string {
  return Array.from(
    octets,
    (octet) => octet >= 0x20 && octet < 0x7f ? String.fromCharCode(octet) : ".",
  ).join("");
}
