import { escapeHtml } from "./escape_html.ts";
import { plainTerminalText, renderTerminal } from "./render_terminal.ts";

/** Longest text taken from one output, in characters; what lies beyond is said, not kept. */
export const LONGEST_TEXT = 200_000;

/** How much of a text output is seen at once. */
export interface TextOptions {
  /** Lines before the rest is folded away; `false` shows all. */
  abridge: number | false;
  /** What the text is, for screen readers: "Output", "Standard error". */
  label: string;
}

/** A text output in a `pre`; a long one shows its first and last lines, the whole can be opened. */
export function renderText(
  text: string,
  { abridge, label }: TextOptions,
): { html: string; lines: number; text: string } {
  const kept = cutText(text);
  const lines = renderTerminal(kept.text);
  if (kept.omitted > 0) {
    lines.push(
      `<span class="omitted">… ${
        formatCount(kept.omitted)
      } more characters, not kept in this file</span>`,
    );
  }
  const plain = plainTerminalText(kept.text.slice(0, 4000));
  if (abridge === false || lines.length <= abridge + 2) {
    return { html: pre(lines, label), lines: lines.length, text: plain };
  }
  const tail = Math.max(1, Math.floor(abridge / 4));
  const head = abridge - tail;
  const hidden = lines.length - head - tail;
  const html = pre(lines.slice(0, head), label) +
    `<details class="rest"><summary>${hidden} more lines</summary>${
      pre(lines, `${label}, all ${lines.length} lines`)
    }</details>` + pre(lines.slice(-tail), `${label}, last lines`);
  return { html, lines: abridge + 1, text: plain };
}

/** Cuts a text that is too long for a file anyone would open. */
export function cutText(text: string): { text: string; omitted: number } {
  if (text.length <= LONGEST_TEXT) return { text, omitted: 0 };
  // A progress bar is long, but only its last state is seen.
  const last = text.replace(/[^\n]*\r(?=[^\n])/g, "");
  return {
    text: last.slice(0, LONGEST_TEXT),
    omitted: Math.max(0, last.length - LONGEST_TEXT),
  };
}

/** Longer lines are wrapped: even the smallest text would not show them whole on a narrow slide. */
const WIDEST = 100;

/** Longest line in characters that a slide of 4:3 shows whole at full size. */
const NARROW = 64;

function pre(lines: string[], label: string): string {
  return `<pre${
    mayWrap(lines) ? ' class="wrap"' : ""
  } tabindex="0" role="group" aria-label="${escapeHtml(label)}">${
    lines.join("\n")
  }</pre>`;
}

/** Whether lines are to be wrapped: very long ones, and long ones unless columns are aligned by spaces. */
function mayWrap(lines: string[]): boolean {
  const long = lines.filter((line) => line.length > NARROW)
    .map((line) => line.replace(/<[^>]*>/g, ""))
    .filter((line) => line.length > NARROW);
  if (long.some((line) => line.length > WIDEST)) return true;
  return long.length > 0 && !lines.some((line) => /\S {2,}\S/.test(line));
}

function formatCount(count: number): string {
  return count.toLocaleString("en");
}
