import type { Cell, Notebook } from "../notebook.ts";
import { DENO_METADATA } from "../deno_metadata.ts";

/** A notebook that is another language's: cleaning it would break it. */
export class OtherLanguageError extends Error {
  override name = "OtherLanguageError";
}

/** What front-ends and runners leave in a cell's metadata; none of it is the author's. */
const TRACES = new Set([
  "ExecuteTime",
  "collapsed",
  "execution",
  "heading_collapsed",
  "hidden",
  "papermill",
  "scrolled",
  "trusted",
  "vscode",
]);

/** What they leave in a notebook's. */
const TOOL_METADATA = new Set(["jupytext", "papermill", "vscode", "widgets"]);

/**
 * The notebook as it is committed: no outputs, counts or traces of runs, every cell with an id, for the Deno kernel.
 *
 * Ids, sources, tags, slide types and all other metadata stay. Throws {@linkcode OtherLanguageError}.
 */
export function cleanNotebook(notebook: Notebook): Notebook {
  const { kernelspec, language_info } = notebook.metadata;
  const language = language_info?.name ?? kernelspec?.language ?? "typescript";
  if (language !== "typescript" && language !== "javascript") {
    throw new OtherLanguageError(
      `it is written in ${language}: only notebooks for the Deno kernel are cleaned`,
    );
  }
  return {
    ...notebook,
    cells: notebook.cells.map(cleanCell),
    metadata: {
      ...without(notebook.metadata, TOOL_METADATA),
      ...DENO_METADATA,
    },
    nbformat_minor: Math.max(5, notebook.nbformat_minor),
  };
}

function cleanCell(cell: Cell): Cell {
  const metadata = without(cell.metadata, TRACES);
  return cell.cell_type === "code"
    ? { ...cell, metadata, outputs: [], execution_count: null }
    : { ...cell, metadata };
}

function without<Metadata extends object>(
  metadata: Metadata,
  keys: ReadonlySet<string>,
): Metadata {
  return Object.fromEntries(
    Object.entries(metadata).filter(([key]) => !keys.has(key)),
  ) as Metadata;
}
