import { columnsOf, textWidth, type Type } from "./text_width.ts";

/** `text`, or as much of its beginning as fits into `width` pixels with an ellipsis after it. */
export function abridgeToWidth(
  text: string,
  width: number,
  type: Type,
): string {
  return abridge(text, width, (part) => textWidth(part, type));
}

/** An address in which the host gives way: the port is what tells sockets of one host apart. */
export function abridgeEndpoint(
  text: string,
  width: number,
  type: Type,
): string {
  const port = /:(\d+|\*)$/.exec(text)?.[0] ?? "";
  const host = text.slice(0, text.length - port.length);
  return abridgeToWidth(host, width - textWidth(port, type), type) + port;
}

/** `text`, or as much of its beginning as fits into `columns` of a terminal with an ellipsis. */
export function abridgeToColumns(text: string, columns: number): string {
  return abridge(text, columns, columnCount);
}

/** Columns that `text` takes in a terminal. */
export function columnCount(text: string): number {
  let columns = 0;
  for (const character of text) columns += columnsOf(character);
  return columns;
}

/** `text` followed by spaces up to `columns`; abridged where it is longer. */
export function padColumns(text: string, columns: number): string {
  const fitting = abridgeToColumns(text, columns);
  return fitting + " ".repeat(Math.max(0, columns - columnCount(fitting)));
}

/** `text` with spaces before it up to `columns`; abridged where it is longer. */
export function padColumnsStart(text: string, columns: number): string {
  const fitting = abridgeToColumns(text, columns);
  return " ".repeat(Math.max(0, columns - columnCount(fitting))) + fitting;
}

const LONGEST_MEASURED = 4096;

function abridge(
  text: string,
  limit: number,
  measure: (text: string) => number,
): string {
  if (text.length <= LONGEST_MEASURED && measure(text) <= limit) return text;
  const ellipsis = "…";
  let room = limit - measure(ellipsis);
  let kept = "";
  for (const character of text) {
    room -= measure(character);
    if (room < 0) break;
    kept += character;
  }
  return kept + ellipsis;
}

/** Breaks words into lines of at most `width` pixels; a longer word is abridged. */
export function wrapWords(text: string, width: number, type: Type): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = lines.length > 0 ? `${lines[lines.length - 1]} ${word}` : "";
    if (longer && textWidth(longer, type) <= width) {
      lines[lines.length - 1] = longer;
    } else {
      lines.push(abridgeToWidth(word, width, type));
    }
  }
  return lines;
}

/** A count of things or bytes with a comma between thousands: `1,048,576`. */
export function formatCount(count: number | bigint): string {
  return count.toString().replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A time span in the unit that suits it: `0.42 ms`, `17 ms`, `1.20 s`. */
export function formatSpan(milliseconds: number): string {
  const size = Math.abs(milliseconds);
  if (size >= 1000) return `${(milliseconds / 1000).toFixed(2)} s`;
  if (size >= 10) return `${milliseconds.toFixed(0)} ms`;
  if (size >= 1) return `${milliseconds.toFixed(1)} ms`;
  return `${milliseconds.toFixed(2)} ms`;
}
