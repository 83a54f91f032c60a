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
    ...describeHidden(got, wanted),
  ].join("\n");
}

/** What the two values as they are shown may not tell: they were cut, or hold characters that look alike. */
function describeHidden(got: unknown, expected: unknown): string[] {
  if (typeof got === "string" && typeof expected === "string") {
    if (isPlain(got) && isPlain(expected)) return [];
    const { at, words } = findTextDifference(got, expected);
    return [`first difference at character ${at}: ${words}`];
  }
  if (describeValue("", got).join() !== describeValue("", expected).join()) {
    return [];
  }
  const [wholeGot, wholeExpected] = [got, expected].map(inspectWhole);
  if (wholeGot === wholeExpected) {
    return ["they look alike: they differ in class, or in what is not shown"];
  }
  const { words } = findTextDifference(wholeGot, wholeExpected);
  return [`first difference, in what is left out above: ${words}`];
}

/** Longer ones take a while to compare by eye. */
const EASY_LENGTH = 60;

function isPlain(text: string): boolean {
  return text.length <= EASY_LENGTH && /^[\x20-\x7e\r\n]*$/.test(text);
}

function inspectWhole(value: unknown): string {
  return Deno.inspect(value, {
    depth: 100,
    iterableLimit: 1e6,
    strAbbreviateSize: Infinity,
    breakLength: Infinity,
  });
}

/** Where two texts begin to differ, and both from there on. */
function findTextDifference(
  got: string,
  expected: string,
): { at: number; words: string } {
  const [ours, theirs] = [got, expected].map((text) => Array.from(text));
  const at = firstDifference(ours, theirs) ?? 0;
  const words = `expected ${excerpt(theirs, at)}, got ${excerpt(ours, at)}`;
  return { at, words };
}

/** How many characters before a difference and from it on are quoted. */
const BEFORE = 10;
const FROM = 20;

function excerpt(characters: string[], at: number): string {
  if (at >= characters.length) return "the end";
  const text = characters.slice(Math.max(0, at - BEFORE), at + FROM).join("");
  return JSON.stringify(text).replace(
    /[^\x20-\x7e]/gu,
    (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
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

function firstDifference(
  a: ArrayLike<unknown>,
  b: ArrayLike<unknown>,
): number | undefined {
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
