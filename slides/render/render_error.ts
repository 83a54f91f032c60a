import type { ErrorOutput } from "../../jupyter/notebook.ts";
import { escapeHtml } from "./escape_html.ts";
import { plainTerminalText, renderTerminal } from "./render_terminal.ts";
import { cutText } from "./render_text.ts";

/** Lines of an error's message that are seen at once. */
const SHORT = 12;

/** An error: its name and message in full view, the traceback folded away. */
export function renderError(
  output: ErrorOutput,
  expected: boolean,
): { html: string; lines: number; text: string } {
  // Empty lines, which some assertions are generous with, say nothing on a slide.
  const message = cutText(output.evalue).text.trim()
    .replace(/\n(?:[ \t]*\n)+/g, "\n");
  const lines = renderTerminal(message);
  const shown = lines.slice(0, SHORT).join("\n");
  const more = lines.length > SHORT ? [message] : [];
  const traceback = [...more, ...output.traceback].join("\n");
  const label = expected ? "Error, as expected" : "Error";
  const html =
    `<div class="error"><p class="error-name"><span class="visually-hidden">${label}: </span>${
      escapeHtml(output.ename || "Error")
    }</p><pre tabindex="0" role="group" aria-label="Error message">${shown}</pre>${
      foldTraceback(traceback)
    }</div>`;
  return {
    html,
    lines: Math.min(lines.length, SHORT) + 2,
    text: `${output.ename} ${plainTerminalText(message).slice(0, 2000)}`,
  };
}

function foldTraceback(traceback: string): string {
  if (traceback.trim() === "") return "";
  const lines = renderTerminal(cutText(traceback).text);
  return `<details class="rest"><summary>Traceback</summary><pre tabindex="0" role="group" aria-label="Traceback">${
    lines.join("\n")
  }</pre></details>`;
}
