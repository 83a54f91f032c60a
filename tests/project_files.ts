/** The project's own files, for tests that look at all of them. */

/** The root folder, as a `file:` URL that ends in a slash. */
export const ROOT: URL = new URL("../", import.meta.url);

const SKIPPED = new Set([
  "node_modules",
  "dist",
  ".build",
  ".ipynb_checkpoints",
]);

/** Paths, relative to the root and with forward slashes, of files with this ending. */
export function sourceFiles(ending: string, folder = ""): string[] {
  const found: string[] = [];
  const url = new URL(folder === "" ? "./" : `${folder}/`, ROOT);
  for (const entry of Deno.readDirSync(url)) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory) {
      if (SKIPPED.has(entry.name) || entry.name.startsWith(".")) continue;
      found.push(...sourceFiles(ending, path));
    } else if (entry.name.endsWith(ending)) {
      found.push(path);
    }
  }
  return found.sort();
}

/** Full path in the system's own form of a path relative to the root. */
export function fromFileUrl(path: string): string {
  const { pathname } = new URL(path, ROOT);
  const decoded = decodeURIComponent(pathname);
  return Deno.build.os === "windows"
    ? decoded.slice(1).replaceAll("/", "\\")
    : decoded;
}
