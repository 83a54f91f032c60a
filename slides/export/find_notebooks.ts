import { join, resolve } from "node:path";

/** Folders that hold no notebooks of their own. */
const SKIPPED = new Set([".ipynb_checkpoints", "node_modules", "solutions"]);

/**
 * Notebooks named by paths: files as they are, folders with all notebooks in them, sorted; each once.
 *
 * A path that leads nowhere from here is looked for in the folder `calledFrom`, if that is given.
 */
export async function findNotebooks(
  paths: string[],
  calledFrom?: string,
): Promise<string[]> {
  const found = new Map<string, string>();
  for (const asked of paths) {
    const { path, isDirectory } = await findPath(asked, calledFrom);
    const notebooks = isDirectory ? (await listFolder(path)).sort() : [path];
    for (const notebook of notebooks) {
      const fullPath = resolve(notebook);
      if (!found.has(fullPath)) found.set(fullPath, notebook);
    }
  }
  return [...found.values()];
}

async function listFolder(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of Deno.readDir(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory && !SKIPPED.has(entry.name)) {
      found.push(...await listFolder(path));
    } else if (entry.isFile && entry.name.endsWith(".ipynb")) found.push(path);
  }
  return found;
}

async function findPath(
  asked: string,
  calledFrom?: string,
): Promise<{ path: string; isDirectory: boolean }> {
  const bases = calledFrom ? ["", calledFrom] : [""];
  for (const base of bases) {
    const path = base === "" ? asked : resolve(base, asked);
    const info = await Deno.stat(path).catch(() => undefined);
    if (info) return { path, isDirectory: info.isDirectory };
  }
  throw new Deno.errors.NotFound(
    `Cannot find notebook "${asked}": no such file or folder`,
  );
}
