import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { DrivenKernel, errorsOf, textOf, valueOf } from "./driven_kernel.ts";

Deno.test("every output comes under its cell, in order, before idle, however many cells wait", async () => {
  await using kernel = await DrivenKernel.start();
  const runs = await Promise.all(
    Array.from({ length: 12 }, (_, cell) =>
      kernel.send(
        `for (let line = 0; line < 20; line++) console.log("${cell}." + line);
         await Deno.jupyter.display({ "text/plain": "display ${cell}" }, { raw: true });
         console.log("after"); ${cell}`,
      )),
  );
  runs.forEach(({ reply, outputs, late }, cell) => {
    const lines = Array.from({ length: 20 }, (_, line) => `${cell}.${line}\n`);
    assertEquals(reply.status, "ok");
    assertEquals(reply.execution_count, cell + 1);
    assertEquals(textOf(outputs), lines.join("") + "after\n");
    assertEquals(
      outputs.map(({ header }) => header.msg_type).slice(-3),
      ["display_data", "stream", "execute_result"],
    );
    assertEquals(late, []);
  });
});

Deno.test("a cell's value comes after all else that it puts out", async () => {
  await using kernel = await DrivenKernel.start();
  const { outputs } = await kernel.send(
    `queueMicrotask(() => console.log("meanwhile")); console.log("first"); 3`,
  );
  assertEquals(textOf(outputs), "first\nmeanwhile\n");
  assertEquals(outputs.at(-1)!.header.msg_type, "execute_result");
  assertEquals(valueOf(outputs), "3");
});

Deno.test("an error stops the cells queued behind it, but not those that come later", async () => {
  await using kernel = await DrivenKernel.start();
  const [first, failing, ...queued] = await Promise.all([
    kernel.send("1"),
    kernel.send('throw new Error("stop here")'),
    kernel.send("console.log(2)"),
    kernel.send("console.log(3)"),
  ]);
  assertEquals(first.reply.status, "ok");
  assertEquals(failing.reply.status, "error");
  assertEquals(queued.map(({ reply }) => reply.status), ["aborted", "aborted"]);
  assertEquals(queued.map(({ outputs }) => outputs), [[], []]);
  const later = await kernel.send("console.log(4)");
  assertEquals(textOf(later.outputs), "4\n");
  const [, tolerated] = await Promise.all([
    kernel.send("throw 1", { stop_on_error: false }),
    kernel.send("5"),
  ]);
  assertEquals(tolerated.reply.status, "ok");
});

Deno.test("what a cell prints and shows later goes to that cell", async () => {
  await using kernel = await DrivenKernel.start();
  const first = await kernel.send(`
    globalThis.go = Promise.withResolvers();
    globalThis.gone = (async () => {
      await go.promise;
      console.log("from the first cell");
      await Deno.jupyter.display({ "text/plain": "shown" }, { raw: true });
    })();
    undefined`);
  const second = await kernel.send(
    `console.log("one"); go.resolve(); await gone; console.log("two");`,
  );
  assertEquals(textOf(second.outputs), "one\ntwo\n");
  assertEquals(second.outputs.length, 2);
  assertEquals(textOf(first.late), "from the first cell\n");
  assertEquals(
    first.late.map(({ header }) => header.msg_type),
    ["stream", "display_data"],
  );
});

Deno.test("values that the stock kernel hides are shown, and bytes as a hexdump", async () => {
  await using kernel = await DrivenKernel.start();
  const shown: Record<string, string | undefined> = {
    "42n": "42n",
    "NaN": "NaN",
    "-0": "-0",
    "Infinity": "Infinity",
    "-Infinity": "-Infinity",
    "{ a: 1 }": "{ a: 1 }",
    "await Promise.resolve(7n)": "7n",
    "undefined": undefined,
    'new TextEncoder().encode("cider")':
      "0000  63 69 64 65 72                                   |cider|",
  };
  for (const [code, text] of Object.entries(shown)) {
    assertEquals(valueOf((await kernel.send(code)).outputs), text, code);
  }
});

Deno.test("very long output is cut with a note, and the next cell has room again", async () => {
  await using kernel = await DrivenKernel.start();
  const long = await kernel.send(
    'for (let piece = 0; piece < 1000; piece++) console.log("x\\n".repeat(300))',
  );
  const text = textOf(long.outputs);
  assertStringIncludes(text, "100,000 lines: the rest");
  assert(text.split("\n").length < 100_010);
  const wide = await kernel.send(
    'for (let piece = 0; piece < 12; piece++) console.log("y".repeat(1024 * 1024))',
  );
  assert(textOf(wide.outputs).length < 10.1 * 1024 * 1024);
  assertStringIncludes(textOf(wide.outputs), "10 MB");
  assertEquals(textOf((await kernel.send("console.log(1)")).outputs), "1\n");
});

Deno.test("syntax errors show line, column and caret", async () => {
  await using kernel = await DrivenKernel.start();
  const { reply, outputs } = await kernel.send("const a = 1;\nconst b = (;\n");
  assertEquals(reply.status, "error");
  const [{ title, traceback }] = errorsOf(outputs);
  assertStringIncludes(title, "SyntaxError: ");
  assertStringIncludes(traceback, "at line 2, column 12");
  assertStringIncludes(traceback, "    const b = (;\n               ^");
});

Deno.test("tracebacks name cells and their own lines, and nothing of the machinery", async () => {
  await using kernel = await DrivenKernel.start();
  await kernel.send(
    'interface Order {\n  drink: string;\n}\n\nfunction pour(order: Order) {\n  // no cider\n  throw new Error("no " + order.drink);\n}',
  );
  const { outputs } = await kernel.send(
    '\nimport { lines } from "sockets";\nawait Promise.resolve();\npour({ drink: "cider" });',
  );
  const [{ title, traceback }] = errorsOf(outputs);
  assertEquals(title, "Error: no cider");
  assertEquals(
    traceback,
    "Error: no cider\n    at pour (cell [1]:7:9)\n    at cell [2]:4:1",
  );
  const late = await kernel.send(
    'import { listen } from "sockets";\nconst bar = await listen();\nawait bar.accept({ timeout: 5 });',
  );
  assertStringIncludes(errorsOf(late.outputs)[0].traceback, "cell [3]:3:");
});

Deno.test("errors that nobody awaited show in their cell and fail it, also when they come later", async () => {
  await using kernel = await DrivenKernel.start();
  const forgotten = await kernel.send(
    'Promise.reject(new TypeError("forgotten")); 1;',
  );
  assertEquals(forgotten.reply.status, "error");
  assertEquals(forgotten.reply.ename, "TypeError");
  assertEquals(errorsOf(forgotten.outputs)[0].title, "TypeError: forgotten");
  const timer = await kernel.send(
    'setTimeout(() => { throw new Error("in a timer") }, 1); await new Promise((resolve) => setTimeout(resolve, 20));',
  );
  assertEquals(timer.reply.status, "error");
  const first = await kernel.send(
    'const later = Promise.withResolvers(); setTimeout(async () => { await later.promise; throw new Error("late") }); undefined',
  );
  assertEquals(first.reply.status, "ok");
  const second = await kernel.send(
    "later.resolve(); await new Promise((resolve) => setTimeout(resolve, 20)); 2",
  );
  assertEquals(second.reply.status, "ok");
  assertEquals(errorsOf(second.outputs), []);
  assertEquals(errorsOf(first.late)[0].title, "Error: late");
});
