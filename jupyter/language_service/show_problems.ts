/** Shows a cell's problems as warnings under it. */
import type { CellProblem } from "./service_protocol.ts";

/** More would bury the cell's own output. */
const MAX_SHOWN = 5;

/** What a warning looks like: a note at the side, in the front-end's own colours, unlike an error. */
const STYLE = "margin: 0; padding: 0.1em 0 0.1em 0.8em; " +
  "border-left: 4px solid #b58900; background: transparent; color: inherit; " +
  "white-space: pre-wrap; word-break: normal; overflow-wrap: anywhere";

/** The display of the problems; `undefined` if there are none. */
export function showProblems(
  source: string,
  problems: readonly CellProblem[],
): { "text/plain": string; "text/html": string } | undefined {
  if (problems.length === 0) return undefined;
  const lines = source.split("\n");
  const shown = problems.slice(0, MAX_SHOWN).map((problem) => ({
    heading:
      `Type warning at line ${problem.line}, column ${problem.column}: ${problem.message}`,
    code: pointAt(lines[problem.line - 1] ?? "", problem),
  }));
  const rest = problems.length - shown.length;
  const more = rest > 0 ? [`… and ${rest} more`] : [];
  return {
    "text/plain": [
      ...shown.map(({ heading, code }) => `${heading}\n${code}`),
      ...more,
    ].join("\n"),
    "text/html": `<pre role="note" style="${STYLE}">${
      [
        ...shown.map(({ heading, code }) =>
          `<strong>${escapeHtml(heading)}</strong>\n${escapeHtml(code)}`
        ),
        ...more,
      ].join("\n")
    }</pre>`,
  };
}

/** The line, and below it carets under what is meant. */
function pointAt(line: string, { column, length }: CellProblem): string {
  const text = line.replace(/\r$/, "");
  // One blank a character, tabs as they are: so the carets stand below it in a fixed font.
  const before = text.slice(0, column - 1).replace(/[^\t]/gu, " ");
  const marked = [...text.slice(column - 1, column - 1 + length)].length;
  return `  ${text}\n  ${before}${"^".repeat(Math.max(1, marked))}`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
