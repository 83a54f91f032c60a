import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Notebook } from "../../notebook.ts";

/** Names under which notebooks import the library, as `deno.json` has them, and the files behind each. */
export type LibraryFiles = Map<string, Set<string>>;

/** Asks Deno which files of the project each of the library's import names loads, directly or by others. */
export async function libraryFiles(root: string): Promise<LibraryFiles> {
  const { imports } = JSON.parse(
    await Deno.readTextFile(join(root, "deno.json")),
  );
  const names = Object.entries(imports as Record<string, string>)
    .filter(([, target]) => target.startsWith("./lib/"));
  return new Map(
    await Promise.all(
      names.map(async ([name, target]) =>
        [name, await loadedFiles(root, target)] as const
      ),
    ),
  );
}

async function loadedFiles(root: string, entry: string): Promise<Set<string>> {
  const { stdout, success } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", entry],
    cwd: root,
    stdin: "null",
    stderr: "null",
  }).output();
  if (!success) throw new Error(`Cannot see what "${entry}" imports`);
  const { modules } = JSON.parse(new TextDecoder().decode(stdout));
  return new Set(
    (modules as { specifier: string }[])
      .filter(({ specifier }) => specifier.startsWith("file:"))
      .map(({ specifier }) => resolve(fileURLToPath(specifier))),
  );
}

/** The library's import names that a notebook's cells use. */
export function importedNames(notebook: Notebook): Set<string> {
  const names = notebook.cells
    .filter(({ cell_type }) => cell_type === "code")
    .flatMap(({ source }) =>
      Array.from(
        source.matchAll(/["'](sockets(?:\/\w+)?)["']/g),
        ([, name]) => name,
      )
    );
  return new Set(names);
}
