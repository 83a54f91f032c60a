import type { Cell, MimeBundle, Notebook, Output } from "./notebook.ts";
import { findFormatProblems } from "./find_format_problems.ts";
import { isJsonMediaType } from "./find_output_problems.ts";
import { isMultilineText, isObject } from "./json_value.ts";
import {
  describeProblem,
  NotebookFormatError,
} from "./notebook_format_error.ts";
import { scanNotebookLayout } from "./notebook_layout.ts";

/**
 * Reads the text of an `.ipynb` file: checks it against nbformat 4.5 and joins texts that the file keeps as lines.
 *
 * `path` is only for messages. Throws {@linkcode NotebookFormatError} with every problem found.
 *
 * @example
 * ```ts
 * import { parseNotebook } from "./parse_notebook.ts";
 *
 * const notebook = parseNotebook(`{
 *  "cells": [
 *   {"cell_type": "markdown", "id": "intro", "metadata": {}, "source": ["# Ports\\n", "Two servers"]}
 *  ],
 *  "metadata": {}, "nbformat": 4, "nbformat_minor": 5
 * }`);
 * if (notebook.cells[0].source !== "# Ports\nTwo servers") throw new Error("not joined");
 * ```
 */
export function parseNotebook(text: string, path?: string): Notebook {
  const file = parseJson(text, path);
  const problems = findFormatProblems(file);
  if (problems.length > 0) {
    const more = problems.length === 1
      ? ""
      : ` (and ${problems.length - 1} more)`;
    throw new NotebookFormatError(
      `Cannot read notebook${quotePath(path)}: ${
        describeProblem(problems[0])
      }${more}`,
      { path, problems },
    );
  }
  const layout = scanNotebookLayout(text.replace(BYTE_ORDER_MARK, " "));
  // The mark is one character, as the space that stands in for it: offsets stay right.
  layout.text = text;
  return { ...readNotebookJson(file as NotebookJson), layout };
}

const BYTE_ORDER_MARK = /^\uFEFF/;

/** A notebook file as `JSON.parse` gives it, after validation. */
export type NotebookJson = Omit<Notebook, "cells" | "layout"> & {
  cells: Record<string, unknown>[];
};

/** Turns a validated file's JSON value into a notebook without a layout. */
export function readNotebookJson(file: NotebookJson): Notebook {
  const cells = file.cells.map((cell, index) => ({
    id: `cell-${index + 1}`,
    ...cell,
    source: joinLines(cell.source),
    ...(Array.isArray(cell.outputs) &&
      { outputs: cell.outputs.map(readOutput) }),
  } as unknown as Cell));
  return { ...file, cells };
}

function readOutput(output: Record<string, unknown>): Output {
  if (isObject(output.data)) {
    return {
      ...output,
      data: readMimeBundle(output.data),
    } as unknown as Output;
  }
  if (output.output_type !== "stream") return output as unknown as Output;
  return { ...output, text: joinLines(output.text) } as unknown as Output;
}

function readMimeBundle(bundle: Record<string, unknown>): MimeBundle {
  return Object.fromEntries(
    Object.entries(bundle).map(([mediaType, form]) => [
      mediaType,
      isMultilineText(form) && !isJsonMediaType(mediaType)
        ? joinLines(form)
        : form,
    ]),
  );
}

function joinLines(text: unknown): string {
  return Array.isArray(text) ? text.join("") : String(text);
}

function parseJson(text: string, path?: string): unknown {
  try {
    return JSON.parse(text.replace(BYTE_ORDER_MARK, ""));
  } catch (cause) {
    const reason = text.trim() === ""
      ? "the file is empty"
      : `it is not JSON: ${(cause as Error).message}`;
    throw new NotebookFormatError(
      `Cannot read notebook${quotePath(path)}: ${reason}`,
      { path, problems: [{ message: reason }], cause },
    );
  }
}

function quotePath(path?: string): string {
  return path === undefined ? "" : ` "${path}"`;
}
