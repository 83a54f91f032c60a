import { assertEquals, assertThrows } from "@std/assert";
import { cleanText } from "../../../jupyter/author/clean_files.ts";
import { OtherLanguageError } from "../../../jupyter/author/clean_notebook.ts";
import { DENO_METADATA } from "../../../jupyter/deno_metadata.ts";
import { formatNotebook } from "../../../jupyter/format_notebook.ts";
import { parseNotebook } from "../../../jupyter/parse_notebook.ts";
import { ROOT, sourceFiles } from "../../project_files.ts";
import { codeCell, makeNotebook } from "../run/make_notebook.ts";

Deno.test("cleanText keeps every byte of the kit's notebooks", () => {
  for (const path of sourceFiles(".ipynb", "notebooks")) {
    const text = Deno.readTextFileSync(new URL(path, ROOT));
    assertEquals(cleanText(text, path), text, path);
  }
});

Deno.test("cleanText takes outputs, counts and traces of runs, keeps ids and what authors say", () => {
  const used = {
    ...codeCell("order", "1 + 1", ["exercise"]),
    execution_count: 7,
    outputs: [{ output_type: "stream" as const, name: "stdout", text: "2\n" }],
  };
  used.metadata = {
    ...used.metadata,
    collapsed: true,
    execution: { "iopub.status.busy": "2026-01-01T00:00:00Z" },
    jupyter: { outputs_hidden: true },
    slideshow: { slide_type: "slide" },
    vscode: { languageId: "typescript" },
  };
  const notebook = makeNotebook(used);
  notebook.metadata.widgets = {};
  notebook.metadata.language_info = { name: "typescript", version: "6.0.3" };
  const cleaned = parseNotebook(cleanText(formatNotebook(notebook)));
  const [cell] = cleaned.cells;
  assertEquals(cell, {
    cell_type: "code",
    execution_count: null,
    id: "order",
    metadata: {
      tags: ["exercise"],
      jupyter: { outputs_hidden: true },
      slideshow: { slide_type: "slide" },
    },
    outputs: [],
    source: "1 + 1",
  });
  const { kernelspec, language_info, widgets } = cleaned.metadata;
  assertEquals({ kernelspec, language_info, widgets }, {
    ...DENO_METADATA,
    widgets: undefined,
  });
});

Deno.test("cleanText gives cells of nbformat 4.4 ids, and cleaning again changes nothing", () => {
  const text = `{"cells": [
 {"cell_type": "code", "execution_count": 3, "metadata": {}, "outputs": [], "source": "1"}
], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}`;
  const once = cleanText(text);
  const { cells, nbformat_minor } = parseNotebook(once);
  assertEquals([cells[0].id, nbformat_minor], ["cell-1", 5]);
  assertEquals(cleanText(once), once);
});

Deno.test("cleanText leaves another language's notebook alone", () => {
  const notebook = makeNotebook("print(1)");
  notebook.metadata.language_info = { name: "python" };
  assertThrows(
    () => cleanText(formatNotebook(notebook)),
    OtherLanguageError,
    "it is written in python",
  );
});
