import { type CallFact, type PartyCalls } from "./call_facts.ts";

/** A call's box: from when it was made to when it returned. */
export interface PlacedCall {
  call: CallFact;
  lines: string[];
  column: number;
  top: number;
  bottom: number;
}

/** Height of the last line of a call's box, which holds the result. */
export const LAST_LINE = 32;
/** Height of each line before that. */
export const LINE = 21;
const BETWEEN = 8;
const RETURN = 22;

/**
 * Gives every call a height in the order of time. A call that waits while the other party acts
 * reaches down to where it returned.
 */
export function placeCalls(
  parties: readonly PartyCalls[],
  top: number,
  linesOf: (call: CallFact) => string[],
): { placed: PlacedCall[]; bottom: number } {
  const moments = parties.flatMap(({ calls }, column) =>
    calls.flatMap((call) => [
      { at: call.start, rank: 1, call, column },
      { at: call.end ?? Infinity, rank: 0, call, column },
    ])
  ).toSorted((one, other) => one.at - other.at || one.rank - other.rank);
  const placed = new Map<CallFact, PlacedCall>();
  // No call may begin above this height, by column: boxes of one party stand under each other.
  const free: number[] = parties.map(() => top);
  // A call that waits while its own party does other things cannot be drawn as long as it took.
  const newest: (CallFact | undefined)[] = [];
  let reached = top - BETWEEN;
  let latest: CallFact | undefined;
  for (const { call, column, rank } of moments) {
    const box = placed.get(call);
    if (rank === 1) {
      const lines = linesOf(call);
      const y = Math.max(reached + BETWEEN, free[column]);
      reached = y + LAST_LINE + (lines.length - 1) * LINE;
      placed.set(call, { call, lines, column, top: y, bottom: reached });
      free[column] = reached + BETWEEN;
      newest[column] = call;
    } else if (box && call !== latest && call === newest[column]) {
      reached = Math.max(reached + RETURN, box.bottom);
      box.bottom = reached;
      free[column] = Math.max(free[column], reached + BETWEEN);
    }
    latest = call;
  }
  const boxes = [...placed.values()];
  return {
    placed: boxes,
    bottom: Math.max(top, ...boxes.map((box) => box.bottom)),
  };
}
