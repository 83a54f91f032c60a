/** Escapes that programmers know by heart. */
const SHORT_ESCAPES: Record<string, string> = {
  "\0": "\\0",
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
  "\\": "\\\\",
};

/** Controls, direction overrides, surrogates, private and unassigned characters: never as they are. */
const UNSEEN = /[\p{C}\u2028\u2029]/u;

const DECODER = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Bytes as text in which everything can be seen: line ends as `\r\n`, other control characters
 * and bytes that are no UTF-8 as `\xNN`, direction overrides and the like as `\u{NNNN}`.
 *
 * @example
 * ```ts
 * import { visibleText } from "sockets/figures";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(visibleText("cider\r\n"), "cider\\r\\n");
 * assertEquals(visibleText(Uint8Array.of(0x63, 0xc3)), "c\\xc3");
 * ```
 */
export function visibleText(bytes: Uint8Array | string): string {
  const octets = typeof bytes === "string"
    ? new TextEncoder().encode(bytes)
    : bytes;
  let text = "";
  for (let offset = 0; offset < octets.length;) {
    const length = sequenceLength(octets, offset);
    text += length === 0 ? hexEscape(octets[offset]) : visibleCharacter(
      DECODER.decode(octets.subarray(offset, offset + length)),
    );
    offset += length || 1;
  }
  return text;
}

/** Whether bytes are best shown as text: at most one in ten is no part of a visible character. */
export function isMostlyText(bytes: Uint8Array): boolean {
  let unseen = 0;
  for (let offset = 0; offset < bytes.length;) {
    const length = sequenceLength(bytes, offset);
    if (
      length === 0 ? !isCutCharacter(bytes, offset) : isControl(bytes[offset])
    ) {
      unseen++;
    }
    offset += length || 1;
  }
  return unseen * 10 <= bytes.length;
}

/** A part of a character at either end of the bytes: a segment may end in the middle of one. */
function isCutCharacter(bytes: Uint8Array, offset: number): boolean {
  const continuation = (bytes[offset] & 0xc0) === 0x80;
  if (continuation && offset < 3) return bytes.length > 3;
  const fromEnd = bytes.length - offset;
  return fromEnd <= 3 && bytes.length > 3;
}

function isControl(octet: number): boolean {
  return octet === 0x7f ||
    (octet < 0x20 && octet !== 0x09 && octet !== 0x0a && octet !== 0x0d);
}

/** Bytes as pairs of hexadecimal digits with spaces between. */
export function hexText(bytes: Uint8Array): string {
  return Array.from(bytes, hexPair).join(" ");
}

/** One byte as two hexadecimal digits. */
export function hexPair(octet: number): string {
  return octet.toString(16).padStart(2, "0");
}

function hexEscape(octet: number): string {
  return `\\x${hexPair(octet)}`;
}

function visibleCharacter(character: string): string {
  const short = SHORT_ESCAPES[character];
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f) return hexEscape(code);
  return UNSEEN.test(character) ? `\\u{${code.toString(16)}}` : character;
}

/** Length of the UTF-8 sequence at `offset`, 0 where there is none (RFC 3629 §4). */
function sequenceLength(bytes: Uint8Array, offset: number): number {
  const first = bytes[offset];
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  if (length === 0 || offset + length > bytes.length) return 0;
  try {
    DECODER.decode(bytes.subarray(offset, offset + length));
    return length;
  } catch {
    return 0;
  }
}
