import { join } from "node:path";
import { parseNotebook } from "../parse_notebook.ts";
import { isHiddenTest } from "../run/apply_solutions.ts";
import { isSolvedExercise } from "../solved_exercise.ts";
import { isSpeakerNote } from "./student_notebook.ts";
import { trackedFiles } from "./tracked_files.ts";

/** A line that students must not get. */
export interface SecretLine {
  line: string;
  kind: "solution" | "hidden test" | "speaker note";
  /** Notebook and cell that hold it. */
  from: string;
}

/** What must stay secret, and what each file may say all the same. */
export interface Secrets {
  lines: SecretLine[];
  /** The public part of the project's file of this path: what stands there is known to students anyway. */
  publicText(path: string): string;
}

/** Shorter lines (braces, `else`) say nothing about where they are from. */
const FEWEST_LETTERS = 8;

/** Collects the secret lines of all notebooks of the project at `root`. */
export async function readSecrets(
  root: string,
  options: { notes?: boolean } = {},
): Promise<Secrets> {
  const folder = join(root, "notebooks", "en");
  const publicTexts = new Map<string, string>();
  const lines: SecretLine[] = [];
  const read = async (name: string) =>
    parseNotebook(await Deno.readTextFile(join(folder, name)), name).cells;
  for (const name of await notebookNames(folder)) {
    const cells = await read(name);
    const isPublic = (cell: typeof cells[number]) =>
      !isHiddenTest(cell) && (options.notes || !isSpeakerNote(cell));
    publicTexts.set(
      `notebooks/en/${name}`,
      // What stands in an exercise that is solved by mistake is no less secret for that.
      cells.filter((cell) => isPublic(cell) && !isSolvedExercise(cell))
        .map(({ source }) => source).join("\n"),
    );
    for (const cell of cells.filter((cell) => !isPublic(cell))) {
      const kind = isHiddenTest(cell) ? "hidden test" : "speaker note";
      lines.push(...secretLines(cell.source, kind, `${name}, ${cell.id}`));
    }
  }
  for (const name of await notebookNames(join(folder, "solutions"))) {
    for (const cell of await read(join("solutions", name))) {
      if (cell.cell_type !== "code") continue;
      const kind = isHiddenTest(cell) ? "hidden test" : "solution";
      const from = `solutions/${name}, ${cell.id}`;
      lines.push(...secretLines(cell.source, kind, from));
    }
  }
  const tracked = await trackedFiles(root);
  const isKnown = (path: string) => tracked?.has(path) ?? true;
  return {
    lines,
    publicText: (path) =>
      publicTexts.get(path) ??
        (isKnown(path) ? readPublicFile(root, path) : undefined) ?? "",
  };
}

function secretLines(
  source: string,
  kind: SecretLine["kind"],
  from: string,
): SecretLine[] {
  return source.split("\n").map((line) => line.trim())
    .filter((line) =>
      (line.match(/[\p{L}\p{N}]/gu) ?? []).length >= FEWEST_LETTERS
    )
    .map((line) => ({ line, kind, from }));
}

async function notebookNames(folder: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    if (name.endsWith(".ipynb")) names.push(name);
  }
  return names.sort();
}

/** A file of the project outside `notebooks/` is public as it is. */
function readPublicFile(root: string, path: string): string | undefined {
  if (path.startsWith("notebooks/")) return undefined;
  try {
    return Deno.readTextFileSync(join(root, path));
  } catch {
    return undefined;
  }
}
