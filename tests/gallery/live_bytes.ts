import {
  AF_INET6,
  connect,
  encodeSockaddr,
  getaddrinfo,
  listen,
  recordWire,
} from "sockets";
import {
  addrinfoChain,
  attempts,
  byteGrid,
  decodeAddrInfoFields,
  decodeDnsFields,
  decodeFrameFields,
  decodeRequestFields,
  decodeResponseFields,
  decodeSockaddrFields,
  encapsulation,
  hourglass,
  internetChecksum,
  layerStack,
  pseudoHeader,
  readFrame,
  waterfall,
} from "sockets/figures";
import {
  httpFetch,
  readRequest,
  readResponse,
  serveHttp,
  writeRequest,
  writeResponse,
} from "sockets/http";
import type { LiveFigure } from "./live_figure.ts";

/** One exchange of HTTP, as the bytes that went over the wire. */
export async function httpHeads(): Promise<LiveFigure[]> {
  using listener = await listen();
  using client = await connect("127.0.0.1", listener.addr.port);
  using server = await listener.accept();
  const recording = recordWire(client);
  await writeRequest(
    client,
    {
      method: "GET",
      target: "/syllabus.pdf",
      headers: [["Host", "ens-rennes.fr"], ["Connection", "close"]],
    } as Parameters<typeof writeRequest>[1],
  );
  await readRequest(server);
  await writeResponse(
    server,
    {
      status: 308,
      headers: [["Location", "https://ens-rennes.fr/"]],
      body: "<html></html>",
    } as Parameters<typeof writeResponse>[1],
  );
  await (await readResponse(client)).bytes();
  const bytesOf = (kind: string) =>
    Uint8Array.from(
      recording.events.filter((event) => event.kind === kind)
        .flatMap(({ bytes }) => [...bytes ?? []]),
    );
  return [
    {
      title: "Anatomy of a request",
      caption: "byteGrid with decodeRequestFields",
      figure: byteGrid(bytesOf("write"), decodeRequestFields),
    },
    {
      title: "Anatomy of a response",
      caption: "byteGrid with decodeResponseFields",
      figure: byteGrid(bytesOf("read"), decodeResponseFields),
    },
  ];
}

/** The list of `localhost` in memory, its first struct, and a sockaddr. */
export async function namesAndAddresses(): Promise<LiveFigure[]> {
  const list = await getaddrinfo("localhost", "http", {
    flags: "AI_CANONNAME",
    keepMemory: true,
  });
  const chain = addrinfoChain(list);
  const struct = list[0].struct?.bytes ?? new Uint8Array();
  const { memory } = list as { memory?: { free(): void } };
  memory?.free();
  const sockaddr = encodeSockaddr({
    family: AF_INET6,
    address: "2001:db8::80",
    port: 8080,
  });
  return [
    {
      title: "The list that getaddrinfo returns",
      caption: "addrinfoChain, with its memory kept",
      figure: chain,
    },
    {
      title: "A struct addrinfo",
      caption: "byteGrid with decodeAddrInfoFields",
      figure: byteGrid(struct, decodeAddrInfoFields),
    },
    {
      title: "A socket address",
      caption: "byteGrid with decodeSockaddrFields",
      figure: byteGrid(sockaddr, decodeSockaddrFields),
    },
  ];
}

/** An Ethernet frame with a TCP segment, made by hand, its checksums computed. */
export function buildFrame(message: string): Uint8Array {
  const payload = new TextEncoder().encode(message);
  const frame = new Uint8Array(14 + 20 + 20 + payload.length);
  const view = new DataView(frame.buffer);
  frame.set([2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x08, 0x00]);
  const ip = frame.subarray(14, 34);
  ip.set([0x45, 0, 0, 0, 0x1c, 0x46, 0x40, 0, 64, 6, 0, 0]);
  ip.set([192, 0, 2, 7, 192, 0, 2, 80], 12);
  view.setUint16(16, frame.length - 14);
  view.setUint16(24, internetChecksum(ip));
  const segment = frame.subarray(34);
  view.setUint16(34, 56374);
  view.setUint16(36, 80);
  view.setUint32(38, 1);
  view.setUint32(42, 1);
  segment.set([0x50, 0x18, 0xff, 0xff], 12);
  segment.set(payload, 20);
  const pseudo = pseudoHeader(
    ip.subarray(12, 16),
    ip.subarray(16),
    6,
    segment.length,
  );
  view.setUint16(50, internetChecksum(pseudo, segment));
  return frame;
}

/** The same bytes as a dump, as nested headers, as two stacks; and a DNS message. */
export function layers(): LiveFigure[] {
  const frame = buildFrame("cider please\n");
  // Header, question www.example.com A IN, and an answer whose name points back to it.
  const dns = hexBytes(
    "db4281800001000100000000" +
      "03777777076578616d706c6503636f6d0000010001" +
      "c00c00010001000001000004c0000250",
  );
  const stack = readFrame(frame).toReversed().map((
    { name, tone, start, end },
  ) => ({
    name,
    tone,
    size: end - start,
    text: tone === "app" ? "cider please\\n" : undefined,
    trailer: tone === "link" ? 4 : undefined,
  }));
  return [
    {
      title: "A cider on its way",
      caption: "byteGrid with decodeFrameFields: four layers",
      figure: byteGrid(frame, decodeFrameFields),
    },
    {
      title: "Each layer wraps what the one above gave it",
      caption: "encapsulation",
      figure: encapsulation(stack),
    },
    {
      title: "Vertical is simple, horizontal is complex",
      caption: "layerStack",
      figure: layerStack(stack, { hosts: ["Alice", "bar"], medium: "copper" }),
    },
    {
      title: "A DNS answer",
      caption: "byteGrid with decodeDnsFields; a pointer stands for the name",
      figure: byteGrid(dns, decodeDnsFields),
    },
  ];
}

function hexBytes(digits: string): Uint8Array {
  return Uint8Array.from(
    digits.match(/../g) ?? [],
    (pair) => parseInt(pair, 16),
  );
}

/** A fetch by phases, the attempts to connect, and where that connection is in the hourglass. */
export async function fetchPhases(): Promise<LiveFigure[]> {
  const bar = await listen();
  const serving = serveHttp(
    bar,
    () => ({ status: 200, body: "a cider\n".repeat(9999) }),
  );
  const response = await httpFetch(`http://localhost:${bar.addr.port}/cider`);
  await response.bytes();
  using connection = await connect("localhost", bar.addr.port);
  const figures = [
    {
      title: "Where the time of a fetch goes",
      caption: "waterfall",
      figure: waterfall(response.timeline),
    },
    {
      title: "Attempts to connect to localhost",
      caption: "attempts, on their clock",
      figure: attempts(connection),
    },
    {
      title: "The narrow waist",
      caption: "hourglass, highlighted by a connection",
      figure: hourglass(connection),
    },
  ];
  connection.close();
  bar.close();
  await serving;
  return figures;
}
