import { Buffer } from "node:buffer";
import {
  assert,
  assertEquals,
  assertInstanceOf,
  assertRejects,
} from "@std/assert";
import {
  AbortError,
  ClosedError,
  Connection,
  ConnectionResetError,
  DeadlineError,
  readExactly,
  readLine,
  readToEnd,
  writeAll,
} from "sockets";
import { connectedPair } from "./connected_pair.ts";
import { ScriptedConnection } from "./scripted_connection.ts";

/** More than the send and receive buffers of a loopback connection hold. */
const PLENTY = 16_000_000;

function counting(size: number): Uint8Array<ArrayBuffer> {
  const words = new Uint32Array(size / 4);
  for (let at = 0; at < words.length; at++) words[at] = at;
  return new Uint8Array(words.buffer);
}

/** A sink that takes a few bytes at a time. */
class MeanSink extends ScriptedConnection {
  override write(bytes: Uint8Array): Promise<number> {
    return super.write(bytes.subarray(0, 3));
  }
}

Deno.test("writeAll goes on after short writes", async () => {
  const sink = new MeanSink([]);
  using connection = new Connection(sink);
  await writeAll(connection, "Hello, a cider please");
  assertEquals(
    new TextDecoder().decode(new Uint8Array(sink.written)),
    "Hello, a cider please",
  );
});

Deno.test("writeAll of nothing asks the system for nothing", async () => {
  let writes = 0;
  class CountingSink extends ScriptedConnection {
    override write(bytes: Uint8Array): Promise<number> {
      writes++;
      return super.write(bytes);
    }
  }
  using connection = new Connection(new CountingSink([]));
  await writeAll(connection, "");
  assertEquals(writes, 0);
});

Deno.test("TCP_NODELAY is set before the first write that would wait without it", async () => {
  const calls: string[] = [];
  class NaglingSink extends ScriptedConnection {
    setNoDelay(): void {
      calls.push("setNoDelay");
    }
    override write(bytes: Uint8Array): Promise<number> {
      calls.push(`write ${bytes.length}`);
      return super.write(bytes);
    }
  }
  using asks = new Connection(new NaglingSink([]), { noDelay: true });
  for (const length of [70, 20, 10]) {
    await writeAll(asks, new Uint8Array(length));
  }
  assertEquals(calls.splice(0), [
    "write 70",
    "setNoDelay",
    "write 20",
    "write 10",
  ]);
  using tells = new Connection(new NaglingSink([]), { noDelay: true });
  await writeAll(tells, new Uint8Array(2000));
  assertEquals(calls, ["setNoDelay", "write 2000"]);
});

Deno.test("write may be short, and says how many bytes were taken", async () => {
  using connection = new Connection(new MeanSink([]));
  assertEquals(await connection.write(new Uint8Array(10)), 3);
});

Deno.test("writeAll past its deadline says from where to go on", async () => {
  using pair = await connectedPair();
  const { client, guest } = pair;
  const sent = counting(PLENTY);
  const error = await assertRejects(
    () => writeAll(client, sent, { timeout: 50 }),
    DeadlineError,
    "Cannot write to",
  );
  assert(error.written! > 0 && error.written! < PLENTY);
  const received = readToEnd(guest);
  await writeAll(client, sent.subarray(error.written));
  await client.closeWrite();
  assertEquals(Buffer.compare(await received, sent), 0);
});

Deno.test("writeAll that was aborted is finished before what is written next", async () => {
  using pair = await connectedPair();
  const { client, guest } = pair;
  const sent = counting(PLENTY);
  const controller = new AbortController();
  const writing = writeAll(client, sent, { signal: controller.signal });
  controller.abort();
  const error = await assertRejects(() => writing, AbortError);
  const received = readToEnd(guest);
  await writeAll(client, "and then this");
  await client.closeWrite();
  const expected = new Uint8Array(error.written! + 13);
  expected.set(sent.subarray(0, error.written));
  expected.set(new TextEncoder().encode("and then this"), error.written);
  assertEquals(Buffer.compare(await received, expected), 0);
});

Deno.test("overlapping writes go out whole, in the order of the calls", async () => {
  using pair = await connectedPair();
  const { client, guest } = pair;
  const writes = ["a", "b", "c"].map((letter) =>
    writeAll(client, letter.repeat(3_000_000))
  );
  for (const letter of ["a", "b", "c"]) {
    const part = await readExactly(guest, 3_000_000);
    assert(part.every((byte) => byte === letter.charCodeAt(0)));
  }
  await Promise.all(writes);
});

Deno.test("a write whose deadline passes in the queue is taken back whole", async () => {
  using pair = await connectedPair();
  const { client, guest } = pair;
  const first = writeAll(client, new Uint8Array(PLENTY));
  const error = await assertRejects(
    () => writeAll(client, "never sent", { timeout: 20 }),
    DeadlineError,
  );
  assertEquals(error.written, 0);
  const third = writeAll(client, "!");
  assertEquals((await readExactly(guest, PLENTY)).length, PLENTY);
  await Promise.all([first, third]);
  assertEquals((await readExactly(guest, 1))[0], 33);
});

Deno.test("writeAll to a peer that is gone is refused by name", async () => {
  using pair = await connectedPair();
  const { client, guest } = pair;
  guest.close();
  // The first write may still be taken; the reset that answers it fails a later one.
  const failure = await (async () => {
    for (let turn = 0; turn < 1000; turn++) {
      await writeAll(client, new Uint8Array(65536));
    }
  })().catch((error) => error);
  assertInstanceOf(failure, ConnectionResetError);
  await assertRejects(() => writeAll(client, "again"), ConnectionResetError);
});

Deno.test("closeWrite ends one direction only", async () => {
  using pair = await connectedPair();
  const { client, guest } = pair;
  await writeAll(client, "cider\n");
  await client.closeWrite();
  assertEquals(await readLine(guest), "cider");
  assertEquals(await readLine(guest), null);
  await writeAll(guest, "here it is\n");
  assertEquals(await readLine(client), "here it is");
  await assertRejects(
    () => writeAll(client, "more"),
    ClosedError,
    "closeWrite has ended this direction",
  );
});

Deno.test("close ends what waits, twice is harmless, and nothing works after", async () => {
  using pair = await connectedPair();
  const { client } = pair;
  const reading = readLine(client);
  const writing = writeAll(client, new Uint8Array(PLENTY));
  client.close();
  client.close();
  await assertRejects(() => reading, ClosedError, "closed it meanwhile");
  await assertRejects(() => writing, ClosedError);
  await assertRejects(() => readLine(client), ClosedError);
  await assertRejects(() => writeAll(client, "x"), ClosedError);
  await assertRejects(() => client.closeWrite(), ClosedError);
});
