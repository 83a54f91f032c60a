import { assert, assertEquals, assertRejects } from "@std/assert";
import { connect as nodeConnect } from "node:net";
import {
  AbortError,
  AddressError,
  ClosedError,
  connect,
  type Connection,
  DeadlineError,
  listen,
  ListenError,
  readExactly,
  readLine,
  writeAll,
} from "sockets";

Deno.test("listen takes any free loopback port by default", async () => {
  using bar = await listen();
  assertEquals(bar.addr.hostname, "127.0.0.1");
  assert(bar.addr.port > 0);
});

Deno.test("listen on a port in use is a ListenError that names it", async () => {
  using bar = await listen();
  const error = await assertRejects(
    () => listen(bar.addr.port),
    ListenError,
    `Cannot listen on "127.0.0.1:${bar.addr.port}"`,
  );
  assertEquals(error.code, "EADDRINUSE");
});

Deno.test("listen refuses an address that is not this machine's", async () => {
  const error = await assertRejects(
    () => listen(0, { hostname: "192.0.2.1" }),
    ListenError,
  );
  assertEquals(error.code, "EADDRNOTAVAIL");
});

Deno.test("listen refuses a port out of range by name", async () => {
  const error = await assertRejects(() => listen("99999"), AddressError);
  assertEquals(error.code, "EAI_SERVICE");
});

for (const hostname of ["::", "0.0.0.0", ""]) {
  Deno.test(`listen on all interfaces as "${hostname}" takes both families`, async () => {
    using bar = await listen(0, { hostname });
    const { port } = bar.addr;
    const addresses = bar.addr.hostname === "::"
      ? ["127.0.0.1", "::1"]
      : ["127.0.0.1"];
    for (const address of addresses) {
      using client = await connect(address, port);
      using guest = await bar.accept();
      assertEquals(guest.remoteAddr.hostname, address);
      assertEquals(guest.remoteAddr.port, client.localAddr.port);
    }
  });
}

Deno.test("listen on all interfaces of one family keeps to it", async () => {
  using bar = await listen(0, { hostname: "0.0.0.0", family: 4 });
  assertEquals(bar.addr.hostname, "0.0.0.0");
});

Deno.test("accept calls at once queue up in their order", async () => {
  using bar = await listen();
  const waiting = [bar.accept(), bar.accept(), bar.accept()];
  const clients: Connection[] = [];
  for (const name of ["first", "second", "third"]) {
    const client = await connect("127.0.0.1", bar.addr.port);
    await writeAll(client, `${name}\n`);
    clients.push(client);
  }
  const guests = await Promise.all(waiting);
  assertEquals(
    await Promise.all(guests.map((guest) => readLine(guest))),
    ["first", "second", "third"],
  );
  for (const connection of [...clients, ...guests]) connection.close();
});

Deno.test("accept past its deadline loses no client", async () => {
  using bar = await listen();
  const error = await assertRejects(
    () => bar.accept({ timeout: 20 }),
    DeadlineError,
    "Cannot accept on",
  );
  assertEquals(error.timeout, 20);
  using client = await connect("127.0.0.1", bar.addr.port);
  using guest = await bar.accept();
  assertEquals(guest.remoteAddr, client.localAddr);
});

Deno.test("accept aborted in the middle of the queue leaves the others their turn", async () => {
  using bar = await listen();
  const controller = new AbortController();
  const first = bar.accept();
  const second = bar.accept({ signal: controller.signal });
  const third = bar.accept();
  controller.abort();
  await assertRejects(() => second, AbortError);
  using one = await connect("127.0.0.1", bar.addr.port);
  using two = await connect("127.0.0.1", bar.addr.port);
  using guestOne = await first;
  using guestTwo = await third;
  assertEquals(guestOne.remoteAddr, one.localAddr);
  assertEquals(guestTwo.remoteAddr, two.localAddr);
});

Deno.test("close ends the accepts that wait, and the loop over a listener", async () => {
  const bar = await listen();
  const waiting = bar.accept();
  bar.close();
  bar.close();
  await assertRejects(() => waiting, ClosedError);
  await assertRejects(() => bar.accept(), ClosedError);

  const other = await listen();
  const served: string[] = [];
  const serving = (async () => {
    for await (const guest of other) {
      using connection = guest;
      served.push(await readLine(connection) ?? "");
      if (served.length === 2) other.close();
    }
  })();
  for (const order of ["cider", "perry"]) {
    using client = await connect("127.0.0.1", other.addr.port);
    await writeAll(client, `${order}\n`);
    assertEquals(await readLine(client), null);
  }
  await serving;
  assertEquals(served, ["cider", "perry"]);
});

Deno.test("a client that came after the last accept is closed with the listener", async () => {
  const bar = await listen();
  await assertRejects(() => bar.accept({ timeout: 1 }), DeadlineError);
  using client = await connect("127.0.0.1", bar.addr.port);
  bar.close();
  const end = await readExactly(client, 1).catch((error) => error.name);
  assert(["UnexpectedEndError", "ConnectionResetError"].includes(end), end);
});

Deno.test("a client that resets before it is accepted does not end the service", async () => {
  using bar = await listen();
  await Promise.all(
    Array.from({ length: 5 }, () => resetAtOnce(bar.addr.port)),
  );
  using client = await connect("127.0.0.1", bar.addr.port);
  await writeAll(client, "cider\n");
  const lines: (string | null)[] = [];
  for await (const guest of bar) {
    using connection = guest;
    lines.push(await readLine(connection).catch(() => null));
    if (lines.at(-1) !== null) break;
  }
  assertEquals(lines.at(-1), "cider");
});

function resetAtOnce(port: number): Promise<void> {
  return new Promise((resolve) => {
    const socket = nodeConnect(port, "127.0.0.1", () => {
      socket.resetAndDestroy();
    });
    socket.on("close", () => resolve());
    socket.on("error", () => {});
  });
}
