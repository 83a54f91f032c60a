import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { inspectionOf } from "./open_language.ts";

const IMPORTS = 'import { readExactly, type Connection } from "sockets";';

Deno.test("inspectCell shows the type and the docstring of a function", async () => {
  for (
    const code of [
      "await read|Exactly",
      "|readExactly",
      "readExactly|",
      "readExactly(bar, |",
      "readExactly(bar, 5|)",
    ]
  ) {
    const inspection = await inspectionOf(IMPORTS, code);
    assertStringIncludes(
      inspection?.signature ?? "nothing",
      "readExactly(connection: Connection",
    );
    assertStringIncludes(
      inspection!.documentation,
      "Reads exactly `byteCount` bytes",
    );
    assertStringIncludes(inspection!.documentation, "```ts\nimport {");
    assert(!inspection!.documentation.includes("{@link"));
  }
});

Deno.test("inspectCell knows a name that is imported again", async () => {
  const inspection = await inspectionOf(
    IMPORTS,
    'import { readExactly| } from "sockets";',
  );
  assertStringIncludes(inspection?.signature ?? "", "function readExactly(");
});

Deno.test("inspectCell infers the type of what a cell declared", async () => {
  const inspection = await inspectionOf(
    IMPORTS,
    "const read = (bar: Connection) => readExactly(bar, 5);",
    "re|ad;",
  );
  assertStringIncludes(
    inspection!.signature,
    "const read: (bar: Connection) => Promise<Uint8Array",
  );
});

Deno.test("inspectCell shows what Deno documents, without its tags", async () => {
  const { signature, documentation } = (await inspectionOf("Deno.listen|"))!;
  assertStringIncludes(signature, "function Deno.listen(");
  assertStringIncludes(documentation, "announces on the local transport");
  assert(!documentation.includes("@category"));
});

Deno.test("inspectCell has nothing to say where no name is", async () => {
  assertEquals(await inspectionOf("1 + | 2"), undefined);
  assertEquals(await inspectionOf("nowhereDeclared|"), undefined);
  assertEquals(await inspectionOf("|"), undefined);
});
