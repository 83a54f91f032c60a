/** Finds the line of a cell that an error came from. */

/** A line of a cell, counted from 1. */
export interface SourceLine {
  line: number;
  text: string;
}

/** A frame in a cell: perhaps a function, the cell's number, the line. */
const FRAME =
  /^\s+at (?:(?<name>.+) \()?(?:async )?cell \[(?<cell>\d+)\]:(?<line>\d+):\d+\)?$/;

/**
 * The line that a traceback names in the cell of this number: where its own top level was, or else the innermost
 * place in it.
 */
export function findErrorLine(
  source: string,
  executionCount: number,
  traceback: readonly string[],
): SourceLine | undefined {
  const frames = traceback.join("\n").split("\n")
    .map((frame) => FRAME.exec(frame)?.groups)
    .filter((frame) => Number(frame?.cell) === executionCount);
  const frame = frames.findLast((frame) => frame?.name === undefined) ??
    frames[0];
  const line = Number(frame?.line);
  const text = source.split(/\r?\n/)[line - 1];
  return text === undefined ? undefined : { line, text };
}
