import { eastAsianWidth } from "get-east-asian-width";

/** How a piece of text is set. Sizes are in pixels of the figure's own width. */
export interface Type {
  size: number;
  /** Bytes, addresses, ports, headers and calls are monospaced; words are not. */
  mono?: boolean;
  bold?: boolean;
}

/**
 * Advance widths of U+0020 to U+007E in hundredths of an em: for each character the wider of IBM
 * Plex Sans and DejaVu Sans, the widest of the faces a figure may fall back on. A figure holds no
 * font, so a layout has to leave room for whichever the reader has.
 */
// deno-fmt-ignore
const REGULAR = [
  32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 40, 32, 38,
  64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 53,
  100, 68, 69, 70, 77, 63, 58, 77, 75, 40, 51, 66, 56, 86, 75, 79,
  61, 79, 69, 63, 61, 73, 68, 99, 69, 61, 69, 39, 38, 39, 84, 56,
  60, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61,
  63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
];
// deno-fmt-ignore
const BOLD = [
  35, 46, 52, 84, 70, 100, 87, 31, 46, 46, 56, 84, 38, 42, 38, 44,
  70, 70, 70, 70, 70, 70, 70, 70, 70, 70, 40, 40, 84, 84, 84, 58,
  100, 77, 76, 73, 83, 68, 68, 82, 84, 42, 54, 77, 64, 100, 84, 85,
  73, 85, 77, 72, 68, 81, 77, 110, 77, 72, 73, 46, 44, 46, 84, 56,
  60, 67, 72, 59, 72, 68, 44, 72, 71, 34, 34, 67, 34, 104, 71, 69,
  72, 72, 49, 60, 48, 71, 65, 92, 65, 65, 58, 71, 38, 71, 84,
];

/** Advance of IBM Plex Mono, Menlo, DejaVu Sans Mono: 0.6 em, the last a little more. */
const MONO_ADVANCE = 0.6021;

/** Width of `text` in pixels: never less than it takes, whichever fallback face the reader has. */
export function textWidth(text: string, type: Type): number {
  let ems = 0;
  for (const character of text) ems += advance(character, type);
  return ems * type.size;
}

function advance(character: string, type: Type): number {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x20 && code < 0x7f) {
    if (type.mono) return MONO_ADVANCE;
    return (type.bold ? BOLD : REGULAR)[code - 0x20] / 100;
  }
  if (/\p{M}/u.test(character)) return 0;
  if (columnsOf(character) === 2) return 1.3;
  if (type.mono && DRAWN_IN_MONO.test(character)) return MONO_ADVANCE;
  // Scripts that the face lacks come from another one, often wider: cuneiform the widest.
  if (code > 0xffff) return 2.6;
  return code < 0x250 ? 0.85 : 1.05;
}

/** Latin, and the signs figures use themselves: every monospaced face has them. */
const DRAWN_IN_MONO = /[\u00a0-\u024f\u2026\u2190-\u2193\u2500-\u257f]/;

/** Columns that a character takes in a terminal: 0 for marks, 2 for wide ones, else 1. */
export function columnsOf(character: string): number {
  if (/\p{M}/u.test(character)) return 0;
  return eastAsianWidth(character.codePointAt(0) ?? 0);
}
