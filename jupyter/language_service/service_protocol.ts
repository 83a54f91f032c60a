/** What a kernel and its language service say to each other: one JSON value a line. */

/** A question, answered by an {@linkcode Answer} of the same id. */
export type Question = { id: number } & Ask;

/**
 * What can be asked. `until` is the time, as `Date.now()` tells it, after which nobody waits for the answer; offsets
 * count UTF-16 units.
 */
export type Ask =
  | { ask: "check"; source: string; until: number }
  | { ask: "complete"; source: string; offset: number; until: number }
  | { ask: "inspect"; source: string; offset: number; until: number };

/** What needs no answer: a cell ran, or the kernel lost its variables. */
export type Notice = { tell: "ran"; source: string } | { tell: "cleared" };

/** The answer; with nothing in it, the service had no time or failed. The first, of id 0, says that it is ready. */
export interface Answer {
  id: number;
  problems?: CellProblem[];
  completion?: Completion;
  inspection?: Inspection;
}

/** Something wrong in a cell; line and column count from 1, in UTF-16 units, as `length` does. */
export interface CellProblem {
  line: number;
  column: number;
  /** How far it reaches in its line, at least 1. */
  length: number;
  /** Several lines, if the compiler explains itself. */
  message: string;
}

/** What may stand between two offsets of a cell, in UTF-16 units. */
export interface Completion {
  start: number;
  end: number;
  matches: CompletionMatch[];
}

/** One of them. */
export interface CompletionMatch {
  text: string;
  /** As Jupyter's front-ends draw it: `function`, `class`, `instance`, `property`, `module`, `keyword`. */
  type: string;
  /** Its declaration in a line, for as many as there was time. */
  signature?: string;
}

/** What a name is. */
export interface Inspection {
  /** Its declaration. */
  signature: string;
  /** Markdown; empty if nobody wrote any. */
  documentation: string;
}
