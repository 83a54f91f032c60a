import { assertEquals, assertRejects } from "@std/assert";
import {
  connect,
  Connection,
  DeadlineError,
  listen,
  readExactly,
  readUntil,
  writeAll,
} from "sockets";
import { encodePing, encodeReady } from "../../../jupyter/zmtp/command.ts";
import { parseEndpoint } from "../../../jupyter/zmtp/endpoint.ts";
import { encodeMessage } from "../../../jupyter/zmtp/frame.ts";
import { encodeGreeting } from "../../../jupyter/zmtp/greeting.ts";
import { Mailbox } from "../../../jupyter/zmtp/mailbox.ts";
import {
  connectDealer,
  connectReq,
  connectSub,
  PubSocket,
  RepSocket,
  RouterSocket,
  ZmtpError,
} from "../../../jupyter/zmtp/mod.ts";
import { SubscriptionList } from "../../../jupyter/zmtp/subscription.ts";

const ANY_PORT = "tcp://127.0.0.1:0";

function octets(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function portOf(endpoint: string): number {
  return Number(endpoint.split(":").at(-1));
}

/** A peer made of bare octets. */
async function shakeHands(connection: Connection, type: string) {
  await writeAll(connection, encodeGreeting());
  await readExactly(connection, 64);
  await writeAll(connection, encodeReady(type));
}

Deno.test("REQ and REP, and the next request after a reply", async () => {
  using rep = await RepSocket.bind(ANY_PORT);
  using req = await connectReq(rep.endpoint);
  const replies = Promise.all([
    req.request([octets("one")]),
    req.request([octets("two")]),
  ]);
  for (const name of ["one", "two"]) {
    const { parts, reply } = await rep.receive();
    assertEquals(parts, [octets(name)]);
    await reply([octets(`${name} served`)]);
  }
  assertEquals(await replies, [[octets("one served")], [octets("two served")]]);
});

Deno.test("REQ gives up after its deadline and says on which endpoint", async () => {
  using rep = await RepSocket.bind(ANY_PORT);
  using req = await connectReq(rep.endpoint);
  await assertRejects(
    () => req.request([octets("x")], { timeout: 20 }),
    DeadlineError,
    `Cannot receive from "${rep.endpoint}": no message within 20 ms`,
  );
});

Deno.test("ROUTER gives a newcomer of the same identity the place of the old one", async () => {
  using router = await RouterSocket.bind(ANY_PORT);
  const identity = octets("table-1");
  using first = await connectDealer(router.endpoint, { identity });
  await first.send([octets("first")]);
  assertEquals((await router.receive()).identity, identity);
  using second = await connectDealer(router.endpoint, { identity });
  await second.send([octets("second")]);
  await router.receive();
  await router.send(identity, [octets("for the second")]);
  assertEquals(await second.receive(), [octets("for the second")]);
  await assertRejects(() => first.receive(), Error, "closed");
});

Deno.test("ROUTER goes on when one peer breaks the rules", async () => {
  using router = await RouterSocket.bind(ANY_PORT);
  using dealer = await connectDealer(router.endpoint);
  const rubbish = [
    octets("GET / HTTP/1.1\r\n\r\n".padEnd(80)),
    encodeGreeting(),
    new Uint8Array([...encodeGreeting(), 0, 1, 2]),
    new Uint8Array([...encodeGreeting(), ...encodeReady("PUB")]),
    new Uint8Array([...encodeGreeting(), ...encodeReady("DEALER"), 0xff]),
    new Uint8Array([...encodeGreeting(), ...encodeReady("DEALER"), 1, 1, 65]),
  ];
  for (const bytes of rubbish) {
    using intruder = await connect("127.0.0.1", portOf(router.endpoint));
    await writeAll(intruder, bytes);
    await intruder.closeWrite();
    // The other side closes once it has understood, and nothing of a message came through.
    await readUntil(intruder, "never").catch(() => null);
  }
  await dealer.send([octets("still here")]);
  assertEquals((await router.receive()).parts, [octets("still here")]);
});

Deno.test("ROUTER answers a PING with a PONG", async () => {
  using router = await RouterSocket.bind(ANY_PORT);
  using client = await connect("127.0.0.1", portOf(router.endpoint));
  await shakeHands(client, "DEALER");
  await writeAll(client, encodePing());
  await readUntil(client, "ROUTER");
  assertEquals(await readExactly(client, 7), octets("\x04\x05\x04PONG"));
});

Deno.test("PUB takes subscriptions by message and by command", async () => {
  const heard: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  using pub = await PubSocket.bind(ANY_PORT, {
    onSubscription: (prefix) => {
      heard.push(new TextDecoder().decode(prefix));
      if (heard.length === 2) resolve();
    },
  });
  using client = await connect("127.0.0.1", portOf(pub.endpoint));
  await shakeHands(client, "SUB");
  await readUntil(client, "PUB");
  await writeAll(client, encodeMessage([octets("\x01news")]));
  await writeAll(client, octets("\x04\x0e\x09SUBSCRIBEmenu"));
  await promise;
  assertEquals(heard, ["news", "menu"]);
  await pub.send([octets("other")]);
  await pub.send([octets("menu.1")]);
  assertEquals(await readExactly(client, 8), octets("\x00\x06menu.1"));
});

Deno.test("SUB that stops reading does not stop the PUB's other subscribers", async () => {
  let subscriptions = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  using pub = await PubSocket.bind(ANY_PORT, {
    onSubscription: () => ++subscriptions === 2 && resolve(),
  });
  using deaf = await connect("127.0.0.1", portOf(pub.endpoint));
  await shakeHands(deaf, "SUB");
  await writeAll(deaf, encodeMessage([octets("\x01")]));
  using sub = await connectSub(pub.endpoint);
  await sub.subscribe();
  await promise;
  const news = [new Uint8Array(4 * 1024 * 1024)];
  for (let count = 0; count < 40; count++) {
    pub.send(news);
    assertEquals((await sub.receive())[0].length, news[0].length);
  }
});

Deno.test("connecting to a socket that does not fit says which would", async () => {
  using pub = await PubSocket.bind(ANY_PORT);
  await assertRejects(
    () => connectDealer(pub.endpoint),
    ZmtpError,
    "Cannot talk as DEALER to a PUB socket: expected DEALER or ROUTER or REP",
  );
});

Deno.test("connecting to something that closes or is silent fails in time", async () => {
  using bar = await listen(0);
  const endpoint = `tcp://127.0.0.1:${bar.addr.port}`;
  const closing = assertRejects(() => connectDealer(endpoint), Error);
  (await bar.accept()).close();
  await closing;
  const silent = assertRejects(
    () => connectDealer(endpoint, { timeout: 30 }),
    DeadlineError,
  );
  using guest = await bar.accept();
  await silent;
  assertEquals((await readExactly(guest, 64)).length, 64);
});

Deno.test("a handshake of which an octet comes now and then ends at its deadline", async () => {
  using listener = await listen();
  const connecting = connectDealer(`tcp://127.0.0.1:${listener.addr.port}`, {
    timeout: 200,
  });
  using peer = await listener.accept();
  await writeAll(peer, encodeGreeting());
  const octet = encodeReady("ROUTER", new Uint8Array(200).fill(65)).values();
  const drip = setInterval(() => {
    const { value } = octet.next();
    if (value !== undefined) peer.write(Uint8Array.of(value)).catch(() => {});
  }, 20);
  await assertRejects(() => connecting, DeadlineError);
  clearInterval(drip);
});

Deno.test("an identity that only a ROUTER may give, or too long, is refused", async () => {
  for (const identity of [Uint8Array.of(0, 1), new Uint8Array(256).fill(65)]) {
    using router = await RouterSocket.bind(ANY_PORT);
    using dealer = await connectDealer(router.endpoint, { identity });
    await assertRejects(() => dealer.receive(), Error, "closed");
  }
});

Deno.test("a PING is no reason to wait for a peer that does not read", async () => {
  using listener = await listen();
  const connecting = connectDealer(`tcp://127.0.0.1:${listener.addr.port}`);
  using peer = await listener.accept();
  await shakeHands(peer, "ROUTER");
  using dealer = await connecting;
  const sending = dealer.send([new Uint8Array(32 * 1024 * 1024)]);
  sending.catch(() => {}); // Nobody reads it.
  await writeAll(peer, encodePing());
  await writeAll(peer, encodeMessage([octets("cider")]));
  assertEquals(await dealer.receive(), [octets("cider")]);
});

Deno.test({
  name:
    "an ipc endpoint takes the place of a socket that was left over, and of nothing else, and leaves no file",
  ignore: Deno.build.os === "windows",
  async fn() {
    const folder = await Deno.makeTempDir();
    const path = `${folder}/bar`;
    // Deno removes what it has made, at some time after close: elsewhere it stays, as if its program had been killed.
    const killed = Deno.listen({ transport: "unix", path: `${folder}/killed` });
    await Deno.rename(`${folder}/killed`, path);
    killed.close();
    using router = await RouterSocket.bind(`ipc://${path}`);
    using dealer = await connectDealer(router.endpoint);
    await dealer.send([octets("cider")]);
    assertEquals((await router.receive()).parts, [octets("cider")]);
    router.close();
    assertEquals(Array.from(Deno.readDirSync(folder)), []);
    const file = `${folder}/menu`;
    await Deno.writeTextFile(file, "not a socket");
    await assertRejects(() => RouterSocket.bind(`ipc://${file}`));
    assertEquals(await Deno.readTextFile(file), "not a socket");
    await Deno.remove(folder, { recursive: true });
  },
});

Deno.test("SubscriptionList counts: each is in force until taken back as often as made", () => {
  const list = new SubscriptionList();
  const prefix = octets("menu");
  list.change({ subscribe: true, prefix });
  list.change({ subscribe: true, prefix });
  list.change({ subscribe: false, prefix });
  assertEquals(list.wants(octets("menu.1")), true);
  assertEquals(list.wants(octets("men")), false);
  list.change({ subscribe: false, prefix });
  assertEquals(list.wants(octets("menu.1")), false);
  list.change({ subscribe: false, prefix });
  list.change({ subscribe: true, prefix });
  assertEquals(list.wants(octets("menu.1")), true);
});

Deno.test("Mailbox hands out in order, makes the sender wait when full, ends with its reason", async () => {
  const mailbox = new Mailbox<number>("here");
  for (let number = 0; number < 10_000; number++) mailbox.put(number);
  let roomy = false;
  const room = mailbox.room().then(() => roomy = true);
  await Promise.resolve();
  assertEquals(roomy, false);
  assertEquals(await mailbox.take(), 0);
  await room;
  mailbox.end(new Error("over"));
  assertEquals(await mailbox.take(), 1);
  for (let number = 2; number < 10_000; number++) await mailbox.take();
  await assertRejects(() => mailbox.take(), Error, "over");
});

Deno.test("parseEndpoint reads tcp and ipc and quotes what is neither", () => {
  assertEquals(parseEndpoint("tcp://[::1]:80"), {
    transport: "tcp",
    hostname: "::1",
    port: 80,
  });
  assertEquals(parseEndpoint("ipc:///tmp/a b"), {
    transport: "ipc",
    path: "/tmp/a b",
  });
  for (
    const wrong of ["", "udp://x:1", "tcp://x", "tcp://x:99999", "tcp://::1:80"]
  ) {
    try {
      parseEndpoint(wrong);
    } catch (error) {
      assertEquals((error as Error).message.includes(`"${wrong}"`), true);
      continue;
    }
    throw new Error(`"${wrong}" was taken`);
  }
});
