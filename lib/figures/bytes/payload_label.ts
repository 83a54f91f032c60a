import { formatCount } from "../drawing/abridge.ts";
import { hexText, isMostlyText, visibleText } from "./visible_text.ts";

/** How much of a payload a label may show. */
export interface PayloadLabelOptions {
  /** Size of the payload where not all of its bytes were kept. */
  size?: number;
  /** Most lines, at least 1. */
  lines: number;
  /** Shortens one line to what there is room for. */
  abridge: (line: string) => string;
}

/** What lies beyond this is never looked at, however large the payload. */
const LOOKED_AT = 2048;

/**
 * The lines by which a payload is shown: text as text, a line for each of its lines, other bytes
 * in hexadecimal; what does not fit is counted in the last line.
 */
export function payloadLabel(
  bytes: Uint8Array,
  options: PayloadLabelOptions,
): string[] {
  const { lines: most, abridge, size = bytes.length } = options;
  if (bytes.length === 0) return [`${formatCount(size)} B, not kept`];
  const head = bytes.subarray(0, LOOKED_AT);
  const all = textLines(head);
  const whole = all.join("");
  const complete = head.length === size;
  if (all.length === 0) return [abridge(hexText(head.subarray(0, 64)))];
  if (complete && abridge(whole) === whole) return [whole];
  if (complete && all.length <= most) return all.map(abridge);
  if (most === 1) return [abridge(`${all[0]}…`)];
  const shown = all.slice(0, most - 1);
  const left = size - lineBytes(head, shown.length);
  if (left <= 0) return shown.map(abridge);
  return [...shown.map(abridge), `… ${formatCount(left)} B more`];
}

/** The leading lines that are text, with their line ends made visible; none if bytes are not text. */
function textLines(bytes: Uint8Array): string[] {
  const lines: string[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = lineEnd(bytes, start);
    const line = bytes.subarray(start, end);
    if (!isMostlyText(line)) {
      if (lines.length > 0) lines.push(hexText(line.subarray(0, 64)));
      return lines;
    }
    lines.push(markEdges(visibleText(line)));
    start = end;
  }
  return lines;
}

/** A space at either end would not be seen. */
function markEdges(line: string): string {
  return line.replace(/^ +| +$/g, (spaces) => "·".repeat(spaces.length));
}

function lineEnd(bytes: Uint8Array, start: number): number {
  const lineFeed = bytes.indexOf(0x0a, start);
  return lineFeed < 0 ? bytes.length : lineFeed + 1;
}

function lineBytes(bytes: Uint8Array, lineCount: number): number {
  let offset = 0;
  for (let line = 0; line < lineCount; line++) offset = lineEnd(bytes, offset);
  return offset;
}
