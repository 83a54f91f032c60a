import { basename, join } from "node:path";
import { formatNotebook } from "../format_notebook.ts";
import { readNotebook, solutionsPath } from "../run/notebook_files.ts";
import { countCases } from "./count_cases.ts";
import { COURSE_CONFIG, COURSE_README } from "./course_texts.ts";
import { gradedNotebook } from "./graded_notebook.ts";
import { kitFiles } from "./kit_files.ts";

/**
 * The files of a course for nbgrader, by their path in it: one assignment for each notebook, with all that it needs to
 * run beside it.
 *
 * Runs the notebooks with their solutions. Throws if one cannot be graded.
 */
export async function courseFiles(
  root: string,
  paths: readonly string[],
  options: { points: number },
): Promise<Map<string, string>> {
  const counts = await countCases(paths);
  const kit = await kitFiles(root);
  const files = new Map<string, string>([
    ["nbgrader_config.py", COURSE_CONFIG],
    ["README.md", COURSE_README],
  ]);
  for (const path of paths) {
    const notebook = gradedNotebook(
      await readNotebook(path),
      await readNotebook(solutionsPath(path)),
      { ...options, cases: counts.get(path)! },
    );
    const name = basename(path);
    const assignment = join("source", basename(path, ".ipynb"));
    files.set(join(assignment, name), formatNotebook(notebook));
    for (const [at, text] of kit) files.set(join(assignment, at), text);
  }
  return files;
}
