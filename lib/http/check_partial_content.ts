import type { HttpHeaders } from "./http_headers.ts";
import { HttpProtocolError, quoteLine } from "./http_protocol_error.ts";

/**
 * The octets that a 206 (Partial Content) holds, both ends included.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { type ContentRange, parseContentRange } from "sockets/http";
 *
 * function isWhole({ first, last, complete }: ContentRange): boolean {
 *   return first === 0 && last + 1 === complete;
 * }
 * assertEquals(isWhole(parseContentRange("bytes 0-9/10")!), true);
 * assertEquals(isWhole(parseContentRange("bytes 0-9/*")!), false); // Perhaps: the server does not say.
 * ```
 */
export interface ContentRange {
  /** Position of the first octet, from 0. */
  first: number;
  /** Position of the last octet, which belongs to it. */
  last: number;
  /** Octets of the whole, or `null` if the server does not know. */
  complete: number | null;
}

/**
 * Parses `Content-Range` of a 206, such as `bytes 0-99/1234`; `null` if it is no such range (RFC 9110 §14.4).
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseContentRange } from "sockets/http";
 *
 * assertEquals(parseContentRange("bytes 5-9/10"), { first: 5, last: 9, complete: 10 });
 * assertEquals(parseContentRange("bytes 9-5/10"), null);
 * ```
 */
export function parseContentRange(value: string): ContentRange | null {
  const match = /^bytes ([0-9]{1,15})-([0-9]{1,15})\/([0-9]{1,15}|\*)$/i
    .exec(value);
  if (!match) return null;
  const [first, last] = [Number(match[1]), Number(match[2])];
  const complete = match[3] === "*" ? null : Number(match[3]);
  if (last < first || (complete !== null && last >= complete)) return null;
  return { first, last, complete };
}

/**
 * Refuses a 206 that is not a part of what was asked for: saved at the wrong offset it would spoil a file.
 *
 * @throws {HttpProtocolError} By RFC 9110 §15.3.7.
 */
export function checkPartialContent(
  request: { headers: HttpHeaders },
  response: { status: number; headers: HttpHeaders },
): void {
  if (response.status !== 206) return;
  const asked = request.headers.get("Range");
  const type = response.headers.get("Content-Type") ?? "";
  if (asked?.includes(",") && /^multipart\/byteranges/i.test(type)) return;
  const value = response.headers.get("Content-Range");
  const range = parseContentRange(value ?? "");
  const state = asked === null
    ? "no range was asked for"
    : range === null
    ? "expected bytes, the first and last position and the length of the whole"
    : startsElsewhere(asked, range)
    ? `the range asked for was ${quoteLine(asked)}`
    : null;
  if (state === null) return;
  const line = value === null ? "HTTP/1.1 206" : `Content-Range: ${value}`;
  throw new HttpProtocolError(
    `Cannot accept the partial content of ${quoteLine(line)}: ${state}`,
    { line, section: "RFC 9110 §15.3.7" },
  );
}

function startsElsewhere(asked: string, range: ContentRange): boolean {
  const match = /^bytes=[ \t]*([0-9]*)-([0-9]*)$/i.exec(asked.trim());
  if (!match) return false;
  const [, first, last] = match;
  if (first !== "") {
    return range.first !== Number(first) ||
      (last !== "" && range.last > Number(last));
  }
  return range.complete !== null &&
    range.first !== Math.max(0, range.complete - Number(last));
}
