import { formatNotebook } from "../format_notebook.ts";
import { parseNotebook } from "../parse_notebook.ts";
import { readNotebook, writeNotebook } from "../run/notebook_files.ts";
import { cleanNotebook } from "./clean_notebook.ts";

/** What came of one file. */
export interface CleanedFile {
  path: string;
  /** `dirty` if it is only to be looked at. */
  state: "clean" | "cleaned" | "dirty" | "failed";
  /** Why it failed. */
  problem?: string;
}

/** The text of a notebook file, cleaned; one that is clean comes back byte for byte. */
export function cleanText(text: string, path?: string): string {
  return formatNotebook(cleanNotebook(parseNotebook(text, path)));
}

/** Cleans files; with `check` it only says which are not clean. One that cannot be read stops no other. */
export async function* cleanFiles(
  paths: readonly string[],
  { check }: { check: boolean },
): AsyncGenerator<CleanedFile> {
  for (const path of paths) {
    try {
      const notebook = await readNotebook(path);
      const cleaned = cleanNotebook(notebook);
      if (formatNotebook(cleaned) === notebook.layout?.text) {
        yield { path, state: "clean" };
        continue;
      }
      if (!check) await writeNotebook(path, cleaned);
      yield { path, state: check ? "dirty" : "cleaned" };
    } catch (failure) {
      const problem = `Cannot clean "${path}": ${(failure as Error).message}`;
      yield { path, state: "failed", problem };
    }
  }
}
