import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import {
  connect,
  DeadlineError,
  InterruptedError,
  interruptWaits,
  listen,
  readExactly,
  readLine,
  writeAll,
} from "sockets";
import { Wait } from "../../lib/deadline.ts";
import { connectedPair } from "./connected_pair.ts";
import { runScript } from "./run_script.ts";
import { scripted } from "./scripted_connection.ts";

Deno.test("a deadline error says what was awaited, where, how long, and what had come", async () => {
  using connection = scripted(["cid"], "silence");
  const error = await assertRejects(
    () => readExactly(connection, 5, { timeout: 30 }),
    DeadlineError,
  );
  assertEquals(
    error.message,
    'Cannot read 5 bytes from "192.0.2.1:7": nothing more happened within 30 ms; ' +
      "3 bytes have come and are kept for the next read",
  );
  assertEquals(error.address, "192.0.2.1:7");
});

Deno.test("a deadline is for the whole call, so a peer that drips cannot stretch it", async () => {
  using pair = await connectedPair();
  const { client, guest } = pair;
  let dripping = true;
  const drips = (async () => {
    while (dripping) {
      await writeAll(client, "x");
      await readLine(client, { timeout: 5 }).catch(() => {});
    }
  })();
  await assertRejects(() => readLine(guest, { timeout: 100 }), DeadlineError);
  dripping = false;
  await drips;
});

Deno.test("a long wait goes by the coarse clock and ends too", () => {
  const wait = new Wait("wait for", "Godot", { timeout: 2000 });
  let ticks = 0;
  const failed = wait.for(new Promise(() => {}));
  failed.catch(() => {});
  // 2 s are twenty ticks, and one more since the first may come at once.
  while (ticks < 20) {
    wait.tick(1);
    ticks++;
  }
  let over = false;
  wait.fail = () => over = true;
  assert(!over);
  wait.tick(1);
  assert(over);
  wait.end();
});

Deno.test("a long wait makes up for ticks that a busy program missed, but not for those before it began", () => {
  const wait = new Wait("wait for", "Godot", { timeout: 2000 });
  let over = false;
  wait.fail = () => over = true;
  wait.tick(100);
  assert(!over);
  wait.tick(19);
  assert(!over);
  wait.tick(5);
  assert(over);
  wait.end();
});

for (const timeout of [-1, NaN, "10" as unknown as number]) {
  Deno.test(`a timeout of ${JSON.stringify(timeout)} is refused`, () => {
    assertThrows(
      () => new Wait("wait for", "Godot", { timeout }),
      RangeError,
      "a timeout is 0 or more milliseconds, or Infinity",
    );
  });
}

Deno.test("timeout 0 takes what is there and waits for nothing", async () => {
  using connection = scripted(["a\nb\n"], "silence");
  assertEquals(await readLine(connection), "a");
  assertEquals(await readLine(connection, { timeout: 0 }), "b");
  await assertRejects(
    () => readLine(connection, { timeout: 0 }),
    DeadlineError,
  );
});

Deno.test("interruptWaits ends every wait, and no byte is lost", async () => {
  using pair = await connectedPair();
  using bar = await listen();
  const { client, guest } = pair;
  const waits = [
    readLine(guest),
    readExactly(client, 5, { timeout: Infinity }),
    bar.accept({ timeout: Infinity }),
  ];
  const ended = Promise.allSettled(waits);
  assertEquals(interruptWaits("Stop was pressed"), 3);
  for (const wait of await ended) {
    assert(wait.status === "rejected");
    assert(wait.reason instanceof InterruptedError);
    assert(wait.reason.message.includes("Stop was pressed"));
  }
  assertEquals(interruptWaits(), 0);
  await writeAll(client, "cider\n");
  assertEquals(await readLine(guest), "cider");
  using late = await connect("127.0.0.1", bar.addr.port);
  using accepted = await bar.accept();
  assertEquals(accepted.remoteAddr, late.localAddr);
});

/** As in a kernel: the hooks that know the cell are there before the library is. */
const IN_CELLS = `
let cell;
globalThis[Symbol.for("sockets.currentCell")] = () => cell;
const { interruptWaits, listen } = await import("sockets");
using bar = await listen();
const ended = [];
const accept = (by) => {
  cell = by;
  bar.accept({ timeout: Infinity }).catch(({ message }) =>
    ended.push(by + ": " + message.split(": ").at(-1))
  );
};
["c1", "c2", undefined, "c1"].forEach(accept);
const counts = [interruptWaits("nobody", "c3"), interruptWaits("Stop", "c1")];
await new Promise((resolve) => setTimeout(resolve, 0));
const first = ended.splice(0);
counts.push(interruptWaits("all"));
await new Promise((resolve) => setTimeout(resolve, 0));
console.log(JSON.stringify({ counts, first, ended: ended.sort() }));
`;

Deno.test("interruptWaits with a cell ends the waits that this cell began, and no other", async () => {
  const { stdout, stderr } = await runScript(IN_CELLS, ["-A"]);
  assertEquals(stderr, "");
  assertEquals(JSON.parse(stdout), {
    counts: [0, 2, 2],
    first: ["c1: Stop", "c1: Stop"],
    ended: ["c2: all", "undefined: all"],
  });
});
