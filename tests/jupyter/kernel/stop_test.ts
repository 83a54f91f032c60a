import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { DrivenKernel, errorsOf, textOf, valueOf } from "./driven_kernel.ts";

const IMPORTS = 'import { listen, connect, readLine } from "sockets";';

/** Each waits or runs for ever after it has printed a line. */
const ENDLESS: Record<string, string> = {
  "a loop": "while (true);",
  "a loop in a function": "(function spin() { for (;;); })();",
  "a loop that a cell leaves to a promise":
    "Promise.resolve().then(() => { while (true); }); 5",
  "a loop after an await": "await Promise.resolve(); while (true);",
  "a loop in an async function":
    "await (async () => { await 1; while (true); })();",
  "a bare promise": "await new Promise(() => {});",
  "a promise in a function":
    "await (async () => { await new Promise(() => {}); })();",
  "a timer": "await new Promise((resolve) => setTimeout(resolve, 1e6));",
  "Deno.Listener.accept": "await Deno.listen({ port: 0 }).accept();",
  "accept": "await (await listen()).accept({ timeout: Infinity });",
  "for await over a listener": "for await (const guest of await listen()) {}",
  "a loop that catches all":
    "while (true) try { await (await listen()).accept(); } catch { /* again */ }",
  "for await over a generator":
    "for await (const _ of (async function* () { yield 1; await new Promise(() => {}); })()) {}",
  "Promise.race of nothing": "await Promise.race([]);",
  "fetch":
    "await fetch('http://127.0.0.1:' + Deno.listen({ port: 0 }).addr.port);",
};

Deno.test("Stop ends whatever a cell waits for, and variables are kept", async (test) => {
  await using kernel = await DrivenKernel.start();
  await kernel.send(`${IMPORTS} let kept = 1;`);
  for (const [name, code] of Object.entries(ENDLESS)) {
    await test.step(name, async () => {
      const started = Promise.withResolvers<void>();
      const unlisten = kernel.client.listen(({ header, content }) => {
        if (header.msg_type === "stream" && content.text === "begun\n") {
          started.resolve();
        }
      });
      const run = kernel.send(`console.log("begun"); kept++;\n${code}`);
      const queued = kernel.send("console.log('not I')");
      await started.promise;
      unlisten();
      await kernel.interrupt();
      const { reply, outputs } = await run;
      assertEquals(reply.status, "error");
      const [{ title, traceback }, ...others] = errorsOf(outputs);
      assert(/^Interrupted/.test(title), title);
      assertEquals(others, []);
      if (!name.includes("loop")) assertStringIncludes(traceback, "cell [");
      assertEquals((await queued).reply.status, "aborted");
    });
  }
  const { outputs } = await kernel.send("kept");
  assertEquals(valueOf(outputs), String(1 + Object.keys(ENDLESS).length));
});

Deno.test("Stop ends the waits of the cell that runs and of no other", async () => {
  await using kernel = await DrivenKernel.start();
  const bar = await kernel.send(
    `${IMPORTS} const bar = await listen(); (async () => { for await (const guest of bar) { console.log("served"); guest.close(); } })(); undefined`,
  );
  const waiting = kernel.send(
    `console.log("begun"); await (await listen()).accept();`,
  );
  const begun = Promise.withResolvers<void>();
  kernel.client.listen(({ content }) => {
    if (content.text === "begun\n") begun.resolve();
  });
  await begun.promise;
  await kernel.interrupt();
  assertEquals((await waiting).reply.status, "error");
  const guest = await kernel.send(
    "using guest = await connect('127.0.0.1', bar.addr.port); await readLine(guest)",
  );
  assertEquals(guest.reply.status, "ok");
  assertEquals(textOf(bar.late), "served\n");
  assertEquals(errorsOf(bar.late), []);
});

Deno.test("cells see nothing of the garbage collector that Stop uses, nor do programs that they start", async () => {
  await using kernel = await DrivenKernel.start();
  const { outputs } = await kernel.send(
    'const gc = "a name like any other"; [gc, typeof globalThis.sockets_gc, Deno.env.has("DENO_V8_FLAGS")].join()',
  );
  assertEquals(
    valueOf(outputs),
    '"a name like any other,undefined,false"',
  );
});

Deno.test("Deno.exit and a crash end in an error, and a new kernel runs the next cell", async () => {
  await using kernel = await DrivenKernel.start();
  await kernel.send("let gone = 1;");
  const endings = ["Deno.exit(3)", 'Deno.kill(Deno.pid, "SIGKILL")'];
  for (const code of endings) {
    const run = kernel.send(`console.log("before"); ${code}`);
    const queued = kernel.send("1");
    const { reply, outputs } = await run;
    assertEquals(reply.status, "error");
    assertStringIncludes(
      errorsOf(outputs)[0].traceback,
      "All variables are gone",
    );
    assertEquals((await queued).reply.status, "aborted");
    const { outputs: next } = await kernel.send("typeof gone");
    assertEquals(valueOf(next), '"undefined"');
  }
});
