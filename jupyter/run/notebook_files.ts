import { basename, dirname, join } from "node:path";
import { formatNotebook } from "../format_notebook.ts";
import type { Notebook } from "../notebook.ts";
import { NotebookFormatError } from "../notebook_format_error.ts";
import { parseNotebook } from "../parse_notebook.ts";

/** Reads a notebook file. Throws {@linkcode NotebookFormatError} also for bytes that are not UTF-8. */
export async function readNotebook(path: string): Promise<Notebook> {
  const bytes = await Deno.readFile(path);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
      .decode(bytes);
  } catch (cause) {
    const message = "it is not text in UTF-8";
    throw new NotebookFormatError(
      `Cannot read notebook "${path}": ${message}`,
      {
        path,
        problems: [{ message }],
        cause,
      },
    );
  }
  return parseNotebook(text, path);
}

/**
 * Writes a notebook file whole or not at all: a full disk leaves what was there.
 *
 * Nothing is written if nothing changed.
 */
export async function writeNotebook(
  path: string,
  notebook: Notebook,
): Promise<void> {
  const text = formatNotebook(notebook);
  const before = await Deno.stat(path).catch(() => undefined);
  if (before && await Deno.readTextFile(path) === text) return;
  // A link stays a link to what is written.
  const target = before ? await Deno.realPath(path) : path;
  const folder = dirname(target);
  await Deno.mkdir(folder, { recursive: true });
  const temporary = join(folder, `.${crypto.randomUUID()}.ipynb`);
  try {
    await Deno.writeTextFile(temporary, text, {
      ...before?.mode && { mode: before.mode & 0o777 },
    });
    await Deno.rename(temporary, target);
  } catch (failure) {
    await Deno.remove(temporary).catch(() => {});
    throw failure;
  }
}

/** Where the solutions of a notebook are: under the same name in `solutions/` beside it. */
export function solutionsPath(path: string): string {
  return join(dirname(path), "solutions", basename(path));
}
