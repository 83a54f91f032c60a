import type { Cell, Notebook } from "./notebook.ts";
import {
  type FormatProblem,
  NotebookFormatError,
} from "./notebook_format_error.ts";
import { parseNotebook } from "./parse_notebook.ts";
import { applySolutions, isExercise } from "./run/apply_solutions.ts";
import { isSolvedExercise } from "./solved_exercise.ts";

/** What keeps a notebook file from being fit to commit. */
export interface NotebookCheck {
  problems: FormatProblem[];
  /** What was read, unless it could not be. */
  notebook?: Notebook;
  /** Sources of the solution cells by id, where there are solutions. */
  solutions?: Map<string, string>;
}

/**
 * Checks the text of a notebook file: valid nbformat 4.5 with ids, for the Deno kernel in TypeScript, nothing of a
 * run left in it, and exercises that match `solutions`, the text of the notebook that solves them.
 */
export function checkNotebook(text: string, solutions?: string): NotebookCheck {
  const read = tryParse(text);
  if (read.notebook === undefined) return read;
  const { notebook } = read;
  const problems = [
    ...checkHead(notebook),
    ...notebook.cells.flatMap(checkCell),
    ...notebook.cells.flatMap(checkExercise),
  ];
  if (solutions === undefined) {
    const exercise = notebook.cells.find(isExercise);
    if (exercise) {
      problems.push({
        message:
          `exercise "${exercise.id}" has no solution: there is no notebook of this name in solutions/`,
      });
    }
    return { notebook, problems };
  }
  const solved = tryParse(solutions);
  if (solved.notebook === undefined) {
    return {
      notebook,
      problems: [...problems, ...solved.problems.map(inSolutions)],
    };
  }
  problems.push(
    ...checkHead(solved.notebook).map(inSolutions),
    ...solved.notebook.cells.flatMap(checkCell).map(inSolutions),
    ...checkMatch(notebook, solved.notebook),
  );
  const sources = new Map(
    solved.notebook.cells.filter(({ cell_type }) => cell_type === "code")
      .map(({ id, source }) => [id, source]),
  );
  return { notebook, problems, solutions: sources };
}

function tryParse(text: string): NotebookCheck {
  try {
    return { notebook: parseNotebook(text), problems: [] };
  } catch (failure) {
    if (failure instanceof NotebookFormatError) {
      return { problems: failure.problems };
    }
    throw failure;
  }
}

function checkHead(notebook: Notebook): FormatProblem[] {
  const problems: FormatProblem[] = [];
  const { nbformat, nbformat_minor: minor, metadata } = notebook;
  if (minor < 5) {
    problems.push({
      message:
        `nbformat ${nbformat}.${minor} has no cell ids: save it as 4.5, as JupyterLab does`,
    });
  }
  if (metadata.kernelspec?.name !== "deno") {
    problems.push({
      message: `"metadata.kernelspec.name" must be "deno", not ${
        JSON.stringify(metadata.kernelspec?.name)
      }`,
    });
  }
  if (metadata.language_info?.name !== "typescript") {
    problems.push({
      message: `"metadata.language_info.name" must be "typescript", not ${
        JSON.stringify(metadata.language_info?.name)
      }`,
    });
  }
  return problems;
}

function checkCell(cell: Cell, index: number): FormatProblem[] {
  if (cell.cell_type !== "code") return [];
  const messages: string[] = [];
  if (cell.outputs.length > 0) {
    messages.push("outputs are committed: clear them before saving");
  }
  if (cell.execution_count !== null) {
    messages.push(
      "an execution count is committed: clear outputs before saving",
    );
  }
  if (cell.metadata.execution !== undefined) {
    messages.push(`times of a run are committed in "metadata.execution"`);
  }
  return messages.map((message) => ({ message, cell: index + 1, id: cell.id }));
}

function checkExercise(cell: Cell, index: number): FormatProblem[] {
  if (!isSolvedExercise(cell)) return [];
  const message =
    "the exercise is solved: where students begin it calls todo(); the answer goes into solutions/";
  return [{ message, cell: index + 1, id: cell.id }];
}

function checkMatch(notebook: Notebook, solutions: Notebook): FormatProblem[] {
  try {
    applySolutions(notebook, solutions);
    return [];
  } catch (failure) {
    return [{ message: (failure as Error).message }];
  }
}

function inSolutions(problem: FormatProblem): FormatProblem {
  return { ...problem, message: `in its solutions: ${problem.message}` };
}
