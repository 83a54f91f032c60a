import { basename, dirname, join, resolve } from "node:path";
import { isFile } from "../find_program.ts";
import { CommandError } from "../parse_command.ts";

/** The notebook that is opened if none is named. */
const FIRST = "00_start_here.ipynb";

/** A notebook to open. */
export interface NotebookPlace {
  /** The folder that the front-end shows: the course's, or the notebook's own. */
  folder: string;
  /** Path of the notebook. */
  path: string;
}

/**
 * Finds the notebook that is meant: by its path as seen from where the command
 * was called, or by (the start of) its name in the course, e.g. `"03"`.
 *
 * @param course The folder of the course's notebooks.
 * @throws {CommandError} If there is none, or more than one.
 */
export function findNotebook(
  course: string,
  calledFrom: string,
  meant?: string,
): NotebookPlace {
  if (meant === undefined) return { folder: course, path: join(course, FIRST) };
  const path = resolve(calledFrom, meant);
  if (isFile(path)) return { folder: folderFor(path, course), path };
  const start = basename(meant, ".ipynb");
  const names = [...Deno.readDirSync(course)].map(({ name }) => name)
    .filter((name) => name.endsWith(".ipynb")).sort();
  const fitting = names.filter((name) => name.startsWith(start));
  if (fitting.length === 1) {
    return { folder: course, path: join(course, fitting[0]) };
  }
  const state = fitting.length === 0 ? "no such notebook" : "several fit";
  throw new CommandError(
    `Cannot open ${JSON.stringify(meant)}: ${state}; there are ${
      (fitting.length === 0 ? names : fitting).join(", ")
    }`,
  );
}

function folderFor(path: string, course: string): string {
  return path.startsWith(join(course, "/")) ? course : dirname(path);
}
