import { basename, join } from "node:path";
import type { CourseNotebook } from "./course_summary.ts";
import { runChild } from "./run_child.ts";
import { type NotebookRun, readRunReport } from "./run_report.ts";

/** Where decks, executed notebooks and reports go; git ignores it. */
export const OUTPUT_FOLDER = join("slides", "dist");
/** What is run if no path is given. */
export const NOTEBOOK_FOLDER = join("notebooks", "en");

/** Options for {@linkcode runCourse}. */
export interface RunCourseOptions {
  /** Notebooks or folders of them. Default: all of the course. */
  paths?: string[];
  /** Options handed on to the runner, e.g. `["--solutions"]`. */
  runnerOptions?: string[];
  /** Ends everything. */
  signal: AbortSignal;
}

/** What came of the course. */
export interface CourseResult {
  notebooks: CourseNotebook[];
  /** The index page's path, if it was made. */
  index?: string;
  /** What failed, a line each; empty if all went well. */
  problems: string[];
}

/**
 * Runs notebooks and makes their decks and the index page of them.
 *
 * Each part is a program of its own, so each can be run alone, and none can
 * bring another down: decks are made of all that ran, even if some failed.
 *
 * ```text
 * notebooks/en ──runner──▶ slides/dist/notebooks, run.json
 *                             ├──decks──▶ slides/dist/*.html, decks.json
 *                             └──index──▶ slides/dist/index.html
 * ```
 *
 * @throws The signal's reason, if the signal ended it.
 */
export async function runCourse(
  root: string,
  options: RunCourseOptions,
): Promise<CourseResult> {
  const { signal, runnerOptions = [] } = options;
  const paths = options.paths?.length ? options.paths : [NOTEBOOK_FOLDER];
  const executed = join(OUTPUT_FOLDER, "notebooks");
  const runReport = join(OUTPUT_FOLDER, "run.json");
  const deckReport = join(OUTPUT_FOLDER, "decks.json");
  const index = join(OUTPUT_FOLDER, "index.html");
  await makeRoom(root, [executed, runReport, deckReport, index]);
  const run = (args: string[]) =>
    runChild(["run", "-A", ...args], { cwd: root, signal });
  const problems: string[] = [];

  const ranAll = await run([
    join("jupyter", "main.ts"),
    "notebooks",
    ...paths,
    ...runnerOptions,
    "--output",
    executed,
    "--json",
    runReport,
  ]);
  if (ranAll !== 0) problems.push(`running notebooks ended with ${ranAll}`);
  const runs = await readReport(join(root, runReport), problems);
  if (runs.length === 0) return { notebooks: [], problems };

  await makeRoom(root, runs.map(deckPath));
  const madeAll = await run([
    join("slides", "main.ts"),
    "decks",
    executed,
    "--no-execute",
    "--output",
    OUTPUT_FOLDER,
    "--json",
    deckReport,
  ]);
  if (madeAll !== 0) problems.push(`making decks ended with ${madeAll}`);
  const notebooks = runs.map((ran) => withDeck(root, ran));
  for (const { path, deck } of notebooks) {
    if (deck === undefined) problems.push(`${path} has no deck`);
  }

  const indexed = await run([
    join("slides", "main.ts"),
    "index",
    ...runs.map(({ path }) => path),
    "--output",
    OUTPUT_FOLDER,
    "--report",
    runReport,
  ]);
  if (indexed !== 0 || !isThere(join(root, index))) {
    problems.push(`making the index page ended with ${indexed}`);
    return { notebooks, problems };
  }
  return { notebooks, index, problems };
}

/** Removes what an earlier course left, so that nothing old passes as new. */
async function makeRoom(root: string, outdated: string[]): Promise<void> {
  const folder = join(root, OUTPUT_FOLDER);
  try {
    await Deno.mkdir(folder, { recursive: true });
    for (const path of outdated.map((path) => join(root, path))) {
      if (isThere(path)) await Deno.remove(path, { recursive: true });
    }
  } catch (cause) {
    throw new Error(
      `Cannot write ${JSON.stringify(folder)}: ${(cause as Error).message}`,
      { cause },
    );
  }
}

async function readReport(
  path: string,
  problems: string[],
): Promise<NotebookRun[]> {
  try {
    return readRunReport(await Deno.readTextFile(path));
  } catch (error) {
    problems.push(
      error instanceof Deno.errors.NotFound
        ? "the runner wrote no report"
        : (error as Error).message,
    );
    return [];
  }
}

function withDeck(root: string, ran: NotebookRun): CourseNotebook {
  const deck = deckPath(ran);
  return isThere(join(root, deck)) ? { ...ran, deck } : ran;
}

function deckPath({ path }: NotebookRun): string {
  return join(OUTPUT_FOLDER, `${basename(path, ".ipynb")}.html`);
}

function isThere(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}
