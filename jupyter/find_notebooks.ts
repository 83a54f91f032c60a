import { join, resolve } from "node:path";
import { CommandError } from "./command_line.ts";

/** A path on the command line leads to no notebook. */
export class NoNotebookError extends CommandError {
  override name = "NoNotebookError";
}

/**
 * The notebooks that paths name: files as they are, and of folders every `.ipynb` directly in them, by name.
 *
 * A relative path is looked for in each of `bases` in turn. Each notebook comes once. Throws
 * {@linkcode NoNotebookError}.
 */
export async function findNotebooks(
  paths: readonly string[],
  bases: readonly string[] = [""],
): Promise<string[]> {
  const found = new Map<string, string>();
  for (const path of paths) {
    for (const notebook of await findIn(path, bases)) {
      const fullPath = resolve(notebook);
      if (!found.has(fullPath)) found.set(fullPath, notebook);
    }
  }
  return [...found.values()];
}

async function findIn(
  path: string,
  bases: readonly string[],
): Promise<string[]> {
  for (const base of bases) {
    const candidate = base === "" ? path : resolve(base, path);
    const info = await Deno.stat(candidate).catch(() => undefined);
    if (info?.isDirectory) return await listFolder(candidate);
    if (info) return [candidate];
  }
  throw new NoNotebookError(`Cannot find notebook "${path}": no such file`);
}

async function listFolder(folder: string): Promise<string[]> {
  const names: string[] = [];
  for await (const entry of Deno.readDir(folder)) {
    const { name } = entry;
    if (
      name.endsWith(".ipynb") && !name.startsWith(".") && !entry.isDirectory
    ) {
      names.push(name);
    }
  }
  if (names.length === 0) {
    throw new NoNotebookError(
      `Cannot find notebooks in "${folder}": it holds no .ipynb file`,
    );
  }
  return names.sort().map((name) => join(folder, name));
}
