import {
  assert,
  assertEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import {
  encapsulation,
  hourglass,
  layerStack,
  protocolsOf,
} from "sockets/figures";
import { buildFrame } from "../../gallery/live_bytes.ts";
import { readSvg } from "./read_svg.ts";

Deno.test("encapsulation adds up what each layer adds", () => {
  const { svg } = encapsulation([
    { name: "DNS", tone: "app", size: 30 },
    { name: "UDP", tone: "transport", size: 8 },
    { name: "IPv6", tone: "network", size: 40 },
    { name: "Ethernet", tone: "link", size: 14, trailer: 4 },
  ]);
  const { texts } = readSvg(svg);
  assertEquals(
    ["DNS message", "UDP datagram", "IPv6 packet", "Ethernet frame"].map((
      title,
    ) => texts[texts.indexOf(title) + 1]),
    ["30 B", "38 B", "78 B", "96 B"],
  );
});

Deno.test("encapsulation of no layers has a name, and long trailers commas", () => {
  assertEquals(encapsulation([]).title, "No layers");
  const { svg } = encapsulation([
    { name: "HTTP", tone: "app", size: 1 },
    { name: "Ethernet", tone: "link", size: 14, trailer: 1234 },
  ]);
  assert(readSvg(svg).texts.includes("1,234 B"));
});

Deno.test("encapsulation reads the layers of a frame", () => {
  const { text, title } = encapsulation(buildFrame("cider please\n"));
  assertEquals(title, "message in TCP in IPv4 in Ethernet");
  assertEquals(
    `\n${text}`,
    String.raw`
message                                          │ cider please\n 13 │  13 B
TCP segment                             │ TCP 20 │ cider please\n 13 │  33 B
IPv4 packet                   │ IPv4 20 │ TCP 20 │ cider please\n 13 │  53 B
Ethernet frame  │ Ethernet 14 │ IPv4 20 │ TCP 20 │ cider please\n 13 │  67 B`,
  );
});

Deno.test("layerStack joins each layer with its peer", () => {
  const { svg } = layerStack(undefined, { hosts: ["Alice", "Bob"] });
  const { texts } = readSvg(svg);
  for (
    const words of [
      "HTTP message",
      "TCP segment",
      "IP packet",
      "Ethernet frame",
    ]
  ) {
    assertEquals(texts.filter((text) => text === words).length, 1);
  }
  assertEquals(texts.filter((text) => text === "send").length, 3);
  assertEquals(texts.filter((text) => text === "recv").length, 3);
});

Deno.test("hourglass highlights where a connection is", () => {
  const selected = (hostname: string, port: number) =>
    hourglass({ remoteAddr: { transport: "tcp", hostname, port } }).text
      .match(/\[[^\]]+\]/g);
  assertEquals(selected("::1", 443), [
    "[HTTPS 443]",
    "[TCP 6]",
    "[IPv6 0x86dd]",
    "[loopback]",
  ]);
  assertEquals(selected("192.0.2.1", 5000), ["[TCP 6]", "[IPv4 0x0800]"]);
  assertEquals(protocolsOf({ transport: "unix" }), []);
});

Deno.test("hourglass refuses to highlight what it does not draw", () => {
  assertThrows(
    () => hourglass(["QUIC"]),
    RangeError,
    'Cannot highlight "QUIC": not among the protocols drawn, which are HTTP, ',
  );
});

Deno.test("hourglass keeps IP its narrowest row", () => {
  const rows = hourglass().text.split("\n").map((row) =>
    row.slice(13).trim().length
  );
  assertEquals(Math.min(...rows), rows[2]);
});

Deno.test("hourglass breaks a layer with many protocols into rows", () => {
  const protocols = Array.from({ length: 30 }, (_, index) => ({
    name: `protocol ${index}`,
    layer: "app" as const,
    number: String(index),
  }));
  const figure = hourglass([], { protocols });
  assert(figure.text.split("\n").length >= 5);
  assertStringIncludes(figure.description, "protocol 29");
});
