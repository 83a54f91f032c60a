import { assertEquals } from "@std/assert";
import { Kernel } from "../../../jupyter/client/kernel.ts";
import { executeCell } from "../../../jupyter/run/execute_cell.ts";
import { putHooks } from "../../../jupyter/run/put_hooks.ts";

/** Runs cells and gives the text of each one's value. */
async function valuesOf(kernel: Kernel, sources: string[]): Promise<unknown[]> {
  const values: unknown[] = [];
  for (const [index, source] of sources.entries()) {
    const { reply, fence } = await executeCell(kernel, {
      source,
      name: String(index),
      executionCount: index + 1,
    });
    assertEquals(reply.status, "ok", source);
    assertEquals(reply.execution_count, index + 1);
    const data = fence.result?.data as Record<string, unknown> | undefined;
    values.push(data?.["text/plain"]);
  }
  return values;
}

Deno.test("putHooks makes the kernel send at once, so that nothing need be acknowledged", async () => {
  await using kernel = await Kernel.start({ env: { NO_COLOR: "1" } });
  assertEquals(kernel.client.acknowledges, true);
  await putHooks(kernel);
  assertEquals(await valuesOf(kernel, ["6 * 7", "undefined"]), [
    "42",
    undefined,
  ]);
  assertEquals(kernel.client.acknowledges, Deno.build.os === "windows");
});

const TIMERS_ARE_UNLOADED =
  '"get" in Object.getOwnPropertyDescriptor(globalThis, "setTimeout")';

Deno.test("Stop need not load timers first: that would take as long as a loop may", async () => {
  await using kernel = await Kernel.start({ env: { NO_COLOR: "1" } });
  await putHooks(kernel);
  const stop = 'globalThis[Symbol.for("sockets.cell")].interrupt()';
  assertEquals(
    await valuesOf(kernel, [`${stop}; ${TIMERS_ARE_UNLOADED}`]),
    ["true"],
  );
});

Deno.test("putHooks leaves timers unloaded until a cell uses one, and then watches them", async () => {
  await using kernel = await Kernel.start({ env: { NO_COLOR: "1" } });
  await putHooks(kernel);
  assertEquals(
    await valuesOf(kernel, [
      TIMERS_ARE_UNLOADED,
      "await new Promise((resolve) => setTimeout(resolve, 1, 5))",
      TIMERS_ARE_UNLOADED,
      "clearTimeout(setTimeout(() => {}, 1e6)); typeof setInterval",
      "const kept = setTimeout; globalThis.setTimeout = () => 7; setTimeout()",
      "globalThis.setTimeout = kept; await new Promise((r) => setTimeout(r, 1, 8))",
    ]),
    ["true", "5", "false", '"function"', "7", "8"],
  );
});
