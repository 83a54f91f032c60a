import * as std from "@std/assert";
import { tally } from "sockets/notebook";
import * as counted from "../../../lib/notebook/counted_assert.ts";

Deno.test("counted_assert has every export of @std/assert", () => {
  std.assertEquals(Object.keys(counted).sort(), Object.keys(std).sort());
});

Deno.test("counted_assert counts calls that pass and calls that fail", async () => {
  const before = tally().assertions;
  counted.assertEquals([1], [1]);
  std.assertThrows(() => counted.assertEquals(1, 2), std.AssertionError);
  await counted.assertRejects(() => Promise.reject(new TypeError("no")));
  std.assertThrows(() => counted.fail("here"), std.AssertionError, "here");
  std.assertEquals(tally().assertions - before, 4);
});

Deno.test("counted_assert keeps what TypeScript knows after an assertion", () => {
  const order: string | undefined = ["cider"].at(0);
  counted.assertExists(order);
  std.assertEquals(order.length, 5);
  const failure: unknown = new TypeError("no");
  counted.assertInstanceOf(failure, TypeError);
  std.assertEquals(failure.message, "no");
  const open: unknown = true;
  counted.assert(open === true);
  const still: true = open;
  std.assert(still);
});

Deno.test("counted_assert shows a check mark where a cell ends with it", () => {
  const shown: unknown = counted.assertEquals(1, 1, "one is one");
  std.assertEquals(String(shown), "✓ one is one");
  const silent: unknown = counted.assert(true);
  std.assertEquals(String(silent), "✓ assert holds");
});

Deno.test("counted_assert gives back what the original gives back", async () => {
  const thrown = counted.assertThrows(() => {
    throw new RangeError("far");
  }, RangeError);
  std.assertEquals(thrown.message, "far");
  const rejected = await counted.assertRejects(
    () => Promise.reject(new RangeError("late")),
    RangeError,
  );
  std.assertEquals(rejected.message, "late");
});

Deno.test("counted_assert leaves its own frames out of the stack", async () => {
  const thrown = std.assertThrows(
    () => counted.assertEquals(1, 2),
    std.AssertionError,
  );
  const rejected = await std.assertRejects(
    () => counted.assertRejects(() => Promise.resolve(1)),
    std.AssertionError,
  );
  for (const { stack, message } of [thrown, rejected]) {
    std.assertStringIncludes(stack!, message);
    std.assertNotMatch(stack!, /counted_assert\.ts|assert_equals\.ts/);
  }
  std.assertStringIncludes(thrown.stack!, "counted_assert_test.ts");
});
