import type { Cell } from "../../jupyter/notebook.ts";

/** Whether a part of a cell is shown, folded away behind a label, or left out. */
export type Visibility = "shown" | "folded" | "removed";

/** What of a cell is shown. */
export interface CellVisibility {
  input: Visibility;
  output: Visibility;
}

/**
 * What the tags in common use say about a cell: Jupyter Book's `remove-*` and `hide-*` (with their older
 * underscored forms), JupyterLab's `source_hidden` and `outputs_hidden`.
 */
export function cellVisibility(cell: Cell): CellVisibility {
  const tags = new Set(
    (cell.metadata.tags ?? []).map((tag) => tag.replaceAll("_", "-")),
  );
  const jupyter = cell.metadata.jupyter ?? {};
  const choose = (part: "input" | "output", folded: unknown): Visibility => {
    if (tags.has("remove-cell") || tags.has(`remove-${part}`)) return "removed";
    const hidden = tags.has("hide-cell") || tags.has(`hide-${part}`);
    return hidden || folded === true ? "folded" : "shown";
  };
  return {
    input: choose("input", jupyter.source_hidden),
    output: choose("output", jupyter.outputs_hidden),
  };
}

/** Whether nothing of the cell is to be seen. */
export function isRemoved({ input, output }: CellVisibility): boolean {
  return input === "removed" && output === "removed";
}
