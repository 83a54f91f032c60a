import {
  columnCount,
  padColumns,
  padColumnsStart,
} from "../drawing/abridge.ts";
import { type SpanAxis, type SpanRow } from "./span_rows.ts";

const WIDTH = 100;
const MARKS = { working: "█", waiting: "░", abandoned: "·" };

/** The text form of a chart of spans: a row each, its bar drawn to scale. */
export function writeSpans(
  rows: readonly SpanRow[],
  { start, end }: SpanAxis,
): string[] {
  const names = Math.min(
    34,
    Math.max(...rows.map(({ name }) => columnCount(name))),
  );
  const outcomes = Math.min(
    30,
    Math.max(...rows.map(({ outcome }) => columnCount(outcome))),
  );
  const room = Math.min(50, WIDTH - names - outcomes - 6);
  const columnOf = (at: number) =>
    Math.round((at - start) / (end - start) * room);
  return rows.map((row) => {
    const from = Math.min(columnOf(row.start), room - 1);
    const until = Math.max(from + 1, columnOf(row.end));
    const bar = " ".repeat(from) + MARKS[row.look].repeat(until - from);
    const shown = row.failed ? `${bar.slice(0, -1)}x` : bar;
    return `${padColumnsStart(row.name, names)} │${padColumns(shown, room)}│ ${
      padColumns(row.outcome, outcomes)
    }`;
  });
}
