import { assert, assertEquals, assertMatch } from "@std/assert";
import { executeCell } from "../../../jupyter/run/execute_cell.ts";
import { InnerKernel } from "../../../jupyter/kernel/inner_kernel.ts";
import { CellRun, DrivenKernel, errorsOf, valueOf } from "./driven_kernel.ts";

/** Whether a cell came over the leash, as the frames below it tell, which stack traces leave out. */
const CAME_OVER_LEASH = `(() => {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = (_, sites) => sites.map(String).join();
  const { stack } = new Error();
  Error.prepareStackTrace = prepareStackTrace;
  return stack.includes("inspector.js");
})()`;

/** The leash is ready a moment after the first cell. */
async function startWithLeash(): Promise<DrivenKernel> {
  const kernel = await DrivenKernel.start();
  for (let time = 0; time < 1000; time++) {
    const { outputs } = await kernel.send(CAME_OVER_LEASH);
    if (valueOf(outputs) === "true") return kernel;
  }
  await kernel[Symbol.asyncDispose]();
  throw new Error("No cell came over the leash");
}

/** What a front-end has seen of a cell, without what differs from run to run. */
function seen({ reply, outputs }: CellRun): unknown {
  const { status, ename, evalue } = reply;
  return {
    reply: { status, ename, evalue },
    outputs: outputs.map(({ header, content }) => [header.msg_type, content]),
  };
}

const CELLS = [
  "6 * 7",
  "undefined",
  "null",
  "42n",
  "-0",
  '"cider"',
  'Symbol("bar")',
  "[1, [2]]",
  "new Uint8Array([1, 2, 3])",
  "({ a: 1 })",
  "{ a: 1 }",
  "(() => 1)",
  "let again = 1; again",
  "const again = 2; class Bar {}; again",
  "function pour() { return again; } pour()",
  "if (again) { var poured = 3 } poured",
  "Promise.resolve(5)",
  'console.log("a"); console.error("b"); 1',
  "Deno.jupyter.html`<b>x</b>`",
  '({ [Symbol.for("Jupyter.display")]: () => ({ "application/json": { a: 1 } }) })',
  '({ [Symbol.for("Jupyter.display")]() { throw new Error("no picture") } })',
  'interface Drink { name: string } const drink: Drink = { name: "perry" }; drink',
  'throw new Error("no cider left")',
  'console.log("before"); throw new TypeError("no")',
  "throw 5",
  "throw null",
  'throw "text"',
  'throw Symbol("bar")',
  'throw { message: "no error" }',
  'throw Object.assign(new Error("m"), { name: "" })',
  "missing",
  "null.x",
  "(function deep() { deep(); })()",
  'Promise.reject(new Error("nobody awaits"))',
  'try { throw new Error("x") } catch (error) { error.message }',
  "const { x } = undefined",
  "class Promise {}; ({ a: 1 })",
];

Deno.test("cells that come over the leash show and reply what they do when the kernel is asked", async (test) => {
  await using kernel = await startWithLeash();
  const ways = { "asks the kernel": true, "over the leash": false };
  // The kernel is asked wherever stdin changes.
  const run = async (code: string, asks: boolean) => {
    await kernel.send("", { allow_stdin: asks });
    return await kernel.send(code, { allow_stdin: false });
  };
  for (const asks of Object.values(ways)) {
    const { outputs } = await run(CAME_OVER_LEASH, asks);
    assertEquals(valueOf(outputs), String(!asks));
  }
  for (const code of CELLS) {
    await test.step(code, async () => {
      const asked = await run(code, true);
      const short = await run(code, false);
      const number = (content: unknown) =>
        JSON.stringify(seen(content as CellRun))
          .replace(/"execution_count":\d+/g, "").replace(
            /cell \[\d+\]/g,
            "cell",
          );
      assertEquals(number(short), number(asked));
    });
  }
});

Deno.test("what the kernel has no words for has some over the leash", async () => {
  await using kernel = await startWithLeash();
  const wordless = '{ toString() { throw new Error("no words") } }';
  const wordsOf = {
    "1n": "1",
    "-0": "0",
    undefined: "undefined",
    [wordless]: "(none)",
  };
  for (const [thrown, words] of Object.entries(wordsOf)) {
    const { reply, outputs } = await kernel.send(`throw ${thrown}`);
    assertEquals(reply.status, "error");
    assertEquals(errorsOf(outputs).map(({ title }) => title), [
      `Error: ${words}`,
    ]);
  }
});

Deno.test("a cell that throws ends also where cells have variables named as what words errors", async () => {
  await using kernel = await startWithLeash();
  await kernel.send("let JSON = 1, String = 2;");
  const { reply, outputs } = await kernel.send('throw new Error("x")');
  assertEquals(reply.status, "error");
  assertEquals(errorsOf(outputs).map(({ title }) => title), ["Error: (none)"]);
});

Deno.test("what awaits or imports is asked of the kernel", async () => {
  await using kernel = await startWithLeash();
  for (
    const code of [
      `await 1; ${CAME_OVER_LEASH}`,
      `for await (const one of [1]); ${CAME_OVER_LEASH}`,
      `import "sockets"; ${CAME_OVER_LEASH}`,
      `import("sockets"); ${CAME_OVER_LEASH}`,
    ]
  ) assertEquals(valueOf((await kernel.send(code)).outputs), "false", code);
});

Deno.test("an interrupt that meets no loop leaves the leash in use", async () => {
  const options = {
    onBroadcast: () => {},
    onInputRequest: () => {},
    wants: () => true,
  };
  await using inner = await InnerKernel.start(options);
  let count = 0;
  const run = async (source: string) => {
    const cell = { source, name: String(count++), executionCount: count };
    const evaluate = (fenceId: string, code: string) =>
      inner.evaluate(fenceId, code, { stdin: false });
    const { reply, fence } = await executeCell(inner.kernel, {
      ...cell,
      evaluate,
    });
    assertEquals(reply.status, "ok");
    return (fence.result?.data as Record<string, string>)?.["text/plain"];
  };
  await run("let kept = 1;");
  while (!/true/.test(await run(CAME_OVER_LEASH)));
  for (let time = 0; time < 3; time++) {
    await inner.kernel.interrupt();
    await inner.interruptLoops();
    assert(/true/.test(await run(CAME_OVER_LEASH)));
  }
  assert(/1/.test(await run("kept")));
});

/** Keeps the collector at work beside the cells. */
const LITTER =
  "setInterval(() => { for (let i = 0; i < 50; i++) new Array(1e5).map(Object); }, 3);";

/** Resolves when a cell has printed this line. */
function printed({ client }: DrivenKernel, line: string): Promise<void> {
  const heard = Promise.withResolvers<void>();
  const unlisten = client.listen(({ content }) => {
    if (content.text !== `${line}\n`) return;
    unlisten();
    heard.resolve();
  });
  return heard.promise;
}

Deno.test("Stop keeps variables of cells over the leash also while the collector is at work", async (test) => {
  await using kernel = await startWithLeash();
  await kernel.send(`let kept = 1; ${LITTER}`);
  const loops = {
    "a loop that a cell leaves to a promise":
      'Promise.resolve().then(() => { console.log("begun"); while (true); }); 5',
    "a display in a loop":
      '({ async [Symbol.for("Jupyter.display")]() { await 1; console.log("begun"); while (true); } })',
    "an error whose words are a loop":
      'throw { toString() { console.log("begun"); while (true); } }',
  };
  for (const [name, code] of Object.entries(loops)) {
    await test.step(name, async () => {
      const begun = printed(kernel, "begun");
      const run = kernel.send(code);
      await begun;
      await kernel.interrupt();
      const titles = errorsOf((await run).outputs).map(({ title }) => title);
      assertEquals(titles.length, 1);
      assertMatch(titles[0], /^Interrupted: the cell was stopped while it/);
      assertEquals(valueOf((await kernel.send("kept")).outputs), "1");
    });
  }
});

Deno.test("a value that shows itself as what cannot be sent is an error", async () => {
  await using kernel = await startWithLeash();
  const unsendable = {
    "a bigint": "1n",
    "a cycle": "globalThis",
  };
  for (const [name, data] of Object.entries(unsendable)) {
    const { reply, outputs } = await kernel.send(
      `({ [Symbol.for("Jupyter.display")]: () => ({ "text/plain": ${data} }) })`,
    );
    assertEquals(reply.status, "error", name);
    assertEquals(errorsOf(outputs).length, 1, name);
    assertEquals(valueOf((await kernel.send("1")).outputs), "1", name);
  }
});
