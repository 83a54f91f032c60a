import { type ByteField } from "../bytes/byte_field.ts";
import { visibleText } from "../bytes/visible_text.ts";
import { type Tone } from "../drawing/tone.ts";
import { FieldCursor } from "./field_cursor.ts";

const LONE_LINE_FEED = "LF without CR";
const SPACE = 0x20;
const COLON = 0x3a;

/**
 * Fields of an HTTP request: method, target, version, header lines, the empty line, the body.
 *
 * What is none of these is marked as a fault: no version where one must stand, a blank before a colon, a lone line
 * feed. Source: RFC 9112 §2 to §5.
 *
 * @example
 * ```ts
 * import { byteGrid, decodeRequestFields } from "sockets/figures";
 *
 * const request = new TextEncoder().encode("GET / HTTP/1.0\r\n\r\n");
 * console.log(byteGrid(request, decodeRequestFields).text);
 * ```
 */
export function decodeRequestFields(bytes: Uint8Array): ByteField[] {
  return decodeMessage(bytes, [
    ["method", "app"],
    ["target", "network"],
    ["version", "transport"],
  ]);
}

/**
 * Fields of an HTTP response: version, status, reason, header lines, the empty line, the body.
 *
 * Source: RFC 9112 §2 to §5.
 *
 * @example
 * ```ts
 * import { byteGrid, decodeResponseFields } from "sockets/figures";
 *
 * const response = new TextEncoder().encode("HTTP/1.1 204 No Content\r\n\r\n");
 * console.log(byteGrid(response, decodeResponseFields).text);
 * ```
 */
export function decodeResponseFields(bytes: Uint8Array): ByteField[] {
  return decodeMessage(bytes, [
    ["version", "transport"],
    ["status", "app"],
    ["reason", "network"],
  ]);
}

/** What must stand in a part; the others hold any text. */
const FORMS: Readonly<Record<string, RegExp>> = {
  method: /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/,
  version: /^HTTP\/\d\.\d$/,
  status: /^\d{3}$/,
  "header name": /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/,
};

function decodeMessage(
  bytes: Uint8Array,
  parts: readonly [string, Tone][],
): ByteField[] {
  const cursor = new FieldCursor(bytes);
  takeStartLine(cursor, parts);
  while (cursor.left > 0) {
    const line = lineAt(cursor);
    if (line.content === 0 && line.ending > 0) {
      if (line.ending === 1) takeText(cursor, LONE_LINE_FEED, 1, "alarm");
      else takeText(cursor, "empty line", line.ending, "link");
      break;
    }
    takeHeaderLine(cursor, line);
  }
  cursor.rest("body", "soft");
  return cursor.fields;
}

/** Lengths of the line at the cursor: what it says, and its line end. */
interface LineLengths {
  content: number;
  ending: number;
}

function lineAt(cursor: FieldCursor): LineLengths {
  const { bytes, offset } = cursor;
  const lineFeed = bytes.indexOf(0x0a, offset);
  if (lineFeed < 0) return { content: bytes.length - offset, ending: 0 };
  const ending = lineFeed > offset && bytes[lineFeed - 1] === 0x0d ? 2 : 1;
  return { content: lineFeed + 1 - offset - ending, ending };
}

function takeStartLine(
  cursor: FieldCursor,
  parts: readonly [string, Tone][],
): void {
  const { content, ending } = lineAt(cursor);
  const end = cursor.offset + content;
  parts.forEach(([name, tone], index) => {
    const last = index === parts.length - 1;
    const space = last ? -1 : cursor.bytes.indexOf(SPACE, cursor.offset);
    const partEnd = space < 0 || space > end ? end : space;
    takeText(cursor, name, partEnd - cursor.offset, tone);
    if (cursor.offset < end) takeText(cursor, "space", 1, "soft");
  });
  takeLineEnd(cursor, ending);
}

function takeHeaderLine(
  cursor: FieldCursor,
  { content, ending }: LineLengths,
): void {
  const end = cursor.offset + content;
  const colon = cursor.bytes.subarray(0, end).indexOf(COLON, cursor.offset);
  if (colon <= cursor.offset) {
    takeText(cursor, "no header line", content, "alarm");
  } else {
    takeText(cursor, "header name", colon - cursor.offset, "app");
    takeText(cursor, "colon", 1, "soft");
    let start = cursor.offset;
    while (start < end && isBlank(cursor.bytes[start])) start++;
    takeText(cursor, "space", start - cursor.offset, "soft");
    takeText(cursor, "header value", end - cursor.offset, "transport");
  }
  takeLineEnd(cursor, ending);
}

function isBlank(octet: number): boolean {
  return octet === SPACE || octet === 0x09;
}

function takeLineEnd(cursor: FieldCursor, ending: number): void {
  if (ending === 1) takeText(cursor, LONE_LINE_FEED, 1, "alarm");
  else takeText(cursor, "line end", ending, "link");
}

function takeText(
  cursor: FieldCursor,
  name: string,
  length: number,
  tone: Tone,
): void {
  cursor.take(name, length, {
    tone,
    value: (octets) => {
      const text = visibleText(octets.subarray(0, 512));
      const form = FORMS[name];
      return form === undefined || form.test(text)
        ? text
        : { fault: `${text}, no ${name}` };
    },
  });
}
