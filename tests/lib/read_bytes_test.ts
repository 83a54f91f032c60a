import { assertEquals, assertRejects } from "@std/assert";
import {
  AbortError,
  Connection,
  DeadlineError,
  readExactly,
  ReadLimitError,
  readLine,
  readToEnd,
  readUntil,
  UnexpectedEndError,
  writeAll,
} from "sockets";
import { connectedPair } from "./connected_pair.ts";
import { scripted, ScriptedConnection } from "./scripted_connection.ts";

const text = (bytes: Uint8Array | null) =>
  bytes === null ? null : new TextDecoder().decode(bytes);

Deno.test("readExactly joins pieces and leaves the rest", async () => {
  using connection = scripted(["c", "id", "er", "perry"]);
  assertEquals(text(await readExactly(connection, 5)), "cider");
  assertEquals(text(await readExactly(connection, 0)), "");
  assertEquals(text(await readExactly(connection, 5)), "perry");
});

Deno.test("readExactly at an early end carries what came and takes nothing", async () => {
  using connection = scripted(["cid"]);
  const error = await assertRejects(
    () => readExactly(connection, 5),
    UnexpectedEndError,
    "the peer closed after 3",
  );
  assertEquals([text(error.received), error.expected], ["cid", 5]);
  assertEquals(text(await readToEnd(connection)), "cid");
});

for (const wrong of [-1, 1.5, NaN, Infinity, 2 ** 53]) {
  Deno.test(`readExactly refuses ${wrong} bytes`, async () => {
    using connection = scripted(["cider"]);
    await assertRejects(() => readExactly(connection, wrong), RangeError);
  });
}

for (const size of [1, 100, 4096, 32768, 65536, 1_000_000]) {
  Deno.test(`readExactly never overwrites a result of ${size} bytes`, async () => {
    const results: Uint8Array[] = [];
    const steps = Array.from(
      { length: 8 },
      (_, round) => new Uint8Array(size).fill(round),
    );
    using connection = scripted(steps);
    for (let round = 0; round < 8; round++) {
      results.push(await readExactly(connection, size));
    }
    results.forEach((result, round) => {
      assertEquals(result.length, size);
      assertEquals(result.every((byte) => byte === round), true);
    });
  });
}

Deno.test("readExactly keeps the first part of a large result when its deadline passes", async () => {
  using pair = await connectedPair();
  const { client, guest } = pair;
  const sent = crypto.getRandomValues(new Uint8Array(60_000));
  await writeAll(client, sent.subarray(0, 50_000));
  await assertRejects(
    () => readExactly(guest, 60_000, { timeout: 50 }),
    DeadlineError,
  );
  assertEquals(await readExactly(guest, 1000), sent.slice(0, 1000));
  await writeAll(client, sent.subarray(50_000));
  assertEquals(await readExactly(guest, 59_000), sent.slice(1000));
});

Deno.test("readExactly trusts no announced size with its memory", async () => {
  using connection = scripted(["short"]);
  await assertRejects(
    () => readExactly(connection, 2 ** 45),
    UnexpectedEndError,
  );
});

Deno.test("readExactly keeps at most a page for a small result", async () => {
  using connection = scripted([new Uint8Array(200_000)]);
  const buffers = new Set<ArrayBufferLike>();
  for (let taken = 0; taken < 200_000; taken += 20) {
    buffers.add((await readExactly(connection, 20)).buffer);
  }
  for (const buffer of buffers) {
    assertEquals(buffer.byteLength <= 4096, true);
  }
});

Deno.test("readExactly survives that a result's memory is sent elsewhere", async () => {
  using connection = scripted(["abcdef"]);
  const first = await readExactly(connection, 2);
  structuredClone(first.buffer, { transfer: [first.buffer] });
  assertEquals(text(await readExactly(connection, 4)), "cdef");
});

Deno.test("readExactly of 0 bytes survives that an earlier one's memory is sent elsewhere", async () => {
  using connection = scripted(["abc"]);
  assertEquals(await connection.read(new Uint8Array(1)), 1);
  const nothing = await readExactly(connection, 0);
  structuredClone(nothing.buffer, { transfer: [nothing.buffer] });
  assertEquals((await readExactly(connection, 0)).length, 0);
  assertEquals(text(await readExactly(connection, 2)), "bc");
});

Deno.test("readUntil gives the delimiter too and leaves the rest", async () => {
  using connection = scripted(["GET /\r\n", "\r", "\nbody"]);
  assertEquals(text(await readUntil(connection, "\r\n\r\n")), "GET /\r\n\r\n");
  assertEquals(text(await readToEnd(connection)), "body");
});

Deno.test("readUntil finds a delimiter that begins inside a false start", async () => {
  using connection = scripted(["aa", "ab", "x"]);
  assertEquals(text(await readUntil(connection, "aab")), "aaab");
});

Deno.test("readUntil is null at a clean end, an error in the middle", async () => {
  using connection = scripted(["a;b"]);
  assertEquals(text(await readUntil(connection, ";")), "a;");
  const error = await assertRejects(
    () => readUntil(connection, ";"),
    UnexpectedEndError,
    'Cannot read until ";"',
  );
  assertEquals(text(error.received), "b");
  assertEquals(text(await readExactly(connection, 1)), "b");
  assertEquals(await readUntil(connection, ";"), null);
});

Deno.test("readUntil over its limit takes nothing", async () => {
  using connection = scripted(["abcdef;"]);
  const error = await assertRejects(
    () => readUntil(connection, ";", { maxLength: 5 }),
    ReadLimitError,
  );
  assertEquals(error.maxLength, 5);
  assertEquals(
    text(await readUntil(connection, ";", { maxLength: 6 })),
    "abcdef;",
  );
});

Deno.test("readUntil refuses an empty delimiter", async () => {
  using connection = scripted(["a"]);
  await assertRejects(() => readUntil(connection, ""), TypeError);
});

Deno.test("readToEnd is empty after an immediate close, and again after the end", async () => {
  using connection = scripted(["abc"]);
  assertEquals(text(await readToEnd(connection)), "abc");
  assertEquals(text(await readToEnd(connection)), "");
});

Deno.test("readToEnd over its limit takes nothing", async () => {
  using connection = scripted(["abc", "def"]);
  await assertRejects(
    () => readToEnd(connection, { maxLength: 5 }),
    ReadLimitError,
  );
  assertEquals(text(await readToEnd(connection, { maxLength: 6 })), "abcdef");
});

Deno.test("read is short like the system's and asks it for no more than fits", async () => {
  const system = new ScriptedConnection([
    new TextEncoder().encode("cider"),
  ]);
  using connection = new Connection(system);
  const into = new Uint8Array(3);
  assertEquals(await connection.read(into), 3);
  assertEquals(text(into), "cid");
  assertEquals(await connection.read(into), 2);
  assertEquals(text(into.subarray(0, 2)), "er");
  assertEquals(await connection.read(new Uint8Array(0)), 0);
  assertEquals(await connection.read(into), null);
});

Deno.test("an aborted read leaves its bytes to the next, whichever that is", async () => {
  using pair = await connectedPair();
  const { client, guest } = pair;
  const controller = new AbortController();
  const waiting = guest.read(new Uint8Array(2), { signal: controller.signal });
  controller.abort(new Error("closing time"));
  const error = await assertRejects(() => waiting, AbortError, "closing time");
  assertEquals((error.cause as Error).message, "closing time");
  await writeAll(client, "cider\n");
  assertEquals(await readLine(guest), "cider");
});

Deno.test("a signal that is aborted already takes no byte", async () => {
  using connection = scripted(["a\nb\n"]);
  assertEquals(await readLine(connection), "a");
  const signal = AbortSignal.abort();
  await assertRejects(() => readLine(connection, { signal }), AbortError);
  await assertRejects(() => readExactly(connection, 1, { signal }), AbortError);
  assertEquals(await readLine(connection), "b");
});

Deno.test("after a deadline a large result is not the memory that the system still writes into", async () => {
  using pair = await connectedPair();
  const { client, guest } = pair;
  await writeAll(client, new Uint8Array(80_000).fill(1));
  await assertRejects(
    () => readExactly(guest, 100_000, { timeout: 100 }),
    DeadlineError,
    "80000 bytes have come",
  );
  const first = await readExactly(guest, 80_000);
  await writeAll(client, new Uint8Array(10).fill(7));
  assertEquals(await readExactly(guest, 10), new Uint8Array(10).fill(7));
  assertEquals(first, new Uint8Array(80_000).fill(1));
});
