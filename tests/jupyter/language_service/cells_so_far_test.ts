import { assertEquals } from "@std/assert";
import { CellsSoFar } from "../../../jupyter/language_service/cells_so_far.ts";

Deno.test("CellsSoFar keeps a cell once that runs again and changes nothing", () => {
  const cells = soFar(
    "const port = 1;",
    "const bar = port + 1;",
    "const port = 1;",
  );
  assertEquals(cells.sources, ["const port = 1;", "const bar = port + 1;"]);
});

Deno.test("CellsSoFar keeps a cell that runs again after another declared its names or what it uses", () => {
  const declared = ["const port = 1;", "const port = '1';", "const port = 1;"];
  assertEquals(soFar(...declared).sources, declared);
  const used = [
    "const port = 1;",
    "const bar = [port];",
    "import { port } from './x.ts';",
    "const bar = [port];",
  ];
  assertEquals(soFar(...used).sources, used);
});

Deno.test("CellsSoFar forgets, of many cells, those whose names were all declared again", () => {
  const cells = soFar("const kept = 1;");
  for (let run = 0; run < 250; run++) {
    cells.add(`let port = ${run}; const { a, b: [c] } = bar(${run});`);
    cells.add(`console.log(port, ${run});`);
  }
  const { sources } = cells;
  assertEquals(sources.length < 210, true, `${sources.length} cells are kept`);
  assertEquals(sources[0], "const kept = 1;");
  assertEquals(
    sources.includes("let port = 249; const { a, b: [c] } = bar(249);"),
    true,
  );
});

Deno.test("CellsSoFar forgets all when the kernel does", () => {
  const cells = soFar("const port = 1;");
  cells.clear();
  assertEquals(cells.sources, []);
});

function soFar(...sources: string[]): CellsSoFar {
  const cells = new CellsSoFar();
  for (const source of sources) cells.add(source);
  return cells;
}
