import { assert, assertEquals } from "@std/assert";
import { completionOf } from "./open_language.ts";

const IMPORTS = 'import { connect, listen, readExactly } from "sockets";';

Deno.test("completeCell finds what earlier cells imported and declared, with type and signature", async () => {
  const completion = await completionOf(IMPORTS, "await readEx|");
  assertEquals(completion, {
    start: 6,
    end: 12,
    matches: [{
      text: "readExactly",
      type: "function",
      signature: completion?.matches[0].signature,
    }],
  });
  assert(
    completion?.matches[0].signature?.startsWith(
      "function readExactly(connection: Connection",
    ),
  );
});

Deno.test("completeCell puts the user's own names before all others", async () => {
  const completion = await completionOf("const arrival = 1;", "arr|;");
  assertEquals(completion?.matches[0].text, "arrival");
  assert(completion!.matches.some(({ text }) => text === "Array"));
});

Deno.test("completeCell finds members, in code that is not complete", async () => {
  const completion = await completionOf(
    IMPORTS,
    "const bar = await listen();",
    "if (true) {\n  '🍺'; bar.|",
  );
  assertEquals(
    completion?.matches.map(({ text }) => text).sort(),
    [
      "[Symbol.asyncIterator]",
      "accept",
      "addr",
      "close",
    ].filter((name) => !name.startsWith("[")),
  );
  assertEquals(completion?.start, completion?.end);
});

Deno.test("completeCell finds names inside an import and modules to import from", async () => {
  const names = await completionOf('import { readE| } from "sockets";');
  assertEquals(names?.matches.map(({ text }) => text), ["readExactly"]);
  const modules = await completionOf('import { todo } from "sockets/n|');
  assertEquals(modules?.matches.map(({ text }) => text), ["sockets/notebook"]);
  assertEquals([modules?.start, modules?.end], [22, 31]);
});

Deno.test("completeCell finds the values of an option", async () => {
  const completion = await completionOf(
    IMPORTS,
    'await connect("localhost", 80, { strategy: "seq|" });',
  );
  assertEquals(completion?.matches.map(({ text }) => text), ["sequential"]);
  assertEquals(completion?.end! - completion?.start!, 3);
});

Deno.test("completeCell finds nothing in a comment", async () => {
  assertEquals(await completionOf("// rea|"), undefined);
});
