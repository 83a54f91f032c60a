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

import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { examine } from "./examine.ts";
import { canRun, type Finding } from "./finding.ts";
import { formatFinding } from "./format_finding.ts";
import { removeStandIns } from "./place_stand_ins.ts";

const ROOT = resolve(import.meta.dirname!, "..");

const HELP = {
  setup: `Makes this machine ready for the kit, and says what it found.

Usage: deno task setup [--force | --uninstall]

Real @std packages are used wherever Deno can get them from JSR or has them in
its cache; otherwise stand-ins are put into the folder .offline, which git
ignores. npm packages are fetched into Deno's cache. JSR_URL, .npmrc and
NPM_CONFIG_REGISTRY are honoured.

  --force      write the stand-ins anew
  --uninstall  remove the stand-ins
  --help       show this

Ends with 0 if the kit can run, with 1 if not.
`,
  doctor:
    `Says what this machine has and lacks for the kit, and changes nothing.

Usage: deno task doctor

  --help  show this

Ends with 0 if the kit can run, with 1 if not.
`,
};

type CommandName = keyof typeof HELP;

class UsageError extends Error {
  override name = "UsageError";
}

async function main(args: string[], signal: AbortSignal): Promise<number> {
  const { command, rest } = chooseCommand(args);
  if (rest.includes("--help") || rest.includes("-h")) {
    console.log(HELP[command].trimEnd());
    return 0;
  }
  return command === "setup"
    ? await setUp(rest, signal)
    : await diagnose(rest, signal);
}

function chooseCommand(
  args: string[],
): { command: CommandName; rest: string[] } {
  const [first] = args;
  if (first === undefined || first.startsWith("-")) {
    return { command: "setup", rest: args };
  }
  if (!Object.hasOwn(HELP, first)) {
    throw new UsageError(
      `Cannot run ${JSON.stringify(first)}: the commands are ${
        Object.keys(HELP).join(", ")
      }`,
    );
  }
  return { command: first as CommandName, rest: args.slice(1) };
}

async function setUp(args: string[], signal: AbortSignal): Promise<number> {
  const { force, uninstall } = readFlags(args, {
    force: { type: "boolean" },
    uninstall: { type: "boolean" },
  });
  if (uninstall) {
    const removed = await removeStandIns(ROOT);
    console.log(removed ? "Stand-ins removed." : "No stand-ins to remove.");
    return 0;
  }
  return await report(examine(ROOT, { mend: true, force, signal }));
}

async function diagnose(args: string[], signal: AbortSignal): Promise<number> {
  readFlags(args, {});
  return await report(examine(ROOT, { mend: false, signal }));
}

function readFlags<Flags extends Record<string, { type: "boolean" }>>(
  args: string[],
  flags: Flags,
): { [Name in keyof Flags]?: boolean } {
  try {
    return parseArgs({ args, options: flags, allowPositionals: false })
      .values as { [Name in keyof Flags]?: boolean };
  } catch (error) {
    const [sentence] = (error as Error).message.split(". ");
    throw new UsageError(sentence);
  }
}

async function report(findings: AsyncIterable<Finding>): Promise<number> {
  const seen: Finding[] = [];
  const colour = Deno.stdout.isTerminal() && !Deno.noColor;
  for await (const finding of findings) {
    seen.push(finding);
    console.log(formatFinding(finding, { colour }));
  }
  if (canRun(seen)) return 0;
  console.error("The kit cannot run yet: see the lines marked ✗.");
  return 1;
}

if (import.meta.main) {
  const interrupted = new AbortController();
  const stop = () => interrupted.abort(new Error("Interrupted"));
  Deno.addSignalListener("SIGINT", stop);
  try {
    Deno.exitCode = await main(Deno.args, interrupted.signal);
  } catch (error) {
    console.error((error as Error).message);
    if (error instanceof UsageError) {
      console.error("See: deno run -A setup/main.ts --help");
    }
    Deno.exitCode = interrupted.signal.aborted
      ? 130
      : error instanceof UsageError
      ? 2
      : 1;
  } finally {
    Deno.removeSignalListener("SIGINT", stop);
  }
}
