import { checkNotebook, type NotebookCheck } from "./check_notebook.ts";
import { describeProblem } from "./notebook_format_error.ts";
import { solutionsPath } from "./run/notebook_files.ts";
import type { NotebookToCheck } from "./type_check/check_notebooks.ts";

/** What was found in notebook files: one line each. */
export async function checkNotebookFiles(
  paths: readonly string[],
  root: string,
): Promise<string[]> {
  const lines: string[] = [];
  const sound: NotebookToCheck[] = [];
  for (const path of paths) {
    const { problems, notebook, solutions } = await checkFile(path);
    lines.push(
      ...problems.map((problem) => `${path}: ${describeProblem(problem)}`),
    );
    if (notebook) sound.push({ path, notebook, solutions });
  }
  if (sound.length === 0) return lines;
  // The compiler is loaded only once there is code to check.
  const [{ checkNotebooks }, { formatFinding }] = await Promise.all([
    import("./type_check/check_notebooks.ts"),
    import("./type_check/finding.ts"),
  ]);
  const findings = await checkNotebooks(sound, root);
  return [...lines, ...findings.map(formatFinding)];
}

async function checkFile(path: string): Promise<NotebookCheck> {
  const text = await Deno.readTextFile(path);
  const solutions = await Deno.readTextFile(solutionsPath(path)).catch(
    (failure) => {
      if (failure instanceof Deno.errors.NotFound) return undefined;
      throw failure;
    },
  );
  return checkNotebook(text, solutions);
}
