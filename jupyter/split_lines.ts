/**
 * Cuts text into lines that keep their ends, as Jupyter does when it writes a notebook.
 *
 * Source: Python's `str.splitlines(keepends=True)`, which nbformat uses, and which ends lines at more than LF and CRLF.
 */
export function splitLines(text: string): string[] {
  return text.match(LINE) ?? [];
}

const ENDS = "\\n\\r\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029";
const LINE = new RegExp(`[^${ENDS}]*(?:\\r\\n|[${ENDS}])|[^${ENDS}]+$`, "g");
