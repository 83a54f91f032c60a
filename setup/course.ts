import { join } from "node:path";
import {
  deckPath,
  EXECUTED_FOLDER,
  executedCopies,
  INDEX_PAGE,
  makeRoom,
  NOTEBOOK_FOLDER,
  OUTPUT_FOLDER,
  pagePath,
  RUN_REPORT,
} from "./course_files.ts";
import type { CourseNotebook } from "./course_summary.ts";
import { exists } from "./replace_folder.ts";
import { runChild } from "./run_child.ts";
import { type NotebookRun, readRunReport } from "./run_report.ts";

const RUNNER = join("jupyter", "main.ts");
const DECK_MAKER = join("slides", "main.ts");

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

/** Runs one of the parts; what it prints goes to our terminal. */
type RunPart = (name: string, args: string[]) => Promise<void>;

/**
 * Runs notebooks and makes their decks, their pages and the index page of them.
 *
 * Each part is a program of its own, so each can be run alone, and none can
 * bring another down: decks are made of all that ran, even if some failed.
 *
 * ```text
 * notebooks/en ──runner──▶ slides/dist/notebooks, run.json
 *                             ├──decks──▶ slides/dist/*.html
 *                             └──index──▶ slides/dist/index.html
 * ```
 *
 * @throws The signal's reason, if the signal ended it.
 */
export async function runCourse(
  root: string,
  options: RunCourseOptions,
): Promise<CourseResult> {
  const problems: string[] = [];
  const run: RunPart = async (name, args) => {
    const { signal } = options;
    const code = await runChild(["run", "-A", ...args], { cwd: root, signal });
    if (code !== 0) problems.push(`${name} ended with ${code}`);
  };
  await makeRoom(root, [EXECUTED_FOLDER, RUN_REPORT, INDEX_PAGE]);
  await runNotebooks(run, options);
  const runs = await readReport(root, problems);
  for (const { path, failure } of runs) {
    if (failure) problems.push(`${path}, ${failure}`);
  }
  if (runs.length === 0) return { notebooks: [], problems };

  await makeRoom(root, [...runs.map(deckPath), ...runs.map(pagePath)]);
  await makeDecks(run, root, runs);

  const notebooks = runs.map((ran): CourseNotebook => {
    const deck = deckPath(ran);
    if (exists(join(root, deck))) return { ...ran, deck };
    problems.push(`${ran.path} has no deck`);
    return ran;
  });
  await makeIndex(run, notebooks.filter(({ deck }) => deck !== undefined));
  const index = exists(join(root, INDEX_PAGE)) ? INDEX_PAGE : undefined;
  if (index === undefined) problems.push("there is no index page");
  return { notebooks, index, problems };
}

async function runNotebooks(
  run: RunPart,
  { paths = [], runnerOptions = [] }: RunCourseOptions,
): Promise<void> {
  await run("running notebooks", [
    RUNNER,
    "notebooks",
    ...(paths.length > 0 ? paths : [NOTEBOOK_FOLDER]),
    ...runnerOptions,
    "--output",
    EXECUTED_FOLDER,
    "--json",
    RUN_REPORT,
  ]);
}

async function makeDecks(
  run: RunPart,
  root: string,
  runs: NotebookRun[],
): Promise<void> {
  for (const [source, copies] of executedCopies(root, runs)) {
    await run("making decks", [
      DECK_MAKER,
      "decks",
      ...copies,
      "--no-execute",
      "--page",
      "--output",
      OUTPUT_FOLDER,
      "--source",
      source,
    ]);
  }
}

async function makeIndex(
  run: RunPart,
  notebooks: CourseNotebook[],
): Promise<void> {
  await run("making the index page", [
    DECK_MAKER,
    "index",
    ...notebooks.map(({ path }) => path),
    "--output",
    OUTPUT_FOLDER,
    "--report",
    RUN_REPORT,
  ]);
}

async function readReport(
  root: string,
  problems: string[],
): Promise<NotebookRun[]> {
  try {
    return readRunReport(await Deno.readTextFile(join(root, RUN_REPORT)));
  } catch (error) {
    problems.push(
      error instanceof Deno.errors.NotFound
        ? "the runner wrote no report"
        : (error as Error).message,
    );
    return [];
  }
}
