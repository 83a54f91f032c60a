import type { Notebook } from "./notebook.ts";
import { printJson } from "./print_json.ts";
import { writeNotebookJson } from "./write_notebook_json.ts";

/**
 * Writes a notebook as the text of an `.ipynb` file.
 *
 * What was read and not changed comes back byte for byte: key order, indentation, line ends, number forms and
 * unknown metadata. Changed parts are set in the file's own style, new notebooks in Jupyter's.
 *
 * @example
 * ```ts
 * import { formatNotebook } from "./format_notebook.ts";
 * import { parseNotebook } from "./parse_notebook.ts";
 *
 * const text = `{"cells": [], "metadata": {"count": 1.0}, "nbformat": 4, "nbformat_minor": 5}`;
 * if (formatNotebook(parseNotebook(text)) !== text) throw new Error("changed");
 * ```
 */
export function formatNotebook(notebook: Notebook): string {
  const { layout } = notebook;
  if (layout === undefined) return printJson(writeNotebookJson(notebook));
  const original = JSON.parse(
    layout.text.slice(layout.root.start, layout.root.end),
  );
  return printJson(writeNotebookJson(notebook, original), layout);
}
