import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { compileCell } from "../../../jupyter/cell_code/compile_cell.ts";
import { loadParser } from "../../../jupyter/cell_code/load_parser.ts";
import { DrivenKernel, errorsOf, valueOf } from "../kernel/driven_kernel.ts";

const FRAME = { name: "c1", executionCount: 1, fenceId: "f" };

Deno.test("compileCell compiles enums and namespaces beside imports, and keeps those that later cells use", async () => {
  const { code, closes } = await compileCell(
    `import { listen, type Listener } from "sockets";
import type { Connection } from "sockets";
import * as http from "sockets/http";
enum Drink { Cider = "cider" }
namespace Bar { export const open = true; }
Drink.Cider`,
    FRAME,
    await loadParser(),
  );
  assert(closes);
  assertStringIncludes(code, "const { listen } = await");
  assertStringIncludes(code, "const http = await");
  assertEquals(code.match(/import\(/g)?.length, 2);
  assertEquals(/Listener|Connection|^export/m.test(code), false);
  assertStringIncludes(code, '.end("f", 1, Drink.Cider)');
});

Deno.test("compileCell leaves a cell with a syntax error as it is, also beside imports", async () => {
  const source = 'import { listen } from "sockets"; enum Drink { = }';
  const { code, closes } = await compileCell(
    source,
    FRAME,
    await loadParser(),
  );
  assertEquals(closes, false);
  assert(code.endsWith(source));
});

Deno.test("a cell with an enum and imports runs like others: value, names for later cells, places of errors", async () => {
  await using kernel = await DrivenKernel.start();
  const first = await kernel.send(
    `import { listen, type Listener } from "sockets";
import type { Connection } from "sockets";
enum Drink { Cider = "cider", Perry = "perry" }
class Guest { constructor(readonly drink: Drink) {} }
new Guest(Drink.Perry).drink`,
  );
  assertEquals(valueOf(first.outputs), '"perry"');
  const later = await kernel.send("[typeof listen, Drink.Cider].join()");
  assertEquals(valueOf(later.outputs), '"function,cider"');
  const failing = await kernel.send(`import { connect } from "sockets";
enum Taste { Dry = 1 }
const taste: Taste = Taste.Dry;
const seats: number = taste;

throw new Error("no cider left");`);
  const [{ traceback }] = errorsOf(failing.outputs);
  assertStringIncludes(traceback, "cell [3]:6:7");
});
