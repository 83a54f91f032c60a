/** How a cell came out, told so that two programs' runs of it can be compared. */
import type { Notebook, Output } from "../../../jupyter/notebook.ts";
import { isRunnable } from "../../../jupyter/run/run_notebook.ts";

/** A cell's end and the kinds of its outputs, not what they say: that may differ between two runs. */
export interface CellOutcome {
  id: string;
  end: "ok" | "error";
  kinds: string[];
}

/** The outcome of a cell that has run. */
export function outcomeOf(id: string, outputs: Output[]): CellOutcome {
  const failed = outputs.some(({ output_type }) => output_type === "error");
  return { id, end: failed ? "error" : "ok", kinds: outputs.map(kindOf) };
}

/** The outcomes of all cells of a notebook that has run. */
export function outcomesIn(notebook: Notebook): CellOutcome[] {
  return notebook.cells.filter(isRunnable)
    .map(({ id, outputs }) => outcomeOf(id, outputs));
}

function kindOf(output: Output): string {
  switch (output.output_type) {
    case "stream":
      return `stream ${output.name}`;
    case "error":
      return `error ${output.ename}`;
    default:
      return [output.output_type, ...Object.keys(output.data).sort()].join(" ");
  }
}
