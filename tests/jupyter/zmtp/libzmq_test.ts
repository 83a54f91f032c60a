import { assertEquals } from "@std/assert";
import { DeadlineError } from "sockets";
import {
  connectDealer,
  connectReq,
  connectSub,
  PubSocket,
  RepSocket,
  RouterSocket,
} from "../../../jupyter/zmtp/mod.ts";
import { lacksPythonModule } from "../../tools.ts";
import { LibzmqPeer } from "./libzmq_peer.ts";

const ignore = lacksPythonModule("zmq");
const ANY_PORT = "tcp://127.0.0.1:0";
const ANY_PORT_OF_LIBZMQ = "tcp://127.0.0.1:*";
const EMPTY = new Uint8Array();

function octets(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Lengths on both sides of every boundary, empty parts, many parts. */
const MESSAGES: Uint8Array[][] = [
  [octets("cider please")],
  [EMPTY],
  [EMPTY, octets("a"), EMPTY],
  [new Uint8Array(254).fill(1), new Uint8Array(255).fill(2)],
  [new Uint8Array(256).fill(3), new Uint8Array(65_536).fill(4)],
  [new Uint8Array(1_000_000).fill(5)],
  Array.from({ length: 100 }, (_, index) => new Uint8Array([index])),
];

Deno.test(
  "DEALER exchanges messages with libzmq's ROUTER",
  { ignore },
  async () => {
    await using router = await LibzmqPeer.start(
      "ROUTER",
      "bind",
      ANY_PORT_OF_LIBZMQ,
    );
    using dealer = await connectDealer(router.endpoint, {
      identity: octets("bar-1"),
    });
    for (const message of MESSAGES) {
      await dealer.send(message);
      const [identity, ...parts] = await router.receive();
      assertEquals(identity, octets("bar-1"));
      assertEquals(parts, message);
      await router.send([identity, ...parts.toReversed()]);
      assertEquals(await dealer.receive(), message.toReversed());
    }
  },
);

Deno.test(
  "DEALER is answered by libzmq's REP, also between PINGs",
  { ignore },
  async () => {
    await using rep = await LibzmqPeer.start("REP", "bind", ANY_PORT_OF_LIBZMQ);
    using dealer = await connectDealer(rep.endpoint);
    await dealer.ping();
    await dealer.send([EMPTY, octets("order")]);
    await dealer.ping();
    assertEquals(await rep.receive(), [octets("order")]);
    await rep.send([octets("cider")]);
    assertEquals(await dealer.receive(), [EMPTY, octets("cider")]);
  },
);

Deno.test(
  "SUB hears libzmq's PUB, only what it subscribed to",
  { ignore },
  async () => {
    await using pub = await LibzmqPeer.start("PUB", "bind", ANY_PORT_OF_LIBZMQ);
    using sub = await connectSub(pub.endpoint);
    await sub.subscribe(octets("menu."));
    let heard: Uint8Array[] | undefined;
    // A PUB does not tell when a subscription has reached it.
    for (let attempt = 0; attempt < 200 && heard === undefined; attempt++) {
      await pub.send([octets("news.x"), octets("unwanted")]);
      await pub.send([octets("menu.x"), octets("cider")]);
      heard = await sub.receive({ timeout: 50 }).catch((error) => {
        if (!(error instanceof DeadlineError)) throw error;
        return undefined;
      });
    }
    assertEquals(heard, [octets("menu.x"), octets("cider")]);
    for (const message of MESSAGES) {
      await pub.send([octets("menu.y"), ...message]);
      let [topic, ...parts] = await sub.receive();
      while (topic.at(-1) === octets("x")[0]) {
        [topic, ...parts] = await sub
          .receive();
      }
      assertEquals(parts, message);
    }
  },
);

Deno.test("REQ is answered by libzmq's REP", { ignore }, async () => {
  await using rep = await LibzmqPeer.start("REP", "bind", ANY_PORT_OF_LIBZMQ);
  using req = await connectReq(rep.endpoint);
  for (const message of MESSAGES) {
    const reply = req.request(message);
    assertEquals(await rep.receive(), message);
    await rep.send(message.toReversed());
    assertEquals(await reply, message.toReversed());
  }
});

Deno.test("REQ is answered by libzmq's ROUTER", { ignore }, async () => {
  await using router = await LibzmqPeer.start(
    "ROUTER",
    "bind",
    ANY_PORT_OF_LIBZMQ,
  );
  using req = await connectReq(router.endpoint);
  const reply = req.request([octets("order")]);
  const [identity, ...parts] = await router.receive();
  assertEquals(parts, [EMPTY, octets("order")]);
  await router.send([identity, octets("no delimiter")]);
  await router.send([identity, EMPTY, octets("cider")]);
  assertEquals(await reply, [octets("cider")]);
});

Deno.test(
  "ROUTER exchanges messages with libzmq's DEALERs",
  { ignore },
  async () => {
    using router = await RouterSocket.bind(ANY_PORT);
    await using named = await LibzmqPeer.start(
      "DEALER",
      "connect",
      router.endpoint,
      octets("table").toHex(),
    );
    await using nameless = await LibzmqPeer.start(
      "DEALER",
      "connect",
      router.endpoint,
    );
    for (const message of MESSAGES) {
      await named.send(message);
      const first = await router.receive();
      assertEquals(first, { identity: octets("table"), parts: message });
      await nameless.send(message);
      const second = await router.receive();
      assertEquals(second.identity.length, 5);
      assertEquals(
        await router.send(first.identity, message.toReversed()),
        true,
      );
      assertEquals(await router.send(second.identity, message), true);
      assertEquals(await named.receive(), message.toReversed());
      assertEquals(await nameless.receive(), message);
    }
    assertEquals(await router.send(octets("nobody"), [EMPTY]), false);
  },
);

Deno.test("ROUTER answers libzmq's REQ", { ignore }, async () => {
  using router = await RouterSocket.bind(ANY_PORT);
  await using req = await LibzmqPeer.start("REQ", "connect", router.endpoint);
  await req.send([octets("order")]);
  const { identity, parts } = await router.receive();
  assertEquals(parts, [EMPTY, octets("order")]);
  await router.send(identity, [EMPTY, octets("cider")]);
  assertEquals(await req.receive(), [octets("cider")]);
});

Deno.test("PUB is heard by libzmq's SUBs, each what it subscribed to", {
  ignore,
}, async () => {
  const subscriptions: string[] = [];
  let onSubscription = () => {};
  const pub = await PubSocket.bind(ANY_PORT, {
    onSubscription: (prefix) => {
      subscriptions.push(new TextDecoder().decode(prefix));
      onSubscription();
    },
  });
  using _ = pub;
  const subscribed = (count: number) =>
    new Promise<void>((resolve) => {
      onSubscription = () => subscriptions.length >= count && resolve();
      onSubscription();
    });
  await using all = await LibzmqPeer.start("SUB", "connect", pub.endpoint);
  await using menu = await LibzmqPeer.start("SUB", "connect", pub.endpoint);
  await all.subscribe(EMPTY);
  await menu.subscribe(octets("menu"));
  await subscribed(2);
  for (const message of MESSAGES) {
    await pub.send([octets("news"), ...message]);
    await pub.send([octets("menu"), ...message]);
    assertEquals(await all.receive(), [octets("news"), ...message]);
    assertEquals(await all.receive(), [octets("menu"), ...message]);
    assertEquals(await menu.receive(), [octets("menu"), ...message]);
  }
  await menu.unsubscribe(octets("menu"));
  await menu.subscribe(octets("last"));
  await subscribed(3);
  await pub.send([octets("menu")]);
  await pub.send([octets("last")]);
  assertEquals(await menu.receive(), [octets("last")]);
});

Deno.test("REP answers libzmq's REQ and DEALER", { ignore }, async () => {
  using rep = await RepSocket.bind(ANY_PORT);
  await using req = await LibzmqPeer.start("REQ", "connect", rep.endpoint);
  for (const message of MESSAGES) {
    await req.send(message);
    const { parts, reply } = await rep.receive();
    assertEquals(parts, message);
    assertEquals(await reply(message.toReversed()), true);
    assertEquals(await req.receive(), message.toReversed());
  }
  await using dealer = await LibzmqPeer.start(
    "DEALER",
    "connect",
    rep.endpoint,
  );
  await dealer.send([octets("without delimiter")]);
  await dealer.send([octets("hop"), EMPTY, octets("order")]);
  const { parts, reply } = await rep.receive();
  assertEquals(parts, [octets("order")]);
  await reply([octets("cider")]);
  assertEquals(await dealer.receive(), [octets("hop"), EMPTY, octets("cider")]);
});

Deno.test("DEALER and ROUTER speak over ipc with libzmq too", {
  ignore: ignore || Deno.build.os === "windows",
}, async () => {
  const folder = await Deno.makeTempDir();
  try {
    await using theirs = await LibzmqPeer.start(
      "ROUTER",
      "bind",
      `ipc://${folder}/theirs`,
    );
    using dealer = await connectDealer(theirs.endpoint);
    await dealer.send([octets("order")]);
    assertEquals((await theirs.receive()).slice(1), [octets("order")]);
    using router = await RouterSocket.bind(`ipc://${folder}/ours`);
    await using req = await LibzmqPeer.start(
      "DEALER",
      "connect",
      router.endpoint,
    );
    await req.send([octets("order")]);
    assertEquals((await router.receive()).parts, [octets("order")]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
