import { type Tone } from "../drawing/tone.ts";

/** One bar on a time axis, with its name at the left and its outcome at the right. */
export interface SpanRow {
  name: string;
  /** The name is an address or another thing written in monospace. */
  mono?: boolean;
  /** Milliseconds, on the clock of the other rows. */
  start: number;
  end: number;
  tone: Tone;
  /** `waiting` draws an outline: time passed, nothing was done. */
  look: "working" | "waiting" | "abandoned";
  /** A cross at its end: it failed. */
  failed?: boolean;
  outcome: string;
}

/** More rows than this are left out, and counted. */
export const MOST_ROWS = 24;

/** A clock that starts at the first row's start, and where its ticks are. */
export interface SpanAxis {
  start: number;
  end: number;
  ticks: number[];
}

/** The axis for some rows; `0` is the earliest start. */
export function axisOf(
  rows: readonly SpanRow[],
  niceTicks: (start: number, stop: number, count: number) => number[],
): SpanAxis {
  const start = Math.min(...rows.map((row) => row.start));
  const last = Math.max(...rows.map((row) => row.end));
  const length = Math.max(last - start, 0.001);
  return { start, end: start + length, ticks: niceTicks(0, length, 5) };
}
