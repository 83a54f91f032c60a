/**
 * Octets of a file, both ends included.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import type { ByteRange } from "sockets/http";
 *
 * const range: ByteRange = { first: 1, last: 3 };
 * assertEquals("cider".slice(range.first, range.last + 1), "ide");
 * ```
 */
export interface ByteRange {
  /** Position of the first octet, from 0. */
  first: number;
  /** Position of the last octet, which belongs to it. */
  last: number;
}

/**
 * Finds the octets that a `Range` asks for of something `size` octets long (RFC 9110 §14).
 *
 * `"unsatisfiable"` if none of it is there; `null` if the line is to be ignored, as a server may do with any
 * and must do with another unit: several ranges, or not a range of bytes.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseRange } from "sockets/http";
 *
 * assertEquals(parseRange("bytes=-5", 100), { first: 95, last: 99 });
 * assertEquals(parseRange("bytes=100-", 100), "unsatisfiable");
 * ```
 */
export function parseRange(
  value: string,
  size: number,
): ByteRange | "unsatisfiable" | null {
  const match = /^bytes=[ \t]*([0-9]{0,15})-([0-9]{0,15})[ \t]*$/i.exec(value);
  if (!match) return null;
  const [, first, last] = match;
  if (first === "") {
    if (last === "") return null;
    const length = Math.min(Number(last), size);
    if (length === 0) return "unsatisfiable";
    return { first: size - length, last: size - 1 };
  }
  if (last !== "" && Number(last) < Number(first)) return null;
  if (Number(first) >= size) return "unsatisfiable";
  return {
    first: Number(first),
    last: last === "" ? size - 1 : Math.min(Number(last), size - 1),
  };
}
