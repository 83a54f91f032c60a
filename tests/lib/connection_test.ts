import { assertEquals, assertRejects } from "@std/assert";
import {
  addressLabel,
  Connection,
  Listener,
  readExactly,
  readLine,
  readToEnd,
  writeAll,
} from "sockets";
import { connectedPair } from "./connected_pair.ts";

const WINDOWS = Deno.build.os === "windows";

Deno.test("Connection wraps what Deno connects, with both addresses", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  using client = new Connection(
    await Deno.connect({ port: listener.addr.port }),
  );
  using guest = new Connection(await listener.accept());
  assertEquals(client.localAddr, guest.remoteAddr);
  assertEquals(client.remoteAddr, guest.localAddr);
  assertEquals(client.attempts, []);
  await writeAll(client, "cider\n");
  assertEquals(await readLine(guest), "cider");
});

Deno.test({
  name: "Connection and Listener wrap Unix sockets",
  ignore: WINDOWS,
  async fn() {
    const folder = await Deno.makeTempDir();
    const path = `${folder}/bar.sock`;
    try {
      using bar = new Listener(Deno.listen({ transport: "unix", path }));
      using client = new Connection(
        await Deno.connect({ transport: "unix", path }),
      );
      using guest = await bar.accept();
      assertEquals(addressLabel(client.remoteAddr), path);
      await writeAll(client, "cider\n");
      assertEquals(await readLine(guest), "cider");
      await writeAll(guest, "here");
      guest.close();
      assertEquals((await readToEnd(client)).length, 4);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test("readable begins with what is buffered and ends with the peer's side", async () => {
  using pair = await connectedPair();
  const { client, guest } = pair;
  await writeAll(client, "head\nbody in the buffer");
  assertEquals(await readLine(guest), "head");
  await client.closeWrite();
  assertEquals(
    await new Response(guest.readable).text(),
    "body in the buffer",
  );
});

Deno.test("readable takes no more than is asked for, so helpers can go on", async () => {
  using pair = await connectedPair();
  const { client, guest } = pair;
  await writeAll(client, "stream");
  const reader = guest.readable.getReader();
  const { value } = await reader.read();
  assertEquals(new TextDecoder().decode(value), "stream");
  reader.releaseLock();
  await writeAll(client, "line\n");
  assertEquals(await readLine(guest), "line");
});

Deno.test("writable goes out whole, and closing it closes the writing side", async () => {
  using pair = await connectedPair();
  const { client, guest } = pair;
  const writing = ReadableStream.from([
    new Uint8Array(3_000_000).fill(1),
    new Uint8Array(5).fill(2),
  ]).pipeTo(client.writable);
  const received = await readToEnd(guest);
  await writing;
  assertEquals(received.length, 3_000_005);
  assertEquals(received.at(-1), 2);
  await writeAll(guest, "still open\n");
  assertEquals(await readLine(client), "still open");
});

Deno.test("cancelling readable or aborting writable closes the connection", async () => {
  for (const side of ["readable", "writable"] as const) {
    using pair = await connectedPair();
    const { client, guest } = pair;
    if (side === "readable") await client.readable.cancel();
    else await client.writable.abort();
    assertEquals(await readLine(guest), null);
  }
});

Deno.test("a connection in use keeps to its side of the buffer in both directions at once", async () => {
  using pair = await connectedPair();
  const { client, guest } = pair;
  const there = crypto.getRandomValues(new Uint8Array(60_000));
  const [got, answered] = await Promise.all([
    readExactly(guest, there.length),
    readExactly(client, there.length),
    writeAll(client, there),
    writeAll(guest, there.toReversed()),
  ]);
  assertEquals(got, there);
  assertEquals(answered, there.toReversed());
});

Deno.test("a loop that overlooks the end leaves others their turn", async () => {
  using pair = await connectedPair();
  pair.client.close();
  let due = false;
  setTimeout(() => due = true, 1);
  let reads = 0;
  while (!due && reads < 10_000_000) {
    assertEquals(await pair.guest.read(new Uint8Array(8)), null);
    reads++;
  }
  assertEquals(due, true, "the timer had its turn");
});

Deno.test("addressLabel writes IPv6 in brackets", async () => {
  assertEquals(
    addressLabel({ transport: "tcp", hostname: "::1", port: 80 }),
    "[::1]:80",
  );
  await assertRejects(
    async () => {
      using pair = await connectedPair();
      await readLine(pair.guest, { timeout: 0 });
    },
    Error,
    '"127.0.0.1:',
  );
});
