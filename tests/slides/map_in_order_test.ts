import { assertEquals, assertRejects } from "@std/assert";
import { mapInOrder } from "../../slides/map_in_order.ts";

Deno.test("mapInOrder works on so many items at once, and yields in their order", async () => {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = async (item: string) => {
    begun.push(item);
    await new Promise<void>((end) => ends.set(item, end));
    return item.toUpperCase();
  };
  const results = mapInOrder(["a", "b", "c"], 2, work);
  const first = results.next();
  assertEquals(begun, ["a", "b"]);
  ends.get("b")!();
  while (!begun.includes("c")) await Promise.resolve();
  ends.get("c")!();
  ends.get("a")!();
  assertEquals((await first).value, "A");
  assertEquals(await Array.fromAsync(results), ["B", "C"]);
});

Deno.test("mapInOrder throws at the turn of the item that failed", async () => {
  const work = (item: number) =>
    item === 2 ? Promise.reject(new Error("two")) : Promise.resolve(item);
  const seen: number[] = [];
  await assertRejects(
    async () => {
      for await (const item of mapInOrder([1, 2, 3], 3, work)) seen.push(item);
    },
    Error,
    "two",
  );
  assertEquals(seen, [1]);
});
