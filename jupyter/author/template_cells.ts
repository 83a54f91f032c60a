import type { Cell, CellMetadata } from "../notebook.ts";

/** A Markdown cell of a template. */
export function prose(id: string, slideType: string, source: string): Cell {
  const metadata = { slideshow: { slide_type: slideType } };
  return { cell_type: "markdown", id, metadata, source };
}

/** A code cell of a template, not yet run. */
export function code(id: string, metadata: CellMetadata, source: string): Cell {
  return {
    cell_type: "code",
    execution_count: null,
    id,
    metadata,
    outputs: [],
    source,
  };
}
