import { assertEquals, assertRejects } from "@std/assert";
import {
  ConnectionResetError,
  DeadlineError,
  readExactly,
  readLine,
  readToEnd,
  writeAll,
} from "sockets";
import { oneByteAtATime, scriptedPeer } from "sockets/notebook";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

Deno.test("scriptedPeer gives one piece a read, cut to the room", async () => {
  const peer = scriptedPeer(["cid", "", "er please"]);
  const counts = [];
  for (let turn = 0; turn < 5; turn++) {
    counts.push(await peer.read(new Uint8Array(4)));
  }
  assertEquals(counts, [3, 4, 4, 1, null]);
  assertEquals(peer.reads, 5);
  peer.close();
});

Deno.test("scriptedPeer keeps silent or resets after the last piece", async () => {
  const silent = scriptedPeer(["cider\n"], { then: "silence" });
  assertEquals(await readLine(silent), "cider");
  await assertRejects(() => readLine(silent, { timeout: 5 }), DeadlineError);
  silent.close();
  const broken = scriptedPeer(["cider\n"], { then: "reset" });
  assertEquals(await readLine(broken), "cider");
  await assertRejects(() => readLine(broken), ConnectionResetError);
  broken.close();
});

Deno.test("scriptedPeer sends a promised piece when it resolves", async () => {
  const rest = Promise.withResolvers<string>();
  const peer = scriptedPeer(["ci", rest.promise]);
  await assertRejects(() => readLine(peer, { timeout: 5 }), DeadlineError);
  rest.resolve("der\n");
  assertEquals(await readLine(peer), "cider");
  assertEquals(await readLine(peer), null);
  peer.close();
});

Deno.test("scriptedPeer passes on why a promised piece did not come, to who reads", async () => {
  const rest = Promise.withResolvers<string>();
  const peer = scriptedPeer(["cider\n", rest.promise]);
  rest.reject(new Error("no more barrels"));
  assertEquals(await readLine(peer), "cider");
  await assertRejects(() => readLine(peer), Error, "no more barrels");
  peer.close();
});

Deno.test("scriptedPeer takes short writes and keeps what it received", async () => {
  const peer = scriptedPeer([], { bytesPerWrite: 3 });
  assertEquals(await peer.write(new TextEncoder().encode("cider")), 3);
  await writeAll(peer, "der");
  assertEquals(text(peer.received), "cidder");
  await peer.closeWrite();
  peer.close();
});

Deno.test("scriptedPeer ends a loop that never sees the end", async () => {
  const peer = scriptedPeer(["c"]);
  const spin = async () => {
    let received = 0;
    while (received < 5) received += await peer.read(new Uint8Array(8)) ?? 0;
  };
  await assertRejects(spin, Error, "stop at the first null");
  peer.close();
});

Deno.test("scriptedPeer ends a loop of readLine that never sees the end", async () => {
  const peer = scriptedPeer(["GET / HTTP/1.0\r\n"]);
  const spin = async () => {
    while (await readLine(peer) !== "");
  };
  await assertRejects(spin, Error, "stop at the first null");
  peer.close();
});

Deno.test("scriptedPeer ends a loop that writes the same bytes for ever", async () => {
  const peer = scriptedPeer([]);
  const order = new TextEncoder().encode("cider\n");
  const sendForEver = async () => {
    while (order.length > 0) await peer.write(order);
  };
  await assertRejects(sendForEver, Error, "does the loop move on");
  peer.close();
});

Deno.test("oneByteAtATime cuts characters too", async () => {
  const peer = scriptedPeer(oneByteAtATime("é€😀"));
  assertEquals(await peer.read(new Uint8Array(9)), 1);
  assertEquals((await readExactly(peer, 8)).length, 8);
  peer.close();
  const whole = scriptedPeer(oneByteAtATime("é€😀"));
  assertEquals(text(await readToEnd(whole)), "é€😀");
  whole.close();
});
