import { join } from "node:path";
import { parseNotebook } from "../../jupyter/parse_notebook.ts";
import type { ExportOptions } from "../export/export_options.ts";
import { notebookName } from "../export/notebook_name.ts";
import { sourceAddress } from "../export/source_address.ts";
import { indexHtml } from "./index_html.ts";
import { readExercises } from "./read_exercises.ts";
import { type IndexEntry, readEntry } from "./read_entry.ts";

/** Writes `index.html` for these notebooks and for what of theirs lies in the output folder; gives its path. */
export async function writeIndex(
  paths: string[],
  options: ExportOptions,
  reportPath?: string,
): Promise<string> {
  const passed = reportPath ? await readExercises(reportPath) : new Map();
  const entries: IndexEntry[] = [];
  for (const path of paths) {
    const notebook = parseNotebook(await Deno.readTextFile(path), path);
    const name = notebookName(path);
    const entry = readEntry(notebook, path);
    entries.push({
      ...entry,
      ...await findFiles(name, options.output),
      notebook: sourceAddress(path, options).notebook,
      exercises: { ...entry.exercises, passed: passed.get(name) },
    });
  }
  const file = join(options.output, "index.html");
  const html = await indexHtml(entries, {
    title: "Sockets, live",
    theme: options.theme ?? "auto",
  });
  await Deno.mkdir(options.output, { recursive: true });
  await Deno.writeTextFile(file, html);
  return file;
}

/** Which files were made of a notebook, as addresses relative to the index. */
async function findFiles(
  name: string,
  output: string,
): Promise<Partial<IndexEntry>> {
  const endings = {
    deck: ".html",
    page: ".page.html",
    pdf: ".pdf",
    handout: ".handout.pdf",
  };
  const found: Record<string, string> = {};
  for (const [kind, ending] of Object.entries(endings)) {
    try {
      await Deno.stat(join(output, name + ending));
      found[kind] = encodeURIComponent(name + ending);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  return found;
}
