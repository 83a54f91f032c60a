/**
 * Sets the kit up, examines the machine and runs the whole course.
 *
 * ```sh
 * deno run -A setup/main.ts --help
 * ```
 *
 * It imports nothing that would have to be fetched, so that it can say what is
 * missing where nothing can be fetched.
 *
 * @module
 */

import { join, resolve } from "node:path";
import { runCourse } from "./course.ts";
import { NOTEBOOK_FOLDER } from "./course_files.ts";
import { courseSummary } from "./course_summary.ts";
import { examine, type ExamineOptions } from "./examine.ts";
import { canRun, type Finding, isTrouble } from "./finding.ts";
import { formatFinding } from "./format_finding.ts";
import { COMMAND_NAMES, HELP } from "./help.ts";
import { KERNELSPEC } from "./kernelspec/check_kernelspec.ts";
import { thisMachine } from "./kernelspec/kernelspec_folders.ts";
import { uninstallKernelspecs } from "./kernelspec/uninstall_kernelspecs.ts";
import { findJupyter, howToGet } from "./lab/find_jupyter.ts";
import { findNotebook } from "./lab/find_notebook.ts";
import { openingLine, runLab } from "./lab/run_lab.ts";
import {
  type Command,
  CommandError,
  type LabCommand,
  parseCommand,
} from "./parse_command.ts";
import { removeStandIns } from "./place_stand_ins.ts";
import { passGates } from "./quality_gates.ts";
import { runChild } from "./run_child.ts";

const ROOT = resolve(import.meta.dirname!, "..");

async function main(command: Command, signal: AbortSignal): Promise<number> {
  switch (command.name) {
    case "help":
      console.log(HELP[command.of]);
      return 0;
    case "setup":
      if (command.uninstall) return await uninstall();
      return await report(
        examine(ROOT, {
          ...mending(signal),
          force: command.force,
          kernel: command.kernel,
        }),
      );
    case "doctor":
      return await report(examine(ROOT, { mend: false, signal }));
    case "course":
      return await course(command, signal);
    case "lab":
      return await lab(command, signal);
    case "check":
      return await check(signal);
    case "test":
      return await test(command.testArguments, signal);
  }
}

function mending(signal: AbortSignal): ExamineOptions {
  return { mend: true, notice: (line) => console.log(`  ${line}`), signal };
}

async function uninstall(): Promise<number> {
  const removed = await uninstallKernelspecs(ROOT, thisMachine());
  for (const folder of removed) console.log(`Removed ${folder}`);
  const standIns = await removeStandIns(ROOT);
  console.log(standIns ? "Stand-ins removed." : "No stand-ins to remove.");
  return 0;
}

async function report(
  findings: AsyncIterable<Finding>,
  shows: (finding: Finding) => boolean = () => true,
): Promise<number> {
  const seen: Finding[] = [];
  const colour = Deno.stdout.isTerminal() && !Deno.noColor;
  for await (const finding of findings) {
    seen.push(finding);
    if (shows(finding)) console.log(formatFinding(finding, { colour }));
  }
  if (canRun(seen)) return 0;
  console.error("The kit cannot run yet: see the lines marked ✗.");
  return 1;
}

async function course(
  { paths, runnerOptions }: Command & { name: "course" },
  signal: AbortSignal,
): Promise<number> {
  const notReady = await report(examine(ROOT, mending(signal)));
  if (notReady) return notReady;
  console.log();
  const { notebooks, index, problems } = await runCourse(ROOT, {
    paths,
    runnerOptions,
    signal,
  });
  console.log();
  for (const line of courseSummary(notebooks)) console.log(line);
  for (const problem of problems) console.error(`✗ ${problem}`);
  if (index) console.log(`Open ${join(ROOT, index)}`);
  return problems.length === 0 ? 0 : 1;
}

async function lab(command: LabCommand, signal: AbortSignal): Promise<number> {
  const { frontEnd, jupyterOptions, stock } = command;
  const course = join(ROOT, NOTEBOOK_FOLDER);
  const calledFrom = Deno.env.get("INIT_CWD") || Deno.cwd();
  const place = findNotebook(course, calledFrom, command.notebook);
  const jupyter = findJupyter(frontEnd);
  if (!jupyter) {
    for (const line of howToGet(frontEnd)) console.error(line);
    return 1;
  }
  const notReady = await mendQuietly(signal);
  if (notReady) return notReady;
  console.log(openingLine(jupyter, place));
  return await runLab(ROOT, jupyter, place, { jupyterOptions, stock, signal });
}

async function check(signal: AbortSignal): Promise<number> {
  const notReady = await mendQuietly(signal);
  if (notReady) return notReady;
  const failed = await passGates(ROOT, {
    signal,
    onGate: ({ name }) => console.log(`── ${name}`),
  });
  if (failed.length === 0) return 0;
  console.error(`✗ ${failed.join(", ")}`);
  return 1;
}

async function test(args: string[], signal: AbortSignal): Promise<number> {
  const notReady = await report(examine(ROOT, mending(signal)));
  if (notReady) return notReady;
  return await runChild(["test", "--allow-all", "--doc", ...args], {
    cwd: ROOT,
    signal,
  });
}

/** Puts in order what can be, and tells only of what is wrong and matters here. */
function mendQuietly(signal: AbortSignal): Promise<number> {
  return report(
    examine(ROOT, mending(signal)),
    ({ name, state }) => name !== KERNELSPEC && isTrouble(state),
  );
}

const USAGE_ERROR = 2;

/** Signals that end the program, and what it then ends with: 128 + their number. */
const SIGNALS: [Deno.Signal, number][] = Deno.build.os === "windows"
  ? [["SIGINT", 130]]
  : [["SIGINT", 130], ["SIGTERM", 143], ["SIGHUP", 129]];

async function runInterruptibly(args: string[]): Promise<number> {
  const interrupted = new AbortController();
  let interruptedCode = 0;
  const handlers = SIGNALS.map(([signal, code]) => {
    const stop = () => {
      interruptedCode ||= code;
      interrupted.abort(new Error("Interrupted"));
    };
    Deno.addSignalListener(signal, stop);
    return () => Deno.removeSignalListener(signal, stop);
  });
  try {
    return await main(parseCommand(args), interrupted.signal);
  } catch (error) {
    console.error((error as Error).message);
    if (interruptedCode) return interruptedCode;
    if (!(error instanceof CommandError)) return 1;
    const [name] = args;
    const command = COMMAND_NAMES.find((known) => known === name) ?? "setup";
    console.error(`See: deno task ${command} --help`);
    return USAGE_ERROR;
  } finally {
    for (const remove of handlers) remove();
  }
}

if (import.meta.main) Deno.exitCode = await runInterruptibly(Deno.args);
