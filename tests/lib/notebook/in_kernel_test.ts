/** What `sockets/notebook` promises can only be seen in a kernel: late errors show, and nothing freezes. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Kernel } from "../../../jupyter/client/kernel.ts";
import { runCell, startKernel } from "../../notebooks/notebook_cells.ts";

const IMPORTS = `
  import { pause, show, tally, transcript } from "sockets/notebook";
  import { assertEquals } from "@std/assert";
`;
const DEADLINE = 10_000;

/** Resolves to what the kernel broadcasts as soon as `wanted` is part of it. */
function heardBy(kernel: Kernel, wanted: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let heard = "";
  const timer = setTimeout(
    () => reject(new Error(`"${wanted}" was not broadcast, only: ${heard}`)),
    DEADLINE,
  );
  const unlisten = kernel.client.listen(({ header, content }) => {
    if (header.msg_type === "stream") heard += content.text;
    if (header.msg_type === "execute_result") {
      const bundle = content.data as Record<string, string>;
      heard += bundle["text/plain"];
    }
    if (heard.includes(wanted)) resolve(heard);
  });
  return promise.finally(() => {
    clearTimeout(timer);
    unlisten();
  });
}

async function withKernel(
  body: (kernel: Kernel) => Promise<void>,
): Promise<void> {
  await using kernel = await startKernel();
  assertEquals((await runCell(kernel, IMPORTS)).status, "ok");
  await body(kernel);
  await kernel.shutdown();
}

Deno.test("a forgotten await shows in the kernel, and what to do", async () => {
  await withKernel(async (kernel) => {
    const shown = heardBy(kernel, 'put "await" before the call');
    const { status } = await runCell(
      kernel,
      "Promise.resolve().then(() => assertEquals(1, 2)); 'goes on'",
    );
    assertEquals(status, "ok");
    assertStringIncludes(await shown, "An error that no cell was waiting for");
  });
});

Deno.test("an error in a timer does not freeze a cell that awaits", async () => {
  await withKernel(async (kernel) => {
    const shown = heardBy(kernel, "catch the error inside it");
    const { status } = await runCell(
      kernel,
      "setTimeout(() => { throw new Error('late') }, 5); await pause(60); 'alive'",
    );
    assertEquals(status, "ok");
    assertStringIncludes(await shown, "late");
    assertEquals((await runCell(kernel, "1 + 1")).status, "ok");
  });
});

Deno.test("null, a transcript and a passed assertion show as last expressions", async () => {
  await withKernel(async (kernel) => {
    const cells: [source: string, shown: string][] = [
      ["show(null, 42n)", "null 42n"],
      [
        "const said = transcript(); said.print('one'); said.print('two'); said",
        "one\ntwo",
      ],
      ["assertEquals(1, 1, 'one is one')", "\x1b[32m✓\x1b[39m one is one"],
    ];
    for (const [source, shown] of cells) {
      const heard = heardBy(kernel, shown);
      assertEquals((await runCell(kernel, source)).status, "ok");
      assertEquals(await heard, shown);
    }
  });
});

Deno.test("@std/assert of a notebook counts in the tally", async () => {
  await withKernel(async (kernel) => {
    const heard = heardBy(kernel, "counted");
    const source = `
      const before = tally().assertions;
      assertEquals(1, 1);
      show("counted", tally().assertions - before)`;
    assertEquals((await runCell(kernel, source)).status, "ok");
    assert((await heard).includes("counted 1"));
  });
});
