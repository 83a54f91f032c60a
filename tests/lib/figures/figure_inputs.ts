/** Generated inputs for every figure: plausible ones, hostile ones, and far too large ones. */

import fc from "fast-check";
import {
  addrinfoChain,
  attempts,
  byteGrid,
  decodeAddrInfoFields,
  decodeDnsFields,
  decodeFrameFields,
  decodeIpv6Fields,
  decodeRequestFields,
  decodeResponseFields,
  decodeSockaddrFields,
  descriptorMap,
  encapsulation,
  type Figure,
  hourglass,
  ladder,
  layerStack,
  type LayerTone,
  lifecycle,
  plot,
  PROTOCOLS,
  waterfall,
} from "sockets/figures";

/** Texts that a peer might send in order to be more than text. */
const HOSTILE = [
  "</text><script>alert(1)</script>",
  '" onload="alert(1)',
  "]]><!--",
  "&lt;&#x41;&nope;",
  "\u202eright to left",
  "\u0000\u0007\u001b[31m",
  "\ud800",
  "日本語のとても長い名前",
  "e\u0301\u0301\u0301 אבגדה 😀😀😀",
  "W".repeat(300),
  "",
];

const word = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("Alice", "Bob", "Tournesol", "bar") },
  { weight: 1, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 1, arbitrary: fc.string({ maxLength: 60, unit: "grapheme" }) },
);
const port = fc.integer({ min: 1, max: 65535 });
const address = fc.constantFrom(
  "127.0.0.1",
  "::1",
  "192.0.2.255",
  "2001:db8:1234:5678:9abc:def0:1234:5678",
  "fe80::1%eth0",
);
const time = fc.double({ min: 0, max: 2000, noNaN: true });
const span = fc.double({ min: 0, max: 500, noNaN: true });
const count = fc.oneof(
  fc.integer({ min: 0, max: 200 }),
  fc.integer({ min: 0, max: 2 ** 31 }),
);

const payload = fc.oneof(
  fc.constantFrom(
    "Hello\n",
    "Do you have the time?\n",
    "GET / HTTP/1.1\r\nHost: ens-rennes.fr\r\nConnection: close\r\n\r\n",
    ...HOSTILE,
  ).map((text) => new TextEncoder().encode(text)),
  fc.uint8Array({ maxLength: 400 }),
  fc.integer({ min: 1, max: 200_000 }).map((size) => new Uint8Array(size)),
);

/** What two ends of a connection saw of a random exchange, with cuts and joins on the way. */
const exchange = fc.record({
  pieces: fc.array(
    fc.record({
      fromFirst: fc.boolean(),
      payload,
      pause: span,
      cut: fc.nat(5),
    }),
    { maxLength: 12 },
  ),
  close: fc.constantFrom("close", "close-write", "reset", "none"),
  both: fc.boolean(),
  ports: fc.uniqueArray(port, { minLength: 2, maxLength: 2 }),
  host: address,
}).map(({ pieces, close, both, ports, host }) => {
  type Event = Parameters<typeof ladder>[0] extends infer Input
    ? Input extends { events: readonly (infer One)[] } ? One : never
    : never;
  const [first, second]: [Event[], Event[]] = [[], []];
  let at = 0;
  const unread: [number[], number[]] = [[], []];
  for (const piece of pieces) {
    at += piece.pause;
    const [sender, receiver, queue] = piece.fromFirst
      ? [first, second, unread[0]]
      : [second, first, unread[1]];
    sender.push({
      at,
      kind: "write",
      bytes: piece.payload,
      byteCount: piece.payload.length,
      requested: piece.payload.length + piece.cut * 1000,
    });
    for (const octet of piece.payload.subarray(0, 3000)) queue.push(octet);
    if (piece.payload.length > 3000) continue;
    if (piece.cut > 3) continue;
    const taken = piece.cut === 0
      ? queue.splice(0)
      : queue.splice(0, Math.ceil(queue.length / piece.cut));
    if (taken.length === 0) continue;
    at += piece.pause / 3;
    receiver.push({
      at,
      kind: "read",
      bytes: Uint8Array.from(taken),
      byteCount: taken.length,
      requested: 65536,
    });
  }
  if (close !== "none") {
    first.push({ at: at + 1, kind: close === "reset" ? "close" : close });
    second.push({ at: at + 2, kind: close === "reset" ? "reset" : "end" });
    if (close === "close-write") first.push({ at: at + 3, kind: "close" });
  }
  const label = (index: number) =>
    host.includes(":")
      ? `[${host}]:${ports[index]}`
      : `${host}:${ports[index]}`;
  const recordings = [
    { local: label(0), remote: label(1), events: first },
    { local: label(1), remote: label(0), events: second },
  ];
  return both ? recordings : recordings.slice(0, 1);
});

const ladders = fc.record({
  recordings: fc.array(exchange, { minLength: 0, maxLength: 3 }),
  names: fc.array(word, { maxLength: 4 }),
  notes: fc.array(fc.record({ at: time, text: word }), { maxLength: 3 }),
  time: fc.constantFrom("even" as const, "scale" as const),
  maxLines: fc.integer({ min: 0, max: 5 }),
}).map(({ recordings, ...options }) => ladder(recordings.flat(), options));

const decoders = [
  decodeRequestFields,
  decodeResponseFields,
  decodeSockaddrFields,
  decodeAddrInfoFields,
  decodeDnsFields,
  decodeFrameFields,
  decodeIpv6Fields,
];
const grids = fc.record({
  bytes: fc.oneof(
    payload,
    fc.uint8Array({ maxLength: 100 }),
    fc.constant(new Uint8Array(1_000_000).fill(65)),
  ),
  decoder: fc.constantFrom(...decoders.map((decoder) => decoder as never), []),
  perRow: fc.constantFrom(16, 16, 8, 24, 1),
}).map(({ bytes, decoder, perRow }) => byteGrid(bytes, decoder, { perRow }));

const tone = fc.constantFrom<LayerTone>("app", "transport", "network", "link");
const layerList = fc.array(
  fc.record({
    name: word,
    tone,
    size: fc.option(count, { nil: undefined }),
    trailer: fc.option(fc.integer({ min: 1, max: 99 }), { nil: undefined }),
    text: fc.option(word, { nil: undefined }),
  }),
  { minLength: 1, maxLength: 6 },
);
const encapsulations = layerList.map((layers) => encapsulation(layers));
const stacks = fc.record({
  layers: layerList,
  hosts: fc.tuple(word, word),
  medium: word,
}).map(({ layers, ...options }) => layerStack(layers, options));

const hourglasses = fc.record({
  protocols: fc.oneof(
    fc.constant(PROTOCOLS),
    fc.array(
      fc.record({
        name: word,
        layer: fc.constantFrom(
          "app" as const,
          "transport" as const,
          "network" as const,
          "link" as const,
          "physical" as const,
        ),
        number: fc.option(fc.nat(65535).map(String), { nil: undefined }),
      }),
      { maxLength: 24 },
    ),
  ),
  picks: fc.array(fc.nat(100), { maxLength: 5 }),
}).map(({ protocols, picks }) => {
  const selected = protocols.length === 0
    ? []
    : picks.map((pick) => protocols[pick % protocols.length].name);
  return hourglass(selected, { protocols });
});

const pointer = fc.bigInt({ min: 1n, max: 2n ** 48n });
const inet = Uint8Array.of(2, 0, 0, 80, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
const inet6 = new Uint8Array(28).fill(10, 0, 1).fill(0x1f, 2, 3).fill(
  0xfe,
  8,
  24,
);
const chains = fc.array(
  fc.record({
    flags: fc.nat(0x7f),
    family: fc.constantFrom(2, 10, 30, 99),
    socktype: fc.constantFrom(1, 2, 3, 9),
    protocol: fc.constantFrom(0, 6, 17),
    canonname: fc.option(word),
    sockaddr: fc.oneof(
      fc.constantFrom(inet, inet6),
      fc.uint8Array({ maxLength: 40 }),
    ),
    struct: fc.option(
      fc.record({
        address: pointer,
        addrlen: fc.nat(40),
        addr: pointer,
        canonname: pointer,
        next: pointer,
      }),
      { nil: undefined },
    ),
  }),
  { maxLength: 9 },
).map((list) => addrinfoChain(list));

const endpoint = fc.record({ address, port });
const socket = fc.record({
  protocol: fc.constantFrom("tcp", "tcp6", "udp"),
  local: endpoint,
  remote: fc.oneof(endpoint, fc.constant({ address: "0.0.0.0", port: 0 })),
  state: fc.constantFrom("LISTEN", "ESTABLISHED", "TIME_WAIT", "CLOSE_WAIT"),
  inode: fc.nat(12),
  receiveQueue: fc.nat(3),
});
const descriptor = fc.record({
  fd: fc.nat(1100),
  kind: fc.constantFrom("socket", "socket", "file", "pipe", "epoll"),
  target: word,
  inode: fc.integer({ min: 1, max: 12 }),
  path: fc.option(word, { nil: undefined }),
  name: fc.option(word, { nil: undefined }),
});
const state = fc.record({
  caption: fc.option(word, { nil: undefined }),
  processes: fc.array(
    fc.record({
      name: word,
      descriptors: fc.option(
        fc.uniqueArray(descriptor, { maxLength: 20, selector: ({ fd }) => fd }),
        { nil: undefined },
      ),
    }),
    { maxLength: 3 },
  ),
  sockets: fc.array(socket, { maxLength: 12 }),
});
const maps = fc.record({
  states: fc.array(state, { minLength: 1, maxLength: 3 }),
  show: fc.constantFrom("sockets" as const, "all" as const),
}).map(({ states, show }) => descriptorMap(states, { show }));

const call = fc.record({
  call: fc.constantFrom(
    "socket",
    "bind",
    "listen",
    "accept",
    "connect",
    "send",
    "recv",
    "close",
    "getaddrinfo",
    "dup",
  ),
  fd: fc.integer({ min: 3, max: 6 }),
  text: word,
  result: fc.option(fc.integer({ min: -1, max: 9 }), { nil: undefined }),
  errno: fc.option(fc.constantFrom("EADDRINUSE", "ECONNREFUSED"), {
    nil: undefined,
  }),
  start: time,
  took: span,
}).map(({ call, fd, text, result, errno, start, took }) => ({
  call,
  args: call === "socket"
    ? [{ name: "domain", value: 2, text: "AF_INET" }]
    : [{ name: "fd", value: fd, text: String(fd) }, {
      name: "text",
      value: 0,
      text,
    }],
  result: errno ? -1 : result,
  errno,
  start,
  end: result === undefined ? undefined : start + took,
}));
const lives = fc.record({
  calls: fc.array(call, { maxLength: 60 }),
  names: fc.tuple(word, word),
  split: fc.boolean(),
}).map(({ calls, names, split }) => {
  const ordered = calls.toSorted((one, other) => one.start - other.start);
  if (split) return lifecycle(ordered, { names });
  const half = (rest: number) =>
    ordered.filter((_, index) => index % 2 === rest);
  return lifecycle([
    { name: names[0], calls: half(0) },
    { name: names[1], calls: half(1) },
  ]);
});

const waterfalls = fc.array(
  fc.record({
    name: fc.oneof(
      word,
      fc.constantFrom("resolve", "connect", "tls", "first byte", "body"),
    ),
    start: time,
    took: span,
  }).map(({ took, ...phase }) => ({ ...phase, end: phase.start + took })),
  { maxLength: 30 },
).map((phases) => waterfall({ phases }));
const tries = fc.array(
  fc.record({
    address,
    port,
    start: time,
    took: span,
    outcome: fc.oneof(
      word,
      fc.constantFrom("connected", "refused", "abandoned", "timed out"),
    ),
  }).map(({ took, ...attempt }) => ({ ...attempt, end: attempt.start + took })),
  { maxLength: 30 },
).map((list) => attempts(list));

const value = fc.double({ min: -1e9, max: 1e9, noNaN: true });
const plots = fc.record({
  series: fc.array(
    fc.record({
      name: word,
      points: fc.oneof(
        fc.array(fc.tuple(time, value), { maxLength: 80 }),
        fc.nat(5000).map((length) =>
          Array.from({ length }, (_, x) => [x, x * x % 977] as [number, number])
        ),
      ),
      steps: fc.boolean(),
    }),
    { maxLength: 7 },
  ),
  x: word,
  y: word,
  notes: fc.array(fc.record({ x: time, text: word }), { maxLength: 4 }),
}).map(({ series, ...options }) => plot(series, options));

/** A generator for each figure, by the name of its function. */
export const FIGURES: Readonly<
  Record<string, fc.Arbitrary<Figure | Promise<Figure>>>
> = {
  ladder: ladders,
  byteGrid: grids,
  encapsulation: encapsulations,
  layerStack: stacks,
  hourglass: hourglasses,
  addrinfoChain: chains,
  descriptorMap: maps,
  lifecycle: lives,
  waterfall: waterfalls,
  attempts: tries,
  plot: plots,
};

/** The same `many` figures every time. */
export async function sampleFigures(
  name: string,
  many: number,
): Promise<Figure[]> {
  return await Promise.all(
    fc.sample(FIGURES[name], { numRuns: many, seed: 20241 }),
  );
}
