import { assertEquals } from "@std/assert";
import { notebookModule } from "../../../jupyter/type_check/notebook_module.ts";

Deno.test("notebookModule nests each cell in the block of the one before", () => {
  const { text } = notebookModule([
    { id: "first", source: "const port = 1;" },
    { id: "second", source: "const port = 2;" },
  ]);
  assertEquals(
    text,
    "export {};\n{\nconst port = 1;\n{\nconst port = 2;\n}}",
  );
});

Deno.test("notebookModule hoists imports and leaves positions as they were", () => {
  const module = notebookModule([{
    id: "only",
    source:
      'import {\n  connect,\n} from "sockets";\nconst a = 1; import { listen } from "sockets";',
  }]);
  const lines = module.text.split("\n");
  assertEquals(lines.slice(0, 4), [
    "import {",
    "  connect,",
    '} from "sockets";',
    '             import { listen } from "sockets";',
  ]);
  assertEquals(module.positionAt(1, 2), {
    cellId: "only",
    line: 2,
    column: 3,
  });
  assertEquals(module.positionAt(3, 13), {
    cellId: "only",
    line: 4,
    column: 14,
  });
  const body = lines.indexOf("{") + 4;
  assertEquals(lines[body].trimEnd(), "const a = 1;");
  assertEquals(module.positionAt(body, 0), {
    cellId: "only",
    line: 4,
    column: 1,
  });
});

Deno.test("notebookModule imports a name once, however often cells do", () => {
  const { text } = notebookModule([
    { id: "first", source: 'import { connect, listen } from "sockets";' },
    { id: "second", source: 'import { listen, readLine } from "sockets";' },
  ]);
  assertEquals(text.split("\n").slice(0, 2), [
    'import { connect, listen } from "sockets";',
    'import {         readLine } from "sockets";',
  ]);
});

Deno.test("notebookModule leads from a place in a cell to the module and back", () => {
  const sources = [
    'const a = 1;\nimport { connect } from "sockets"; const b = 2;',
    'import { connect } from "other";\r\n{ a }',
    "{ a }",
  ];
  const module = notebookModule(
    sources.map((source, index) => ({ id: `${index}`, source })),
  );
  for (const [cell, source] of sources.entries()) {
    for (let offset = 0; offset <= source.length; offset++) {
      const place = module.offsetAt({ cell, offset })!;
      assertEquals(module.cellAt(place), { cell, offset });
    }
  }
  const place = module.offsetAt({
    cell: 0,
    offset: sources[0].indexOf("connect"),
  });
  assertEquals(module.text.slice(place).split(" ")[0], "connect");
});

Deno.test("notebookModule knows no position between cells", () => {
  const module = notebookModule([{ id: "only", source: "1" }]);
  assertEquals(module.positionAt(0, 0), undefined);
  assertEquals(module.positionAt(1, 0), undefined);
  assertEquals(module.positionAt(99, 0), undefined);
});
