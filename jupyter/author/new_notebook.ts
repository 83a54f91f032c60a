import { dirname, join } from "node:path";
import { formatNotebook } from "../format_notebook.ts";
import { solutionsPath } from "../run/notebook_files.ts";
import { templateNotebook, templateSolutions } from "./template_notebook.ts";
import { templateWrongAnswers } from "./template_wrong_answers.ts";

/** A notebook of this name cannot be started. */
export class NewNotebookError extends Error {
  override name = "NewNotebookError";
}

const NAME = /^\d\d_[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

/**
 * Starts a notebook in the project at `root`: the notebook itself, its solutions, and wrong answers for its tests.
 *
 * Returns the paths of what was written, relative to `root`. Throws {@linkcode NewNotebookError} for a name that is
 * no `NN_name`, or whose number or files are taken; then nothing is written.
 */
export async function newNotebook(
  root: string,
  name: string,
): Promise<string[]> {
  if (!NAME.test(name)) {
    throw new NewNotebookError(
      `Cannot start notebook "${name}": expected two digits and a name in small letters, such as "11_udp"`,
    );
  }
  const folder = join("notebooks", "en");
  const taken = await numberTaken(join(root, folder), name.slice(0, 3));
  if (taken !== undefined) {
    throw new NewNotebookError(
      `Cannot start notebook "${name}": the number is that of "${taken}"; choose another`,
    );
  }
  const notebook = join(folder, `${name}.ipynb`);
  const files: [path: string, text: string][] = [
    [notebook, formatNotebook(templateNotebook(name))],
    [solutionsPath(notebook), formatNotebook(templateSolutions(name))],
    [
      join("tests", "notebooks", "wrong_answers", `${name}.ts`),
      templateWrongAnswers(name),
    ],
  ];
  for (const [path] of files) await assertAbsent(join(root, path), name);
  for (const [path, text] of files) {
    await Deno.mkdir(dirname(join(root, path)), { recursive: true });
    await Deno.writeTextFile(join(root, path), text, { createNew: true });
  }
  return files.map(([path]) => path);
}

async function numberTaken(
  folder: string,
  number: string,
): Promise<string | undefined> {
  try {
    for await (const { name } of Deno.readDir(folder)) {
      if (name.startsWith(number) && name.endsWith(".ipynb")) return name;
    }
  } catch (failure) {
    if (!(failure instanceof Deno.errors.NotFound)) throw failure;
  }
  return undefined;
}

async function assertAbsent(path: string, name: string): Promise<void> {
  const there = await Deno.stat(path).then(() => true, () => false);
  if (!there) return;
  throw new NewNotebookError(
    `Cannot start notebook "${name}": there is already "${path}"; move it away or choose another name`,
  );
}
