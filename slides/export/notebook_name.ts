import { basename } from "node:path";

/** File name without folder and ending, harmless as part of an address. */
export function notebookName(path: string): string {
  const name = basename(path.replaceAll("\\", "/"), ".ipynb");
  return name.replace(/[^\p{L}\p{N}._-]+/gu, "_").slice(0, 120) || "notebook";
}
