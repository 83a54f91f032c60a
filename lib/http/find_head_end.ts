const LF = 10;
const CR = 13;

/**
 * Finds where a head ends: the offset behind its empty line, or -1 if that has not come yet.
 *
 * A lone LF ends a line as CRLF does (RFC 9112 §2.2). `from` must be the offset of a head's first line, or, to
 * go on where an earlier search stopped, at most two octets before what is new.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { findHeadEnd } from "sockets/http";
 *
 * const octets = new TextEncoder().encode("HTTP/1.1 200 OK\r\n\r\ncider");
 * assertEquals(findHeadEnd(octets), "HTTP/1.1 200 OK\r\n\r\n".length);
 * ```
 */
export function findHeadEnd(
  octets: Uint8Array,
  from = 0,
  to: number = octets.length,
): number {
  let lineEnd = octets.indexOf(LF, from);
  while (lineEnd >= 0 && lineEnd < to) {
    const next = octets[lineEnd + 1] === CR ? lineEnd + 2 : lineEnd + 1;
    if (next >= to) return -1;
    if (octets[next] === LF) return next + 1;
    lineEnd = octets.indexOf(LF, next);
  }
  return -1;
}
