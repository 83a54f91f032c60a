import { join } from "node:path";

/** Folders that hold no notebooks of their own. */
const SKIPPED = new Set([".ipynb_checkpoints", "node_modules", "solutions"]);

/** Notebooks named by paths: files as they are, folders with all notebooks in them, sorted. */
export async function findNotebooks(paths: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const { isDirectory } = await statPath(path);
    if (!isDirectory) found.push(path);
    else found.push(...(await listFolder(path)).sort());
  }
  return [...new Set(found)];
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

async function statPath(path: string): Promise<Deno.FileInfo> {
  try {
    return await Deno.stat(path);
  } catch (cause) {
    throw new Deno.errors.NotFound(
      `Cannot find notebook "${path}": no such file or folder`,
      { cause },
    );
  }
}
