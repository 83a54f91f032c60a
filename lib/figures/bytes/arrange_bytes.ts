import { type NumberedField } from "./number_fields.ts";

/** A stretch of one row whose bytes belong to the same field, or to none. */
export interface ByteRun {
  /** Offset of its first byte. */
  start: number;
  end: number;
  field?: NumberedField;
}

/** One row of a byte grid: a row of bytes, or the mention of bytes left out. */
export type ByteRow =
  | { kind: "bytes"; offset: number; runs: ByteRun[] }
  | { kind: "gap"; from: number; until: number };

/** Cuts bytes into rows and rows into runs; the middle of too many rows is left out. */
export function arrangeBytes(
  length: number,
  fields: readonly NumberedField[],
  { perRow, maxRows }: { perRow: number; maxRows: number },
): ByteRow[] {
  const count = Math.ceil(length / perRow);
  const head = count > maxRows ? maxRows - 2 : count;
  const offsets = Array.from({ length: head }, (_, row) => row * perRow);
  const rows: ByteRow[] = offsets.map((offset) =>
    rowAt(offset, Math.min(offset + perRow, length), fields)
  );
  if (count > maxRows) {
    const last = (count - 1) * perRow;
    rows.push({ kind: "gap", from: head * perRow, until: last });
    rows.push(rowAt(last, length, fields));
  }
  return rows;
}

function rowAt(
  offset: number,
  end: number,
  fields: readonly NumberedField[],
): ByteRow {
  const here = fields.filter((field) =>
    field.start < end && field.end > offset
  );
  const runs: ByteRun[] = [];
  for (let octet = offset; octet < end; octet++) {
    // A field within another is listed after it: the innermost one counts.
    const field = here.findLast((candidate) =>
      candidate.start <= octet && octet < candidate.end
    );
    const run = runs[runs.length - 1];
    if (run && run.field === field) run.end = octet + 1;
    else runs.push({ start: octet, end: octet + 1, field });
  }
  return { kind: "bytes", offset, runs };
}
