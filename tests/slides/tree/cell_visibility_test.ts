import { assertEquals } from "@std/assert";
import type { Cell, CellMetadata } from "../../../jupyter/notebook.ts";
import {
  cellVisibility,
  isRemoved,
} from "../../../slides/tree/cell_visibility.ts";

function cell(metadata: CellMetadata): Cell {
  return {
    cell_type: "code",
    id: "c",
    source: "",
    metadata,
    outputs: [],
    execution_count: null,
  };
}

const CASES: [CellMetadata, string][] = [
  [{}, "shown shown"],
  [{ tags: ["remove-input"] }, "removed shown"],
  [{ tags: ["remove-output"] }, "shown removed"],
  [{ tags: ["remove_output"] }, "shown removed"],
  [{ tags: ["remove-cell"] }, "removed removed"],
  [{ tags: ["hide-input"] }, "folded shown"],
  [{ tags: ["hide-output"] }, "shown folded"],
  [{ tags: ["hide-cell"] }, "folded folded"],
  [{ tags: ["hide-cell", "remove-output"] }, "folded removed"],
  [{ jupyter: { source_hidden: true } }, "folded shown"],
  [{ jupyter: { outputs_hidden: true } }, "shown folded"],
  [{ tags: ["raises-exception"] }, "shown shown"],
];

for (const [metadata, expected] of CASES) {
  Deno.test(`cellVisibility of ${JSON.stringify(metadata)}`, () => {
    const { input, output } = cellVisibility(cell(metadata));
    assertEquals(`${input} ${output}`, expected);
  });
}

Deno.test("isRemoved only if nothing is left", () => {
  assertEquals(isRemoved({ input: "removed", output: "removed" }), true);
  assertEquals(isRemoved({ input: "removed", output: "folded" }), false);
});
