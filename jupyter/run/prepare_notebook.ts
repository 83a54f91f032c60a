import type { Notebook } from "../notebook.ts";
import {
  applySolutions,
  isExercise,
  UnmatchedSolutionsError,
} from "./apply_solutions.ts";
import { readNotebook, solutionsPath } from "./notebook_files.ts";

/**
 * Reads the notebook that is to be run, with its solutions in place of its exercises if asked.
 *
 * Throws an error that says why it cannot be run: no notebook, of another language, or with other solutions.
 */
export async function prepareNotebook(
  path: string,
  options: { solutions?: boolean } = {},
): Promise<Notebook> {
  const notebook = await readNotebook(path);
  const { kernelspec, language_info } = notebook.metadata;
  const language = language_info?.name ?? kernelspec?.language ?? "typescript";
  if (language !== "typescript" && language !== "javascript") {
    throw new Error(
      `Cannot run notebook "${path}": it is written in ${language} for the kernel "${kernelspec?.name}", and this runs Deno's`,
    );
  }
  if (!options.solutions) return notebook;
  const solutions = await readSolutions(path, notebook);
  return solutions ? applySolutions(notebook, solutions) : notebook;
}

async function readSolutions(
  path: string,
  notebook: Notebook,
): Promise<Notebook | undefined> {
  const where = solutionsPath(path);
  try {
    return await readNotebook(where);
  } catch (failure) {
    if (!(failure instanceof Deno.errors.NotFound)) throw failure;
    if (!notebook.cells.some(isExercise)) return undefined;
    throw new UnmatchedSolutionsError(
      `Cannot put the solutions in: there is no "${where}"`,
    );
  }
}
