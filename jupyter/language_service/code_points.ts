/** Jupyter counts a cursor's place in code points, JavaScript in UTF-16 units: 🍺 is one and two. */

/** The UTF-16 offset of the code point with this number; the end of the text if it has no so many. */
export function utf16Offset(text: string, codePoints: number): number {
  let offset = 0;
  for (const character of text) {
    if (codePoints-- <= 0) break;
    offset += character.length;
  }
  return offset;
}

/** How many code points stand before a UTF-16 offset; the halves of one in two count as one. */
export function codePointOffset(text: string, offset: number): number {
  return [...text.slice(0, offset)].length;
}
