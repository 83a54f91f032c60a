/** Tells which cells of the torture notebook do not show what they should. */
import { stripVTControlCharacters } from "node:util";
import type { Output } from "../../../../jupyter/notebook.ts";
import {
  LATE,
  LATE_CELL,
  TORTURE_CELLS,
  type Trial,
} from "./torture_notebook.ts";

/** Where a tool shows what comes after its cell's end: under that cell, nowhere, or wherever it is just then. */
export type LateOutput = "under its cell" | "nowhere" | "anywhere";

/** A cell that came out wrong. */
export interface WrongCell {
  trial: Trial;
  shows: string;
  expected: string;
}

/** Errors whose message is the kernel's own choice. */
const BY_NAME = ["SyntaxError", "InterruptedError"];

/** What each cell showed; `undefined` for one that was never run. */
export type ShownCells = (string | undefined)[];

/** The cells that show something else than they should. */
export function wrongCells(
  shown: ShownCells,
  late: LateOutput,
): WrongCell[] {
  const texts = late === "anywhere" ? withoutLate(shown) : shown;
  return TORTURE_CELLS.flatMap(({ trial, shows }, index) => {
    const expected = late === "under its cell" && index === LATE_CELL
      ? shows + LATE
      : shows;
    const text = texts[index] ?? "(nothing, for the run ended before)";
    return text === expected ? [] : [{ trial, shows: text, expected }];
  });
}

/** What a reader sees under a cell: text as it is, and a line for each value and each error. */
export function shownBy(outputs: readonly Output[]): string {
  return outputs.map((output) => {
    switch (output.output_type) {
      case "stream":
        return [output.text].flat().join("");
      case "error":
        return errorLine(output.ename, output.evalue);
      default:
        return `${plainValue(String(output.data["text/plain"]))}\n`;
    }
  }).join("");
}

/** How an error stands in the expected text. */
export function errorLine(name: string, message: string): string {
  return BY_NAME.includes(name) ? `${name}\n` : `${name}: ${message}\n`;
}

/** A value without colours and quotes. */
export function plainValue(text: string): string {
  return stripVTControlCharacters(text).replace(/^"(.*)"$/, "$1");
}

/** Takes the late line out once, at the cell that made it or behind it. */
function withoutLate(shown: ShownCells): ShownCells {
  const at = shown.findIndex((text, index) =>
    index >= LATE_CELL && text?.includes(LATE)
  );
  return shown.map((text, index) =>
    index === at
      ? text!.replace(LATE, "")
      : index === LATE_CELL && at < 0
      ? undefined
      : text
  );
}
