import { basename, dirname, join } from "node:path";
import { exists } from "./replace_folder.ts";
import type { NotebookRun } from "./run_report.ts";

/** Where decks, executed notebooks and reports go; git ignores it. */
export const OUTPUT_FOLDER = join("slides", "dist");
/** What is run if no path is given. */
export const NOTEBOOK_FOLDER = join("notebooks", "en");
/** Notebooks with their outputs. */
export const EXECUTED_FOLDER = join(OUTPUT_FOLDER, "notebooks");
/** What the runner says about them. */
export const RUN_REPORT = join(OUTPUT_FOLDER, "run.json");
/** The page that lists what was made. */
export const INDEX_PAGE = join(OUTPUT_FOLDER, "index.html");

/** The path of the deck that is made of a notebook. */
export function deckPath({ path }: NotebookRun): string {
  return join(OUTPUT_FOLDER, `${basename(path, ".ipynb")}.html`);
}

/** The path of the page that is made of a notebook. */
export function pagePath({ path }: NotebookRun): string {
  return join(OUTPUT_FOLDER, `${basename(path, ".ipynb")}.page.html`);
}

/**
 * Removes what an earlier course left, so that nothing old passes as new.
 *
 * @throws {Error} If the folder cannot be written.
 */
export async function makeRoom(
  root: string,
  outdated: string[],
): Promise<void> {
  const folder = join(root, OUTPUT_FOLDER);
  try {
    await Deno.mkdir(folder, { recursive: true });
    for (const path of outdated.map((path) => join(root, path))) {
      if (exists(path)) await Deno.remove(path, { recursive: true });
    }
  } catch (cause) {
    throw new Error(
      `Cannot write ${JSON.stringify(folder)}: ${(cause as Error).message}`,
      { cause },
    );
  }
}

/** The copies with outputs, by the folder that the notebooks themselves are in. */
export function executedCopies(
  root: string,
  runs: NotebookRun[],
): Map<string, string[]> {
  const copies = new Map<string, string[]>();
  for (const { path } of runs) {
    const copy = join(EXECUTED_FOLDER, basename(path));
    // A file that is no notebook has none.
    if (!exists(join(root, copy))) continue;
    const folder = dirname(path);
    copies.set(folder, [...copies.get(folder) ?? [], copy]);
  }
  return copies;
}
