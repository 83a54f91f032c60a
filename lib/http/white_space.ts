/** Drops optional white space (RFC 9110 §5.6.3) at both ends of what begins at `start`: spaces and tabs, where `trim()` would take more. */
export function trimWhiteSpace(text: string, start = 0): string {
  let end = text.length;
  while (start < end && isWhiteSpace(text, start)) start++;
  while (end > start && isWhiteSpace(text, end - 1)) end--;
  return text.slice(start, end);
}

/** Whether a space or a tab stands at `index`, which is all the white space that a line of HTTP may hold. */
export function isWhiteSpace(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code === SP || code === HTAB;
}

const SP = 32;
const HTAB = 9;
