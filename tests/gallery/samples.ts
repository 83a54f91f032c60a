import {
  addrinfoChain,
  attempts,
  byteGrid,
  decodeRequestFields,
  descriptorMap,
  encapsulation,
  type Figure,
  hourglass,
  ladder,
  layerStack,
  lifecycle,
  plot,
  waterfall,
} from "sockets/figures";
import { PLATFORMS } from "../../lib/platforms.ts";

/** Where the drawings of lib/figures/README.md lie. */
export const SAMPLES = new URL("../../lib/figures/samples/", import.meta.url);

const text = (words: string) => new TextEncoder().encode(words);

/** One small drawing of each figure, from facts that are the same every time. */
export async function sampleDrawings(): Promise<Record<string, Figure>> {
  return {
    ladder: sampleLadder(),
    "byte-grid": byteGrid(text("GET / HTTP/1.0\r\n"), decodeRequestFields),
    encapsulation: encapsulation(LAYERS),
    "layer-stack": layerStack(LAYERS.slice(0, 3), { hosts: ["Alice", "Bob"] }),
    hourglass: hourglass(["HTTP", "TCP", "IPv6", "Wi-Fi"]),
    "addrinfo-chain": addrinfoChain([{
      flags: 0,
      family: 2,
      socktype: 1,
      protocol: 6,
      canonname: null,
      sockaddr: Uint8Array.of(
        2,
        0,
        0,
        80,
        127,
        0,
        0,
        1,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
      ),
    }], { platform: PLATFORMS.linux }),
    "descriptor-map": sampleMap(),
    lifecycle: sampleLives(),
    waterfall: waterfall({
      phases: [
        { name: "resolve", start: 0, end: 2 },
        { name: "connect", start: 2, end: 9 },
        { name: "request", start: 9, end: 10 },
        { name: "first byte", start: 10, end: 31 },
        { name: "body", start: 31, end: 44 },
      ],
    }),
    attempts: attempts([
      {
        address: "2001:db8::1",
        port: 80,
        start: 0,
        end: 268,
        outcome: "abandoned",
      },
      {
        address: "192.0.2.7",
        port: 80,
        start: 250,
        end: 268,
        outcome: "connected",
      },
    ]),
    plot: await plot([
      { name: "written", points: [[0, 0], [9, 4e6], [60, 4e6], [100, 1.2e7]] },
      { name: "read", points: [[0, 0], [60, 0], [100, 1.2e7]] },
    ], { x: "time (ms)", y: "bytes" }),
  };
}

const LAYERS = [
  {
    name: "HTTP",
    tone: "app" as const,
    size: 35,
    text: "GET / HTTP/1.0\\r\\n…",
  },
  { name: "TCP", tone: "transport" as const, size: 20 },
  { name: "IPv4", tone: "network" as const, size: 20 },
  { name: "Ethernet", tone: "link" as const, size: 14, trailer: 4 },
];

function sampleLadder(): Figure {
  return ladder([{
    local: "127.0.0.1:56374",
    remote: "127.0.0.1:36213",
    events: [
      { at: 0, kind: "write", bytes: text("Do you have the time?\n") },
      { at: 3, kind: "read", bytes: text("Yes, it is 12:12\n") },
      { at: 4, kind: "close" },
    ],
  }, {
    local: "127.0.0.1:36213",
    remote: "127.0.0.1:56374",
    events: [
      { at: 1, kind: "read", bytes: text("Do you have the time?\n") },
      { at: 2, kind: "write", bytes: text("Yes, it is 12:12\n") },
      { at: 5, kind: "end" },
    ],
  }], { names: ["Alice", "Bob"] });
}

function sampleMap(): Figure {
  const at = (port: number) => ({
    address: port ? "127.0.0.1" : "0.0.0.0",
    port,
  });
  const row = (inode: number, local: number, remote: number) => ({
    protocol: "tcp",
    local: at(local),
    remote: at(remote),
    state: remote ? "ESTABLISHED" : "LISTEN",
    inode,
  });
  const open = (fd: number, inode: number, name: string) => ({
    fd,
    kind: "socket",
    target: `socket:[${inode}]`,
    inode,
    name,
  });
  return descriptorMap({
    processes: [
      { name: "client", descriptors: [open(3, 30, "clientfd")] },
      {
        name: "bar",
        descriptors: [open(3, 10, "listenfd"), open(4, 20, "connfd")],
      },
    ],
    sockets: [row(10, 8080, 0), row(20, 8080, 56374), row(30, 56374, 8080)],
  });
}

function sampleLives(): Figure {
  const call = (
    name: string,
    args: (string | number)[],
    result: number,
    start: number,
    end = start + 1,
  ) => ({
    call: name,
    args: args.map((value) => ({ name: "", value, text: String(value) })),
    result,
    start,
    end,
  });
  return lifecycle([
    call("socket", ["AF_INET", "SOCK_STREAM", 0], 3, 0),
    call("bind", [3, "127.0.0.1:8080", 16], 0, 2),
    call("listen", [3, 1024], 0, 4),
    call("accept", [3], 5, 6, 13),
    call("socket", ["AF_INET", "SOCK_STREAM", 0], 4, 8),
    call("connect", [4, "127.0.0.1:8080", 16], 0, 10),
    call("send", [4, '"cider\\n"', 6, 0], 6, 14),
    call("recv", [5, 100, 0], 6, 16),
    call("close", [4], 0, 18),
    call("recv", [5, 100, 0], 0, 20),
    call("close", [5], 0, 22),
  ]);
}
