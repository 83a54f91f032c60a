import type { Cell, MimeBundle, Notebook, Output } from "./notebook.ts";
import { isJsonMediaType } from "./find_output_problems.ts";
import { isMultilineText, isObject } from "./json_value.ts";
import { type NotebookJson, readNotebookJson } from "./parse_notebook.ts";
import { splitLines } from "./split_lines.ts";

/**
 * Turns a notebook into the JSON value of its file.
 *
 * A text is written as lines, or as one string where `original`, the file it was read from, has one string.
 */
export function writeNotebookJson(
  notebook: Notebook,
  original?: NotebookJson,
): unknown {
  const originals = new Map(
    original === undefined ? [] : readNotebookJson(original).cells
      .map((cell, index) => [cell.id, original.cells[index]]),
  );
  const { layout: _, cells, ...rest } = notebook;
  return {
    cells: cells.map((cell) =>
      writeCell(cell, notebook.nbformat_minor, originals.get(cell.id))
    ),
    ...rest,
  };
}

function writeCell(
  cell: Cell,
  minor: number,
  original?: Record<string, unknown>,
): Record<string, unknown> {
  const { id, source, ...rest } = cell;
  const written: Record<string, unknown> = {
    ...rest,
    ...(minor >= 5 || original?.id !== undefined ? { id } : {}),
    source: writeText(source, original?.source),
  };
  if (cell.cell_type === "code") {
    const outputs = Array.isArray(original?.outputs) ? original.outputs : [];
    written.outputs = cell.outputs
      .map((output, index) => writeOutput(output, outputs[index]));
  }
  return inKeyOrder(written);
}

/** Jupyter writes a cell's keys in alphabetical order; a cell that was read keeps its own. */
function inKeyOrder(cell: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(cell)
      .filter(([, value]) => value !== undefined)
      .sort(([one], [other]) => one < other ? -1 : 1),
  );
}

function writeOutput(output: Output, original: unknown): unknown {
  const before = isObject(original) ? original : {};
  if (output.output_type === "stream") {
    return inKeyOrder({ ...output, text: writeText(output.text, before.text) });
  }
  if (output.output_type === "error") return inKeyOrder({ ...output });
  return inKeyOrder({
    ...output,
    data: writeMimeBundle(output.data, before.data),
  });
}

function writeMimeBundle(bundle: MimeBundle, original: unknown): MimeBundle {
  const before = isObject(original) ? original : {};
  return Object.fromEntries(
    Object.entries(bundle).map(([mediaType, form]) => [
      mediaType,
      typeof form === "string" && !isJsonMediaType(mediaType)
        ? writeText(form, before[mediaType])
        : form,
    ]),
  );
}

function writeText(text: string, original: unknown): string | string[] {
  if (!isMultilineText(original)) return splitLines(text);
  if (typeof original === "string") return text;
  return original.join("") === text ? original : splitLines(text);
}
