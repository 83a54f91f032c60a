/**
 * Writes a course for nbgrader: see `--help`.
 *
 * @module
 */
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import {
  CommandError,
  EXIT,
  readArguments,
  runCommand,
  userFolder,
} from "../command_line.ts";
import { findNotebooks } from "../find_notebooks.ts";
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

const OPTIONS = {
  help: { type: "boolean", short: "h", default: false },
  points: { type: "string", default: "10" },
} as const;

async function main(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS);
  if (values.help) {
    console.log(HELP);
    return EXIT.done;
  }
  const [target, ...asked] = positionals;
  if (target === undefined) {
    throw new CommandError(
      "Cannot understand the command: expected a folder; see --help",
    );
  }
  const output = resolve(userFolder(), target);
  const points = readPoints(values.points);
  await assertRoom(output);
  const paths = await findNotebooks(
    asked.length > 0 ? asked : [join(ROOT, "notebooks", "en")],
    ["", userFolder()],
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

function readPoints(text: string): number {
  if (/^\d{1,3}(\.\d+)?$/.test(text) && Number(text) > 0) return Number(text);
  throw new CommandError(
    `Cannot use --points "${text}": expected a number more than 0 and below 1000`,
  );
}

async function assertRoom(output: string): Promise<void> {
  const way = relative(ROOT, output);
  // On Windows there is no way to another drive.
  if (!isAbsolute(way) && !/^\.\.($|[\\/])/.test(way)) {
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
  Deno.exitCode = await runCommand(() => main(Deno.args), console.error);
}
