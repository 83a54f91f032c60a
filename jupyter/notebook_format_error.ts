/** A notebook file that cannot be read: not JSON, or not as nbformat wants it. */
export class NotebookFormatError extends Error {
  override name = "NotebookFormatError";
  /** The file, where it is known. */
  readonly path?: string;
  /** What is wrong, the first thing first. */
  readonly problems: FormatProblem[];
  constructor(
    message: string,
    options: ErrorOptions & { path?: string; problems: FormatProblem[] },
  ) {
    super(message, options);
    this.path = options.path;
    this.problems = options.problems;
  }
}

/** One thing about a notebook that nbformat does not allow. */
export interface FormatProblem {
  message: string;
  /** The cell's number in the notebook, from 1. */
  cell?: number;
  /** The cell's id, if it has one. */
  id?: string;
}

/** One line about a problem: where it is, then what it is. */
export function describeProblem(problem: FormatProblem): string {
  if (problem.cell === undefined) return problem.message;
  const id = problem.id === undefined ? "no id" : `id "${problem.id}"`;
  return `cell ${problem.cell} (${id}): ${problem.message}`;
}
