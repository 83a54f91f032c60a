import { join } from "node:path";
import { formatNotebook } from "../format_notebook.ts";
import { parseNotebook } from "../parse_notebook.ts";
import { studentConfig } from "./student_config.ts";
import { studentLock } from "./student_lock.ts";
import { studentNotebook } from "./student_notebook.ts";
import { STUDENT_README } from "./student_readme.ts";
import { trackedFiles } from "./tracked_files.ts";

/** Files by their path in the release, with forward slashes, in order. */
export type ReleaseFiles = Map<string, string>;

/** What goes along unchanged, as far as it is there and, in a clone, git knows it: an exam in the making must not. */
const COPIED = ["LICENSE", ".vscode", "lib", "setup", "jupyter"];
/** What only authors and instructors need. */
const LEFT_OUT = new Set([
  "jupyter/author",
  "jupyter/nbgrader",
  "jupyter/release",
]);
/** Files of text; none of the others is needed. */
const ENDINGS = /\.(ts|js|json|md|svg)$|^LICENSE$/;

/** What a release holds, and what it does not. */
export interface Release {
  files: ReleaseFiles;
  /** Files among the project's that git does not know: they were left out. */
  unknown: string[];
}

/**
 * What students are given of the project at `root`: notebooks without solutions and the speaker's notes, the library,
 * what sets it up and runs it, and settings reduced to what these need.
 */
export async function releaseFiles(
  root: string,
  options: { notes?: boolean } = {},
): Promise<Release> {
  const files: ReleaseFiles = new Map();
  for (const path of COPIED) await readInto(files, root, path);
  const folder = "notebooks/en";
  for await (const { name, isFile } of Deno.readDir(join(root, folder))) {
    if (!isFile || !name.endsWith(".ipynb")) continue;
    const path = `${folder}/${name}`;
    const text = await Deno.readTextFile(join(root, path));
    const notebook = studentNotebook(parseNotebook(text, path), options);
    files.set(path, formatNotebook(notebook));
  }
  const tracked = await trackedFiles(root);
  const unknown = tracked === undefined
    ? []
    : [...files.keys()].filter((path) => !tracked.has(path)).sort();
  for (const path of unknown) files.delete(path);
  const read = (name: string) => Deno.readTextFile(join(root, name));
  const config = studentConfig(await read("deno.json"), [...files.values()]);
  files.set("deno.json", `${JSON.stringify(config, null, 2)}\n`);
  files.set("deno.lock", studentLock(await read("deno.lock"), config.imports));
  files.set("README.md", STUDENT_README);
  const inOrder = [...files].sort(([one], [other]) => one < other ? -1 : 1);
  return { files: new Map(inOrder), unknown };
}

async function readInto(
  files: ReleaseFiles,
  root: string,
  path: string,
): Promise<void> {
  if (LEFT_OUT.has(path)) return;
  const info = await Deno.stat(join(root, path)).catch(() => undefined);
  if (info?.isFile && ENDINGS.test(path)) {
    files.set(path, await Deno.readTextFile(join(root, path)));
  }
  if (!info?.isDirectory) return;
  for await (const { name } of Deno.readDir(join(root, path))) {
    await readInto(files, root, `${path}/${name}`);
  }
}
