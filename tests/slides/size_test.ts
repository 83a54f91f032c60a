import { assertLess } from "@std/assert";
import { join } from "node:path";
import { loadFonts } from "../../slides/assemble/load_fonts.ts";
import { exportNotebook } from "../../slides/export/export_notebook.ts";
import { exportOptions } from "./browser/open_deck.ts";
import { makeSixtyCells } from "./make_sixty_cells.ts";

Deno.test("deck of 60 cells has at most 0.7 MB before outputs and fonts", async () => {
  const folder = await Deno.makeTempDir({ prefix: "slides-test-" });
  try {
    const path = join(folder, "sixty.ipynb");
    const notebook = JSON.parse(makeSixtyCells());
    for (const cell of notebook.cells) if (cell.outputs) cell.outputs = [];
    await Deno.writeTextFile(path, JSON.stringify(notebook));
    const { bytes } = await exportNotebook(
      path,
      exportOptions(folder, { layout: false }),
    );
    assertLess(bytes - (await loadFonts()).length, 700_000);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
