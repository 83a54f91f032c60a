import { assertEquals, assertGreaterOrEqual, assertRejects } from "@std/assert";
import {
  addressLabel,
  ConnectionResetError,
  readExactly,
  readLine,
  recordWire,
  type WireEvent,
  writeAll,
} from "sockets";
import { connectedPair } from "./connected_pair.ts";
import { scripted } from "./scripted_connection.ts";

const told = (events: WireEvent[]) =>
  events.map(({ kind, bytes }) =>
    bytes ? `${kind} ${new TextDecoder().decode(bytes)}` : kind
  );

Deno.test("recordWire keeps what crossed, both ways, and how it ended", async () => {
  using pair = await connectedPair();
  const { client, guest } = pair;
  const recording = recordWire(guest);
  await writeAll(client, "cider\n");
  await readLine(guest);
  await writeAll(guest, "here");
  await client.closeWrite();
  await readLine(guest);
  await guest.closeWrite();
  guest.close();
  assertEquals(told(recording.events), [
    "read cider\n",
    "write here",
    "end",
    "close-write",
    "close",
  ]);
  assertEquals(recording.local, addressLabel(client.remoteAddr));
  assertEquals(recording.remote, addressLabel(client.localAddr));
  let before = recording.startedAt;
  for (const { at } of recording.events) {
    assertGreaterOrEqual(at, before);
    before = at;
  }
});

Deno.test("recordWire tells a read's size from what it asked for", async () => {
  using connection = scripted(["cider"]);
  const recording = recordWire(connection);
  await connection.read(new Uint8Array(3));
  await connection.read(new Uint8Array(100));
  assertEquals(
    recording.events.map(({ byteCount, requested }) => [byteCount, requested]),
    [[3, 3], [2, 100]],
  );
});

Deno.test("recordWire tells a reset from an end", async () => {
  using connection = scripted(["per"], "reset");
  const recording = recordWire(connection);
  await assertRejects(() => readLine(connection), ConnectionResetError);
  assertEquals(told(recording.events), ["read per", "reset"]);
  assertEquals(typeof recording.events[1].message, "string");
});

Deno.test("recordWire keeps at most maxBytes, and the sizes of the rest", async () => {
  using connection = scripted(["abc", "def", "g"]);
  const recording = recordWire(connection, { maxBytes: 4 });
  await readExactly(connection, 7);
  assertEquals(told(recording.events), ["read abc", "read", "read g"]);
  assertEquals(recording.events.map(({ byteCount }) => byteCount), [3, 3, 1]);
});

Deno.test("recordWire twice gives two recordings", async () => {
  using connection = scripted(["abc", "def"]);
  const first = recordWire(connection);
  await readExactly(connection, 3);
  const second = recordWire(connection);
  await readExactly(connection, 3);
  assertEquals(told(first.events), ["read abc", "read def"]);
  assertEquals(told(second.events), ["read def"]);
});
