/**
 * Writes a course for nbgrader: see `--help`.
 *
 * @module
 */
import { dirname, join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { findNotebooks, NoNotebookError } from "../find_notebooks.ts";
import { courseFiles } from "./course_files.ts";

const ROOT = resolve(import.meta.dirname!, "..", "..");

const HELP = `Writes a course folder for nbgrader.

  deno task nbgrader OUT [paths] [--points N]

Paths are notebooks or folders of them; without any it is notebooks/en. Each becomes an assignment in OUT/source, with
solutions marked, checks that give points for each case that holds, hidden tests, and the library beside it;
OUT/nbgrader_config.py says what nbgrader must know about TypeScript. The notebooks are run with their solutions first.

  --points N   what each exercise is worth (10)

OUT must be empty or not there yet, and outside of this project.

Exit code: 0 written, 1 a notebook cannot be graded or nothing can be written, 2 the command cannot be understood.`;

/** Exit codes, as `--help` tells them. */
const EXIT = { done: 0, failed: 1, misused: 2 } as const;

class CommandError extends Error {
  override name = "CommandError";
}

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseCommand(args);
  if (values.help) {
    console.log(HELP);
    return EXIT.done;
  }
  // `deno task` runs in the project's folder and leaves the user's own in INIT_CWD.
  const userFolder = Deno.env.get("INIT_CWD") ?? "";
  const [target, ...asked] = positionals;
  if (target === undefined) {
    throw new CommandError(
      "Cannot understand the command: expected a folder; see --help",
    );
  }
  const output = resolve(userFolder, target);
  const points = readPoints(values.points);
  await assertRoom(output);
  const paths = await findNotebooks(
    asked.length > 0 ? asked : [join(ROOT, "notebooks", "en")],
    ["", userFolder],
  );
  console.log(`Running ${paths.length} notebooks with their solutions …`);
  const files = await courseFiles(ROOT, paths, { points });
  for (const [path, text] of files) {
    await Deno.mkdir(dirname(join(output, path)), { recursive: true });
    await Deno.writeTextFile(join(output, path), text);
  }
  console.log(`Wrote ${output}: ${paths.length} assignments in source/`);
  return EXIT.done;
}

function parseCommand(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        help: { type: "boolean", short: "h", default: false },
        points: { type: "string", default: "10" },
      },
      allowPositionals: true,
    });
  } catch (cause) {
    const [reason] = (cause as Error).message.split(". ");
    throw new CommandError(
      `Cannot understand the command: ${reason}; see --help`,
      { cause },
    );
  }
}

function readPoints(text: string): number {
  if (/^\d{1,3}(\.\d+)?$/.test(text) && Number(text) > 0) return Number(text);
  throw new CommandError(
    `Cannot use --points "${text}": expected a number more than 0 and below 1000`,
  );
}

async function assertRoom(output: string): Promise<void> {
  if (!relative(ROOT, output).startsWith("..")) {
    throw new CommandError(
      `Cannot write course "${output}": it is in this project, whose settings would hide the course's; give a folder outside`,
    );
  }
  const entries = await Array.fromAsync(Deno.readDir(output))
    .catch((failure) => {
      if (failure instanceof Deno.errors.NotFound) return [];
      throw failure;
    });
  if (entries.length === 0) return;
  throw new Error(
    `Cannot write course "${output}": there is something in it; empty it or give another folder`,
  );
}

if (import.meta.main) {
  try {
    Deno.exitCode = await main(Deno.args);
  } catch (failure) {
    console.error((failure as Error).message);
    const misused = failure instanceof CommandError ||
      failure instanceof NoNotebookError;
    Deno.exitCode = misused ? EXIT.misused : EXIT.failed;
  }
}
