/** Finds what keeps a cell from being read at all. */
import { stripTypeScriptTypes } from "node:module";
import { parseScript } from "./parse_script.ts";

/** One syntax error; line and column count from 1. */
export interface SyntaxProblem {
  line: number;
  column: number;
  message: string;
  /** The code ends before it is complete: more lines may mend it. */
  incomplete: boolean;
}

/** The first syntax error of a cell: the others mostly follow from it. */
export function syntaxProblem(source: string): SyntaxProblem | undefined {
  return typeScriptProblem(source) ?? scriptProblem(source);
}

/** What the parser says, and where. It throws a SyntaxError or an Error, as it likes. */
const PLACE =
  /^(?:SyntaxError: )?(.*?)(?:\n[^]*)?\s+at file:\/\/\/stripTypeScriptTypes\.ts:(\d+):(\d+)\s*$/;

function typeScriptProblem(source: string): SyntaxProblem | undefined {
  try {
    stripTypeScriptTypes(source, { mode: "transform" });
    return undefined;
  } catch (failure) {
    const found = PLACE.exec(failure instanceof Error ? failure.message : "");
    if (found === null) throw failure;
    const [, message] = found;
    const [line, column] = found.slice(2).map(Number);
    const lines = source.trimEnd().split("\n");
    const atEnd = line > lines.length ||
      (line === lines.length && column > lines[line - 1].length);
    const incomplete = atEnd || message.startsWith("Unterminated template");
    return { line, column, message, incomplete };
  }
}

/** What the first parser overlooks, such as `return` outside of a function. */
function scriptProblem(source: string): SyntaxProblem | undefined {
  try {
    parseScript(stripTypeScriptTypes(source, { mode: "strip" }));
    return undefined;
  } catch (failure) {
    const { loc, message } = failure as Error & {
      loc?: { line: number; column: number };
    };
    if (loc === undefined) return undefined;
    return {
      line: loc.line,
      column: loc.column + 1,
      message: message.replace(/ \(\d+:\d+\)$/, ""),
      incomplete: false,
    };
  }
}

/** The line of a problem with a caret below its column. */
export function pointAt(
  source: string,
  { line, column }: SyntaxProblem,
): string {
  const text = source.split(/\r?\n/)[line - 1] ?? "";
  // Tabs stay tabs, so that the caret stands right however wide they are.
  const indent = text.slice(0, column - 1).replace(/[^\t]/g, " ");
  return `${text}\n${indent}^`;
}
