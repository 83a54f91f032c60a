import { assertEquals } from "@std/assert";
import { problemsOf } from "./open_language.ts";

Deno.test("checkCell reports type errors of a cell against the cells that ran", async () => {
  assertEquals(
    await problemsOf(
      'import { readExactly } from "sockets";',
      "const count = 5;",
      "const word: string = count;\nreadExactlyy;",
    ),
    [
      "1:7+4 Type 'number' is not assignable to type 'string'.",
      "2:1+12 Cannot find name 'readExactlyy'. Did you mean 'readExactly'?",
    ],
  );
});

Deno.test("checkCell reports nothing of the cells before", async () => {
  assertEquals(await problemsOf("const port: string = 5;", "port.length;"), []);
});

Deno.test("checkCell knows the kernel's freedoms", async () => {
  const nothingIn = [
    ["const port = 1;", "const port = '1';\nport.length;"],
    ["class Bar { a = 1 }", "class Bar { b = 1 }\nnew Bar().b;"],
    ["var port = 1;", "var port = '1';\nport.length;"],
    ["export const bar = await Promise.resolve(1);", "bar.toFixed();"],
    ["{ port: 1, host: 'localhost' }"],
    [
      "const { connect } = { connect: 1 };",
      'import { connect } from "sockets";\nawait connect("::1", 1);',
    ],
    ["let bar: string | undefined;", "bar = 'cider';", "bar.length;"],
    ["const counts = [];\ncounts.push(7);\ncounts.length;"],
    ["namespace Bar { export const port = 1; }"],
    ["function sketch(a, b) { return a + b; }\ntry { sketch(1, 2); } catch (error) { error.message; }"],
    ['import chalk from "npm:chalk@5";\nimport { x } from "./beside.ts";\nchalk.bold(x);'],
    ["process.pid; Buffer.from('a'); setTimeout(() => {}, 1);"],
    ["// @ts-ignore: on purpose\nconst n: string = 5;"],
  ];
  for (const cells of nothingIn) {
    assertEquals(await problemsOf(...cells), [], cells.join(" ⏎ "));
  }
});

Deno.test("checkCell reports promises that nobody waits for", async () => {
  assertEquals(
    await problemsOf(
      'import { assertRejects } from "@std/assert";\n\nassertRejects(() => {\n  throw new Error();\n});',
    ),
    [
      '3:1+21 Nobody waits for "assertRejects(() => { …": put await in front, or void if that is meant',
    ],
  );
});

Deno.test("checkCell reports names that a module of ours does not have, and modules that are not there", async () => {
  const [name, module] = await problemsOf(
    'import { conect } from "sockets";\nimport { a } from "sockets/nothing";\nconect(a);',
  );
  assertEquals(name.slice(0, 8), "1:10+6 '");
  assertEquals(
    module,
    "2:19+17 Cannot find module 'sockets/nothing' or its corresponding type declarations.",
  );
});

Deno.test("checkCell leaves a cell that can't be read to the kernel, and later cells do without it", async () => {
  assertEquals(await problemsOf("const = 5; const n: string = 5;"), []);
  assertEquals(await problemsOf("const = 5; const n = 6;", "n;"), [
    "1:1+1 Cannot find name 'n'.",
  ]);
});

Deno.test("checkCell counts columns in UTF-16 units and ends a length with its line", async () => {
  assertEquals(await problemsOf("'🍺'; const n: string = 5;"), [
    "1:13+1 Type 'number' is not assignable to type 'string'.",
  ]);
  const [problem] = await problemsOf("const f: string = () => {\r\n};");
  assertEquals(problem.split(" ")[0], "1:7+1");
});

Deno.test("checkCell holds as many cells as a day of work has", async () => {
  const cells = Array.from(
    { length: 300 },
    (_, index) => `const port${index} = ${index};`,
  );
  assertEquals(
    await problemsOf(...cells, "const n: string = port0 + port299;"),
    [
      "1:7+1 Type 'number' is not assignable to type 'string'.",
    ],
  );
});
