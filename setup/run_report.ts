/** What the runner says about one notebook. */
export interface NotebookRun {
  /** The notebook's path, relative to the project. */
  path: string;
  /** Whether every cell ran as it should. */
  ok: boolean;
  /** Code cells. */
  cells: number;
  /** Assertions that ran. */
  assertions: number;
  /** Exercises by state. */
  exercises: ExerciseCounts;
  seconds: number;
  /** Why it failed, and where, in one line. */
  failure?: string;
}

/** How many exercises are in which state. */
export interface ExerciseCounts {
  open: number;
  passed: number;
  failed: number;
}

/**
 * Reads the report that `deno task notebooks --json` writes.
 *
 * @throws {Error} If the text is no such report.
 */
export function readRunReport(text: string): NotebookRun[] {
  let notebooks: unknown;
  try {
    notebooks = JSON.parse(text)?.notebooks;
  } catch (cause) {
    throw new Error(
      `Cannot read the runner's report: ${(cause as Error).message}`,
      { cause },
    );
  }
  if (!Array.isArray(notebooks)) {
    throw new Error(`Cannot read the runner's report: it lists no "notebooks"`);
  }
  return notebooks.map(readNotebookRun);
}

function readNotebookRun(entry: Record<string, unknown>): NotebookRun {
  if (typeof entry?.path !== "string") {
    throw new Error(
      `Cannot read the runner's report: ${JSON.stringify(entry)} has no "path"`,
    );
  }
  return {
    path: entry.path,
    ok: entry.ok === true,
    cells: Number(entry.cells ?? 0),
    assertions: Number(entry.assertions ?? 0),
    exercises: readExerciseCounts(entry.exercises),
    seconds: Number(entry.seconds ?? 0),
    ...(entry.failure ? { failure: failureLine(entry.failure) } : {}),
  };
}

function failureLine(failure: unknown): string {
  const { message, cell, id } = failure as Record<string, unknown>;
  const place = cell === undefined ? "" : `cell ${cell} (id "${id}"): `;
  return place + String(message ?? "failed");
}

function readExerciseCounts(entry: unknown): ExerciseCounts {
  const { open, passed, failed } = (entry ?? {}) as Partial<ExerciseCounts>;
  return {
    open: Number(open ?? 0),
    passed: Number(passed ?? 0),
    failed: Number(failed ?? 0),
  };
}
