import type { Finding, FindingState } from "./finding.ts";

const MARKS: Record<FindingState, string> = {
  good: "✓",
  note: "·",
  warning: "!",
  failure: "✗",
};

const COLOURS: Record<FindingState, number> = {
  good: 32,
  note: 90,
  warning: 33,
  failure: 31,
};

const NAME_WIDTH = 14;

/** Options for {@linkcode formatFinding}. */
export interface FormatFindingOptions {
  /** Whether to colour the mark for a terminal. Default: `false`. */
  colour?: boolean;
}

/** One line: a mark, what was checked, what was found, what to do about it. */
export function formatFinding(
  finding: Finding,
  options: FormatFindingOptions = {},
): string {
  const mark = MARKS[finding.state];
  const shownMark = options.colour
    ? `\x1b[${COLOURS[finding.state]}m${mark}\x1b[0m`
    : mark;
  const advice = finding.advice ? ` → ${finding.advice}` : "";
  const line = `${finding.name.padEnd(NAME_WIDTH)} ${finding.found}${advice}`;
  return `${shownMark} ${line.replaceAll(/\s*\n\s*/g, " ")}`;
}
