/**
 * Runs notebooks and checks them: see `--help`.
 *
 * @module
 */
import { basename, relative, resolve } from "node:path";
import { checkNotebookFiles } from "./check_notebook_files.ts";
import { CommandError, EXIT, userFolder } from "./command_line.ts";
import { findNotebooks } from "./find_notebooks.ts";
import { HELP } from "./help.ts";
import { type NotebooksCommand, parseCommand } from "./parse_command.ts";
import { formatFailure, formatSummary } from "./progress/format_report.ts";
import { ProgressBar } from "./progress/progress_bar.ts";
import { ProgressLines } from "./progress/progress_lines.ts";
import { runNotebooks } from "./run/run_notebooks.ts";
import type { RunReport } from "./run/run_report.ts";

const ROOT = resolve(import.meta.dirname!, "..");
const DEFAULT_FOLDER = resolve(ROOT, "notebooks", "en");

/** Exit code, as `--help` tells it, where all passed and the report could not be written. */
const UNWRITABLE = 3;
const SIGNALS: [Deno.Signal, number][] = Deno.build.os === "windows"
  ? [["SIGINT", 130], ["SIGBREAK", 130]]
  : [["SIGINT", 130], ["SIGTERM", 143], ["SIGHUP", 129]];

async function main(args: string[]): Promise<number> {
  const command = parseCommand(args);
  if (command.name === "help") {
    console.log(HELP[command.of ?? "all"]);
    return EXIT.done;
  }
  const paths = await findPaths(command.paths);
  return command.name === "check"
    ? await check(paths)
    : await notebooks(command, paths);
}

async function findPaths(asked: string[]): Promise<string[]> {
  const found = await findNotebooks(
    asked.length > 0 ? asked : [DEFAULT_FOLDER],
    ["", userFolder()],
  );
  return found.map((path) => {
    const fromHere = relative(Deno.cwd(), path);
    return fromHere.startsWith("..") ? path : fromHere;
  });
}

async function check(paths: string[]): Promise<number> {
  const lines = await checkNotebookFiles(paths, ROOT);
  for (const line of lines) console.log(line);
  const notebooks = `${paths.length} notebook${paths.length === 1 ? "" : "s"}`;
  console.log(`Checked ${notebooks}: ${lines.length || "nothing"} found`);
  return lines.length === 0 ? EXIT.done : EXIT.failed;
}

async function notebooks(
  command: NotebooksCommand,
  paths: string[],
): Promise<number> {
  assertDistinctCopies(command, paths);
  const stop = new AbortController();
  let exitCode = 0;
  const handlers = SIGNALS.map(([signal, code]) => {
    const handler = () => {
      exitCode ||= code;
      stop.abort(new Error(signal));
    };
    Deno.addSignalListener(signal, handler);
    return () => Deno.removeSignalListener(signal, handler);
  });
  // The report may take standard output for itself.
  const out = command.json === "-" ? Deno.stderr : Deno.stdout;
  const colour = out.isTerminal() && !Deno.noColor;
  const write = (text: string) => writeText(out, text);
  const progress = out.isTerminal()
    ? new ProgressBar(paths.length, { write, columns, colour })
    : new ProgressLines(write);
  try {
    const report = await runNotebooks(paths, {
      ...command,
      signal: stop.signal,
      observer: progress,
    });
    if (progress instanceof ProgressBar) progress.erase();
    for (const notebook of report.notebooks) {
      if (!notebook.failure || notebook.outcome === "interrupted") continue;
      const again = commandFor(notebook.path, command);
      write(`\n${formatFailure(notebook, again, { colour })}\n`);
    }
    write(`\n${formatSummary(report, { colour })}\n`);
    if (exitCode === 0 && !report.ok) exitCode = EXIT.failed;
    if (!await writeReport(command.json, report)) exitCode ||= UNWRITABLE;
    return exitCode;
  } finally {
    for (const remove of handlers) remove();
  }
}

function assertDistinctCopies(
  { output }: NotebooksCommand,
  paths: string[],
): void {
  if (output === undefined) return;
  const seen = new Map<string, string>();
  for (const path of paths) {
    const other = seen.get(basename(path));
    if (other !== undefined) {
      throw new CommandError(
        `Cannot write both "${other}" and "${path}" to "${output}": they have the same name`,
      );
    }
    seen.set(basename(path), path);
  }
}

function commandFor(
  path: string,
  { solutions, stock }: NotebooksCommand,
): string {
  const quoted = /^[\w./\\:-]+$/.test(path) ? path : `"${path}"`;
  const options = `${solutions ? " --solutions" : ""}${
    stock ? " --stock" : ""
  }`;
  return `deno task notebooks ${quoted}${options}`;
}

async function writeReport(
  path: string | undefined,
  report: RunReport,
): Promise<boolean> {
  if (path === undefined) return true;
  const text = JSON.stringify(report, null, 2) + "\n";
  if (path === "-") {
    writeText(Deno.stdout, text);
    return true;
  }
  try {
    await Deno.writeTextFile(path, text);
    return true;
  } catch (failure) {
    console.error(
      `Cannot write report "${path}": ${
        (failure as Error).message
      }; make room there or give another path to --json`,
    );
    return false;
  }
}

function writeText(out: typeof Deno.stdout, text: string): void {
  const bytes = new TextEncoder().encode(text);
  try {
    for (let at = 0; at < bytes.length;) {
      at += out.writeSync(bytes.subarray(at));
    }
  } catch (failure) {
    // Whoever read our lines is gone (`| head`): the notebooks are run to their end all the same.
    if (!(failure instanceof Deno.errors.BrokenPipe)) throw failure;
  }
}

function columns(): number {
  try {
    return Deno.consoleSize().columns || 80;
  } catch {
    return 80;
  }
}

if (import.meta.main) {
  try {
    Deno.exitCode = await main(Deno.args);
  } catch (failure) {
    if (!(failure instanceof CommandError)) throw failure;
    console.error(failure.message);
    Deno.exitCode = EXIT.misused;
  }
}
