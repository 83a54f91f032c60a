import {
  type AnsiStyle,
  bold,
  gray,
  green,
  onGreen,
  onRed,
  red,
  white,
} from "./ansi_style.ts";
import { formatValue } from "./format_value.ts";
import {
  type LineEdit,
  textDifference,
  valueDifference,
} from "./line_difference.ts";
import type { Edit } from "./shortest_edit.ts";

const LINE_STYLE: Record<Edit<string>["kind"], AnsiStyle> = {
  kept: white,
  removed: (text) => red(bold(text)),
  added: (text) => green(bold(text)),
};

const WORD_STYLE: Record<Edit<string>["kind"], AnsiStyle> = {
  kept: (text) => text,
  removed: (text) => onRed(white(text)),
  added: (text) => onGreen(white(text)),
};

const SIGN: Record<Edit<string>["kind"], string> = {
  kept: "    ",
  removed: "-   ",
  added: "+   ",
};

/** Shows what two values differ in: one line each, signed and coloured. */
export function differenceMessage(actual: unknown, expected: unknown): string {
  const title = `    ${gray(bold("[Diff]"))} ${red(bold("Actual"))} / ${
    green(bold("Expected"))
  }`;
  const body = typeof actual === "string" && typeof expected === "string"
    // Lines of a text bring their own line ends.
    ? textDifference(actual, expected).map(shown).join("")
    : valueDifference(formatValue(actual), formatValue(expected))
      .map(shown).join("\n");
  return `\n\n${title}\n\n\n${body}\n`;
}

function shown(line: LineEdit): string {
  const text = line.words
    ?.map(({ kind, value }) => WORD_STYLE[kind](value)).join("") ?? line.value;
  return LINE_STYLE[line.kind](SIGN[line.kind] + text);
}
