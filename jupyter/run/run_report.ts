/** What a run found out: the JSON that `--json` writes. */

/** The whole run. */
export interface RunReport {
  /** Version of this shape. */
  version: 1;
  /** Whether every notebook passed. */
  ok: boolean;
  outcome: "passed" | "failed" | "interrupted";
  /** Version of Deno that ran the cells. */
  deno: string;
  /** Whether solutions stood in the exercise cells. */
  solutions: boolean;
  seconds: number;
  /** In the order they were asked for. */
  notebooks: NotebookReport[];
}

/** One notebook. */
export interface NotebookReport {
  /** As given on the command line, or relative to the project. */
  path: string;
  ok: boolean;
  outcome: "passed" | "failed" | "interrupted";
  /** Code cells that are to be run. */
  cells: number;
  /** Code cells that have run to their end. */
  cellsRun: number;
  /** Assertions that ran. */
  assertions: number;
  exercises: ExerciseCounts;
  seconds: number;
  failure?: NotebookFailure;
  /** Where the executed copy lies, with `--output` or `--write`. */
  output?: string;
}

/** Exercises by what their checks said; those whose check has not run are open. */
export interface ExerciseCounts {
  open: number;
  passed: number;
  failed: number;
  total: number;
}

/** Why a notebook failed. */
export type FailureKind =
  /** A cell threw. */
  | "error"
  /** A cell cannot be parsed. */
  | "syntax-error"
  /** A cell took longer than its timeout. */
  | "timeout"
  /** The kernel ended while a cell ran. */
  | "dead-kernel"
  /** A promise failed and nothing awaited it. */
  | "unhandled-rejection"
  /** A timer or an event handler threw. */
  | "late-error"
  /** The kernel did not start. */
  | "no-kernel"
  /** The file is no notebook, or not one for this kernel. */
  | "unreadable"
  /** Exercises and solutions do not match. */
  | "unmatched-solutions"
  /** With solutions, a check did not pass. */
  | "unsolved"
  /** The executed copy cannot be written. */
  | "unwritable"
  /** The run was stopped from outside. */
  | "interrupted";

/** A failure, and where it happened as far as that is known. */
export interface NotebookFailure {
  kind: FailureKind;
  /** One line. */
  message: string;
  /** The cell's number in the notebook, from 1, all kinds of cells counted. */
  cell?: number;
  /** The cell's id. */
  id?: string;
  /** The line in the cell, from 1. */
  line?: number;
  /** The text of that line. */
  sourceLine?: string;
  /** Name of the error. */
  ename?: string;
  /** Its message. */
  evalue?: string;
  /** Its lines, possibly with ANSI colours. */
  traceback?: string[];
}
