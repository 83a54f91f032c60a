import { assertEquals } from "@std/assert";
import { stress } from "./stress.ts";

Deno.test("hundreds of connections in turn and at once leave nothing behind", async () => {
  const report = await stress({ inTurn: 300, atOnce: 100 });
  assertEquals(report.answered, 300 + 2 * 100);
  assertEquals(report.signalListeners, 0);
  assertEquals(report.unhandledRejections, 0);
  assertEquals(report.descriptorsLeft ?? 0, 0);
});
