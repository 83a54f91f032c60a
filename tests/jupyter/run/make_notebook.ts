import type {
  CellMetadata,
  CodeCell,
  Notebook,
} from "../../../jupyter/notebook.ts";
import { fromFileUrl } from "../../project_files.ts";

/** Where kernels start in tests: from here they find the project's deno.json. */
export const NOTEBOOK_FOLDER = fromFileUrl("notebooks/");

/** A code cell with nothing in it but its source. */
export function codeCell(
  id: string,
  source: string,
  tags: string[] = [],
): CodeCell {
  const metadata: CellMetadata = tags.length === 0 ? {} : { tags };
  return {
    cell_type: "code",
    execution_count: null,
    id,
    metadata,
    outputs: [],
    source,
  };
}

/** A notebook of these cells; texts become code cells `c1`, `c2`, …. */
export function makeNotebook(
  ...cells: (string | Notebook["cells"][number])[]
): Notebook {
  return {
    cells: cells.map((cell, index) =>
      typeof cell === "string" ? codeCell(`c${index + 1}`, cell) : cell
    ),
    metadata: {
      kernelspec: {
        display_name: "Deno",
        language: "typescript",
        name: "deno",
      },
      language_info: { name: "typescript" },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}
