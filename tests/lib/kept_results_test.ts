import { assert, assertEquals } from "@std/assert";
import { Connection, readExactly } from "sockets";
import { runScript } from "./run_script.ts";
import { ScriptedConnection } from "./scripted_connection.ts";

Deno.test("readExactly results pin at most 4 KiB, or 16 times their size", async () => {
  const sizes = [1, 16, 255, 256, 1000, 4096, 20_000, 32_767, 32_768, 100_000];
  for (const size of sizes) {
    const stream = new Uint8Array(40 * size);
    using connection = new Connection(new ScriptedConnection([stream]));
    const kept: Uint8Array[] = [];
    for (let turn = 0; turn < 40; turn++) {
      kept.push(await readExactly(connection, size));
    }
    const most = Math.max(...kept.map(({ buffer }) => buffer.byteLength));
    const allowed = size < 32_768 ? Math.max(4096, 16 * size) : 2 * size;
    assert(most <= allowed, `${size} bytes pin ${most}`);
  }
});

/**
 * Keeps one short line of every 64 KiB of them. Where a line pinned the whole text it was cut from, 2,000 kept
 * lines would hold 131 MB.
 */
const KEEPING = `
import { Connection, readLine } from "sockets";
import { ScriptedConnection } from "./tests/lib/scripted_connection.ts";
const line = "a line of twenty-two B\\n";
const block = new TextEncoder().encode(line.repeat(Math.floor(65536 / line.length)));
const perBlock = block.length / line.length;
const held = () => { gc(); return Deno.memoryUsage().heapUsed; };
const kept = [];
async function keep(blocks) {
  using connection = new Connection(new ScriptedConnection(Array(blocks).fill(block)));
  for (let at = 0; at < blocks * perBlock; at++) {
    const read = await readLine(connection);
    if (at % perBlock === 1000) kept.push(read);
  }
}
await keep(10);
const before = held();
await keep(500);
console.log(JSON.stringify({ kept: kept.length, grown: held() - before }));
`;

Deno.test("lines that are kept pin a few KiB each, not the buffer they came in", async () => {
  const { success, stdout, stderr } = await runScript(KEEPING, [
    "-A",
    "--v8-flags=--expose-gc",
  ]);
  assert(success, stderr);
  const { kept, grown } = JSON.parse(stdout);
  assertEquals(kept, 510);
  assert(grown < 500 * 6000, `500 kept lines hold ${grown} bytes`);
});

Deno.test("what a closed connection gave stays as it was, and the next one sees none of what was left", async () => {
  const script = (text: string) =>
    new ScriptedConnection([new TextEncoder().encode(text)]);
  const first = new Connection(script("cider and perry"));
  const kept = await readExactly(first, 5);
  first.close();
  using second = new Connection(script("mead"));
  const into = new Uint8Array(100);
  assertEquals(await second.read(into), 4);
  assertEquals(new TextDecoder().decode(into).replaceAll("\0", ""), "mead");
  assertEquals(new TextDecoder().decode(kept), "cider");
});

Deno.test("results one after another share a slab, and none is written again", async () => {
  const orders = Array.from({ length: 300 }, (_, turn) => `order ${turn}`);
  using connection = new Connection(
    new ScriptedConnection(
      orders.map((order) => new TextEncoder().encode(order)),
    ),
  );
  const kept: Uint8Array[] = [];
  for (const { length } of orders) {
    kept.push(await readExactly(connection, length));
  }
  assertEquals(kept.map((order) => new TextDecoder().decode(order)), orders);
  const slabs = new Set(kept.map(({ buffer }) => buffer));
  assert(slabs.size < 5, `${slabs.size} slabs for 300 small results`);
});
