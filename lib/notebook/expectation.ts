import { equal } from "@std/assert";
import { hexdump } from "./hexdump.ts";
import { quoted } from "./quoted.ts";

/**
 * Says how what came differs from what was expected, byte for byte; `undefined` if it does not.
 *
 * Text expected where bytes came is compared as UTF-8.
 */
export function describeDifference(
  got: unknown,
  expected: unknown,
): string | undefined {
  const wanted = got instanceof Uint8Array && typeof expected === "string"
    ? new TextEncoder().encode(expected)
    : expected;
  if (got instanceof Uint8Array && wanted instanceof Uint8Array) {
    return describeByteDifference(got, wanted);
  }
  if (equal(got, wanted)) return undefined;
  return [
    ...describeValue("expected", wanted),
    ...describeValue("got", got),
  ].join("\n");
}

function describeByteDifference(
  got: Uint8Array,
  expected: Uint8Array,
): string | undefined {
  const at = firstDifference(got, expected);
  if (at === undefined) return undefined;
  return [
    ...describeValue("expected", expected),
    ...describeValue("got", got),
    `first difference at offset ${at}: expected ${byteAt(expected, at)}, got ${
      byteAt(got, at)
    }`,
  ].join("\n");
}

function firstDifference(a: Uint8Array, b: Uint8Array): number | undefined {
  const shorter = Math.min(a.length, b.length);
  for (let offset = 0; offset < shorter; offset++) {
    if (a[offset] !== b[offset]) return offset;
  }
  return a.length === b.length ? undefined : shorter;
}

function byteAt(bytes: Uint8Array, offset: number): string {
  if (offset >= bytes.length) return "the end";
  const hex = bytes[offset].toString(16).padStart(2, "0");
  return `${hex} ${quoted(bytes.subarray(offset, offset + 1))}`;
}

/** Values longer than this are cut, so that one wrong answer does not fill the page. */
const MOST_CHARACTERS = 500;

/** A value under its label, bytes as a hexdump. */
export function describeValue(label: string, value: unknown): string[] {
  if (value instanceof Uint8Array) {
    const count = `${value.length} byte${value.length === 1 ? "" : "s"}`;
    const dump = String(hexdump(value, { maxBytes: 64 })).split("\n");
    return [`${label} ${count}:`, ...dump.map((line) => `  ${line}`)];
  }
  const shown = value instanceof Error
    ? `${value.name}: ${value.message}`
    : Deno.inspect(value, { depth: 5, strAbbreviateSize: MOST_CHARACTERS });
  return [`${label} ${shown}`];
}
