/** Drops optional white space at both ends (RFC 9110 §5.6.3): spaces and tabs, where `trim()` would take more. */
export function trimWhiteSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isWhiteSpace(text[start])) start++;
  while (end > start && isWhiteSpace(text[end - 1])) end--;
  return text.slice(start, end);
}

/** Whether it is a space or a tab, which is all the white space that a line of HTTP may hold. */
export function isWhiteSpace(character: string): boolean {
  return character === " " || character === "\t";
}
