import { assert, assertEquals } from "@std/assert";
import { parseNotebook } from "../../jupyter/parse_notebook.ts";

const NOTEBOOKS = new URL("../../notebooks/", import.meta.url);

/** The lecture's numbered points, and those of them that are about later lectures. */
const LAST_LINE = 27;

interface Row {
  line: string;
  notebooks: string[];
  cells: string[];
}

function readRows(): Row[] {
  const table = Deno.readTextFileSync(new URL("COVERAGE.md", NOTEBOOKS));
  return table.split("\n")
    .map((line) => line.split("|").map((column) => column.trim()))
    .filter((columns) => /^\d+$/.test(columns[1] ?? ""))
    .map(([, line, , notebooks, cells]) => ({
      line,
      notebooks: notebooks.split(",").map((name) => name.trim()),
      cells: Array.from(cells.matchAll(/`([^`]+)`/g), ([, id]) => id),
    }));
}

function codeCellIds(notebook: string): string[] {
  const path = `en/${notebook}.ipynb`;
  const text = Deno.readTextFileSync(new URL(path, NOTEBOOKS));
  return parseNotebook(text, path).cells
    .filter(({ cell_type }) => cell_type === "code")
    .map(({ id }) => id);
}

Deno.test("COVERAGE.md names cells that exist and run", () => {
  for (const { line, notebooks, cells } of readRows()) {
    const ids = new Set(notebooks.flatMap(codeCellIds));
    assert(cells.length > 0, `line ${line} names no cell`);
    assertEquals(
      cells.filter((id) => !ids.has(id)),
      [],
      `line ${line}: no such cell in ${notebooks.join(", ")}`,
    );
  }
});

Deno.test("COVERAGE.md covers the lecture as far as the notebooks go", () => {
  const covered = new Set(readRows().map(({ line }) => Number(line)));
  const written = [...Deno.readDirSync(new URL("en/", NOTEBOOKS))]
    .filter(({ name }) => name.endsWith(".ipynb"));
  const wholeSeries = written.length === 11;
  for (let line = 1; wholeSeries && line <= LAST_LINE; line++) {
    assert(covered.has(line), `line ${line} of the lecture is run nowhere`);
  }
  assert(covered.size > 0);
});
