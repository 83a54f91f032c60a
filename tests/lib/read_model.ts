/** What each read ought to give, told as simply as possible: the whole stream is one array. */
import type { LineEncoding } from "../../lib/line_batch.ts";

/** One read operation. */
export type ReadCall =
  | {
    call: "readLine";
    maxLength: number;
    encoding: LineEncoding;
    allowUnterminated: boolean;
  }
  | { call: "readExactly"; byteCount: number }
  | { call: "readUntil"; delimiter: Uint8Array; maxLength: number }
  | { call: "readToEnd"; maxLength: number }
  | { call: "read"; size: number };

/** A result in a form that can be compared: a value, or the name of an error with what it carries. */
export type Outcome =
  | { value: string | null }
  | { error: string; received?: string; expected?: number };

const windows1252 = new TextDecoder("latin1");

/** Bytes as text, one character each and none alike, because long texts compare a thousand times faster. */
export function inText(bytes: Uint8Array): string {
  return windows1252.decode(bytes);
}

/** The outcome of a call on the bytes that are left, and how many of them it takes. */
export function expectedOutcome(
  call: Exclude<ReadCall, { call: "read" }>,
  rest: Uint8Array,
): { outcome: Outcome; taken: number } {
  const nothing = (outcome: Outcome) => ({ outcome, taken: 0 });
  const endsEarly = (expected?: number) =>
    nothing({ error: "UnexpectedEndError", received: inText(rest), expected });
  const take = (taken: number) => ({
    outcome: { value: inText(rest.subarray(0, taken)) },
    taken,
  });
  if (call.call === "readExactly") {
    return call.byteCount <= rest.length
      ? take(call.byteCount)
      : endsEarly(call.byteCount);
  }
  if (call.call === "readToEnd") {
    return rest.length > call.maxLength
      ? nothing({ error: "ReadLimitError" })
      : take(rest.length);
  }
  if (call.call === "readUntil") {
    const at = indexOf(rest, call.delimiter);
    const { length } = call.delimiter;
    if (
      at > call.maxLength || at < 0 && rest.length >= call.maxLength + length
    ) {
      return nothing({ error: "ReadLimitError" });
    }
    if (at >= 0) return take(at + length);
    return rest.length === 0 ? nothing({ value: null }) : endsEarly();
  }
  const lineFeed = rest.indexOf(10);
  const end = lineFeed > 0 && rest[lineFeed - 1] === 13
    ? lineFeed - 1
    : lineFeed;
  const line = lineFeed < 0 ? rest : rest.subarray(0, end);
  if (lineFeed < 0 && rest.length === 0) return nothing({ value: null });
  if (line.length > call.maxLength) {
    return nothing({ error: "LineTooLongError" });
  }
  if (lineFeed < 0 && !call.allowUnterminated) return endsEarly();
  return {
    outcome: { value: decode(line, call.encoding) },
    taken: lineFeed < 0 ? rest.length : lineFeed + 1,
  };
}

function decode(line: Uint8Array, encoding: LineEncoding): string {
  return encoding === "latin1"
    ? Array.from(line, (octet) => String.fromCharCode(octet)).join("")
    : new TextDecoder("utf-8", { ignoreBOM: true }).decode(line);
}

function indexOf(bytes: Uint8Array, sought: Uint8Array): number {
  return inText(bytes).indexOf(inText(sought));
}
