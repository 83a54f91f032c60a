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
  // A loop: lines are short, and a call for each costs more than it saves.
  for (let at = from; at < to; at++) {
    if (octets[at] !== LF) continue;
    const next = octets[at + 1] === CR ? at + 2 : at + 1;
    if (next < to && octets[next] === LF) return next + 1;
  }
  return -1;
}
