import { assert, assertEquals, assertLess } from "@std/assert";
import fc from "fast-check";
import {
  type ByteField,
  decodeAddrInfoFields,
  decodeDnsFields,
  decodeEthernetFields,
  decodeFrameFields,
  decodeIpv4Fields,
  decodeIpv6Fields,
  decodeRequestFields,
  decodeResponseFields,
  decodeSockaddrFields,
  decodeTcpFields,
  decodeUdpFields,
  type FieldDecoder,
  internetChecksum,
  readFrame,
} from "sockets/figures";
import { readDnsName } from "../../../lib/figures/decode/read_dns_name.ts";
import { encodeSockaddr } from "../../../lib/encode_sockaddr.ts";
import { PLATFORMS } from "../../../lib/platforms.ts";
import { buildFrame } from "../../gallery/live_bytes.ts";

const DECODERS: Record<string, FieldDecoder> = {
  decodeAddrInfoFields,
  decodeDnsFields,
  decodeEthernetFields,
  decodeFrameFields,
  decodeIpv4Fields,
  decodeIpv6Fields,
  decodeRequestFields,
  decodeResponseFields,
  decodeSockaddrFields,
  decodeTcpFields,
  decodeUdpFields,
};

function hex(digits: string): Uint8Array {
  return Uint8Array.from(
    digits.replaceAll(/\s/g, "").match(/../g) ?? [],
    (pair) => parseInt(pair, 16),
  );
}

function text(words: string): Uint8Array {
  return new TextEncoder().encode(words);
}

/** `name: value` of each field that is no separator. */
function told(fields: readonly ByteField[]): string[] {
  return fields.filter(({ tone }) => tone !== "soft")
    .map(({ name, value }) => `${name}: ${value}`);
}

/** A made-up IPv4 header; its checksum is the sum the reader can do by hand. */
const IPV4 = hex("45000014 1c460000 40060000 c0000207 c0000250");
new DataView(IPV4.buffer).setUint16(10, internetChecksum(IPV4));

for (const [name, decode] of Object.entries(DECODERS)) {
  Deno.test(`${name} covers any bytes without gap or overlap and never throws`, () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
        let offset = 0;
        for (const { start, end } of decode(bytes)) {
          assertEquals(start, offset);
          assertLess(start, end);
          offset = end;
        }
        assert(
          offset === bytes.length || name === "decodeAddrInfoFields",
          `${offset} of ${bytes.length}`,
        );
      }),
      { numRuns: 300 },
    );
  });
}

Deno.test("decodeFrameFields covers mutilated frames without gap or overlap", () => {
  const frame = buildFrame("GET / HTTP/1.0\r\n\r\n");
  const changes = fc.array(fc.tuple(fc.nat(71), fc.nat(255)), { maxLength: 4 });
  fc.assert(
    fc.property(changes, fc.nat(90), (mutations, length) => {
      const bytes = new Uint8Array(length);
      bytes.set(frame.subarray(0, length));
      for (const [offset, octet] of mutations) bytes[offset] = octet;
      let offset = 0;
      for (const { start, end } of decodeFrameFields(bytes)) {
        assertEquals(start, offset);
        offset = end;
      }
      assertEquals(offset, length);
    }),
    { numRuns: 2000 },
  );
});

Deno.test("decodeIpv4Fields reads each field and verifies the checksum", () => {
  assertEquals(told(decodeIpv4Fields(IPV4)), [
    "version, header length: 4, 20 B",
    "DSCP, ECN: 0, 0",
    "total length: 20 B",
    "identification: 7238",
    "flags, fragment offset: none, 0",
    "time to live: 64",
    "protocol: 6 TCP",
    `header checksum: 0x${internetChecksumText(IPV4)}, correct`,
    "source address: 192.0.2.7",
    "destination address: 192.0.2.80",
  ]);
});

function internetChecksumText(header: Uint8Array): string {
  return Array.from(
    header.subarray(10, 12),
    (octet) => octet.toString(16).padStart(2, "0"),
  )
    .join("");
}

Deno.test("decodeIpv4Fields marks what is wrong", () => {
  const faults = (
    change: (header: Uint8Array) => void,
    payload: number[] = [],
  ) => {
    const header = new Uint8Array([...IPV4, ...payload]);
    change(header);
    return decodeIpv4Fields(header).filter(({ tone }) => tone === "alarm")
      .map(({ name, value }) => `${name}: ${value}`);
  };
  assertEquals(faults((header) => header[8]--)[0].endsWith(", wrong"), true);
  assertEquals(
    faults((header) => header[0] = 0x65)[0],
    "version, header length: version 6, not 4",
  );
  assertEquals(faults((header) => header[0] = 0x42), [
    "not a header: the header length is under 20 B",
  ]);
  assertEquals(
    faults((header) => header[3] = 99, [1, 2])[0],
    "total length: 99 B, but 22 are here",
  );
  assertEquals(
    faults((header) => header[3] = 19)[0],
    "total length: 19 B, less than the header",
  );
  assertEquals(
    faults((header) => header[0] = 0x46).at(-1),
    "destination address: 192.0.2.80; options, cut off: 4 of 4 B missing",
  );
});

Deno.test("headers alone are no packets cut off", () => {
  const alarms = (fields: ByteField[]) =>
    fields.filter(({ tone }) => tone === "alarm").length;
  const frame = buildFrame("cider");
  assertEquals(alarms(decodeIpv4Fields(frame.subarray(14, 34))), 0);
  assertEquals(alarms(decodeIpv4Fields(frame.subarray(14, 40))), 1);
  const ipv6 = hex("60000000 0010 3b 40" + "00".repeat(32));
  assertEquals(alarms(decodeIpv6Fields(ipv6)), 0);
  assertEquals(
    alarms(decodeIpv6Fields(hex("60000000 0010 3b 40" + "00".repeat(33)))),
    1,
  );
  assertEquals(alarms(decodeUdpFields(hex("30390035 00200000"))), 0);
  assertEquals(alarms(decodeUdpFields(hex("30390035 00200000 00"))), 1);
});

Deno.test("decodeIpv6Fields follows extension headers", () => {
  const packet = hex(
    "60000000 0010 00 40" + "20010db8000000000000000000000001" +
      "20010db8000000000000000000000002" + "3c00010400000000" +
      "0600000000000000",
  );
  assertEquals(told(decodeIpv6Fields(packet)), [
    "version, class, flow label: 6, 0, 0",
    "payload length: 16 B",
    "next header: 0 hop-by-hop options",
    "hop limit: 64",
    "source address: 2001:db8::1",
    "destination address: 2001:db8::2",
    "hop-by-hop options: next header 60 destination options",
    "destination options: next header 6 TCP",
  ]);
});

Deno.test("decodeTcpFields reads flags and options", () => {
  const segment = hex(
    "dc360050 00000001 00000000 7002ffff 00000000" + "020405b4 0103 0307",
  );
  assertEquals(told(decodeTcpFields(segment)), [
    "source port: 56374",
    "destination port: 80 http",
    "sequence number: 1",
    "acknowledgment: 0",
    "data offset: 28 B",
    "flags: SYN",
    "window: 65535 B",
    "checksum: 0x0000",
    "urgent pointer: 0",
    "options: MSS 1460, scale 7",
  ]);
});

Deno.test("decodeTcpFields marks options that are cut off", () => {
  const head = "dc360050 00000001 00000000 6002ffff 00000000";
  const cases = [
    ["01010102", "kind 2, cut off"],
    ["01020405", "kind 2, cut off"],
    ["04020801", "SACK allowed, kind 8, cut off"],
    ["02010000", "kind 2, cut off"],
  ];
  for (const [options, value] of cases) {
    const { tone, value: told } = decodeTcpFields(hex(head + options)).at(-1)!;
    assertEquals([tone, told], ["alarm", value]);
  }
});

Deno.test("decodeUdpFields knows that zero means no checksum", () => {
  const ends = { source: hex("7f000001"), destination: hex("7f000001") };
  assertEquals(told(decodeUdpFields(hex("30390035 00080000"), ends)), [
    "source port: 12345",
    "destination port: 53 domain",
    "length: 8 B",
    "checksum: 0x0000, none",
  ]);
});

Deno.test("readFrame finds the layers of a frame, with checksums that hold", () => {
  const frame = buildFrame("GET / HTTP/1.0\r\n\r\n");
  const layers = readFrame(frame);
  assertEquals(layers.map(({ name, start, end }) => [name, start, end]), [
    ["Ethernet", 0, 14],
    ["IPv4", 14, 34],
    ["TCP", 34, 54],
    ["HTTP", 54, 72],
  ]);
  const values = decodeFrameFields(frame).map(({ value }) => value);
  assertEquals(
    values.filter((value) => value?.endsWith(", correct")).length,
    2,
  );
  frame[60] ^= 1;
  const faults = decodeFrameFields(frame).filter(({ tone }) =>
    tone === "alarm"
  );
  assertEquals(faults.map(({ name }) => name), ["checksum"]);
});

Deno.test("readFrame does not take a fragment or padding for a segment", () => {
  const fragment = buildFrame("cider");
  fragment[21] = 1;
  assertEquals(readFrame(fragment).at(-1)?.name, "fragment");
  const first = buildFrame("cider");
  first[20] = 0x20;
  first[55] ^= 1; // The rest of the segment makes up for it.
  const checksum = decodeFrameFields(first).find(({ name }) =>
    name === "checksum"
  );
  assertEquals(checksum?.tone, "transport");
  const padded = new Uint8Array([...buildFrame("c"), 0, 0, 0, 0]);
  const fields = decodeFrameFields(padded);
  assertEquals(
    fields.find(({ name }) => name === "padding")?.end,
    padded.length,
  );
  assertEquals(readFrame(padded).at(-1)?.end, padded.length - 4);
});

/** RFC 1035 §4.1.4: F.ISI.ARPA at 20, FOO with a pointer at 40, a pointer to ARPA at 64, the root at 92. */
function compressedNames(): Uint8Array {
  const message = new Uint8Array(93);
  message.set(hex("0146 03495349 0441525041 00"), 20);
  message.set(hex("03464f4f c014"), 40);
  message.set(hex("c01a"), 64);
  return message;
}

Deno.test("readDnsName follows the compression of RFC 1035 §4.1.4", () => {
  const message = compressedNames();
  assertEquals(readDnsName(message, 20), { name: "F.ISI.ARPA.", length: 12 });
  assertEquals(readDnsName(message, 40), {
    name: "FOO.F.ISI.ARPA.",
    length: 6,
  });
  assertEquals(readDnsName(message, 64), { name: "ARPA.", length: 2 });
  assertEquals(readDnsName(message, 92), { name: ".", length: 1 });
});

Deno.test("readDnsName refuses loops, reserved labels and what is cut off", () => {
  const fault = (digits: string) => {
    const found = readDnsName(hex(digits), 0);
    return "fault" in found ? found.fault : found.name;
  };
  assertEquals(fault("c000"), "a pointer that leads forward");
  assertEquals(fault("c005 0000 00 00"), "a pointer that leads forward");
  assertEquals(fault("0161 c000"), "a pointer that leads forward");
  assertEquals(fault("41 61"), "a label of a reserved type");
  assertEquals(fault("80 61"), "a label of a reserved type");
  assertEquals(fault("05 61"), "the name is cut off");
  assertEquals(fault("01 61"), "the name is cut off");
  assertEquals(
    fault("3f" + "61".repeat(63) + ("3f" + "61".repeat(63)).repeat(3) + "00"),
    "the name is longer than 255 bytes",
  );
});

Deno.test("decodeDnsFields reads records of each kind", () => {
  const answer = (type: string, content: string) => {
    const size = (content.replaceAll(" ", "").length / 2).toString(16).padStart(
      4,
      "0",
    );
    return told(decodeDnsFields(hex(
      "0001 8580 0001 0001 0000 0000" + "026672 00 0001 0001" +
        `c00c ${type} 0001 0000003c ${size} ${content}`,
    )));
  };
  assertEquals(answer("0001", "7f000001").slice(1, 2), [
    "flags: response, authoritative, recursion wanted, recursion available, NOERROR",
  ]);
  const last = (type: string, content: string) => answer(type, content).at(-1);
  assertEquals(last("0001", "7f000001"), "answer data: 127.0.0.1");
  assertEquals(last("0001", "7f0001"), "answer data: 3 B, not 4");
  assertEquals(last("001c", "00".repeat(15) + "01"), "answer data: ::1");
  assertEquals(last("0005", "0161 c00c"), "answer data: a.fr.");
  assertEquals(
    last("0005", "c0ff"),
    "answer data: a pointer that leads forward",
  );
  assertEquals(last("000f", "000a 026d78 c00c"), "answer data: 10 mx.fr.");
  assertEquals(last("0010", "0463686564"), 'answer data: "ched"');
  assertEquals(last("0010", "0161 00 026263"), 'answer data: "a" "" "bc"');
  assertEquals(
    last("0010", "0161 0562"),
    'answer data: "a" a text that is cut off',
  );
});

Deno.test("decodeSockaddrFields reads each family by each system's layout", () => {
  for (const platform of Object.values(PLATFORMS)) {
    const { AF_INET, AF_INET6, AF_UNIX } = platform.constants;
    const values = (address: Parameters<typeof encodeSockaddr>[0]) =>
      decodeSockaddrFields(encodeSockaddr(address, platform), platform)
        .map(({ value }) => value);
    assertEquals(
      values({ family: AF_INET, address: "127.0.0.1", port: 8080 }).slice(
        -4,
        -1,
      ),
      [`${AF_INET} AF_INET`, "8080", "127.0.0.1"],
    );
    assertEquals(
      values({ family: AF_INET6, address: "fe80::1", port: 80, scopeId: 3 })
        .slice(-5),
      [`${AF_INET6} AF_INET6`, "80", "0", "fe80::1", "3"],
    );
    assertEquals(
      values({ family: AF_UNIX, path: "/tmp/bar" }).slice(-2)[0],
      `${AF_UNIX} AF_UNIX`,
    );
  }
});

Deno.test("decodeAddrInfoFields is wrong by another system's layout, and shows it", () => {
  const struct = new Uint8Array(48);
  const view = new DataView(struct.buffer);
  view.setInt32(4, 10, true);
  view.setInt32(8, 1, true);
  view.setInt32(12, 6, true);
  view.setUint32(16, 28, true);
  view.setBigUint64(24, 0x5555_0000n, true);
  const values = (name: keyof typeof PLATFORMS) =>
    told(decodeAddrInfoFields(struct, PLATFORMS[name]));
  assertEquals(values("linux"), [
    "ai_flags: 0",
    "ai_family: 10 AF_INET6",
    "ai_socktype: 1 SOCK_STREAM",
    "ai_protocol: 6 IPPROTO_TCP",
    "ai_addrlen: 28 B",
    "ai_addr: 0x55550000",
    "ai_canonname: NULL",
    "ai_next: NULL",
  ]);
  assertEquals(values("macos").slice(1, 2), ["ai_family: 10"]);
  assertEquals(values("macos").slice(-3), [
    "ai_canonname: 0x55550000",
    "ai_addr: NULL",
    "ai_next: NULL",
  ]);
});

Deno.test("decodeRequestFields names every part of a request", () => {
  assertEquals(
    told(
      decodeRequestFields(
        text("GET /a?b HTTP/1.1\r\nHost:  ens-rennes.fr\r\n\r\nbody"),
      ),
    ),
    [
      "method: GET",
      "target: /a?b",
      "version: HTTP/1.1",
      "line end: \\r\\n",
      "header name: Host",
      "header value: ens-rennes.fr",
      "line end: \\r\\n",
      "empty line: \\r\\n",
    ],
  );
});

Deno.test("decodeResponseFields keeps the reason together", () => {
  assertEquals(
    told(decodeResponseFields(text("HTTP/1.1 308 Permanent Redirect\r\n\r\n")))
      .slice(0, 3),
    ["version: HTTP/1.1", "status: 308", "reason: Permanent Redirect"],
  );
});

Deno.test("decodeRequestFields marks lines that are no header lines, and lone line feeds", () => {
  const faults = (request: string) =>
    decodeRequestFields(text(request)).filter(({ tone }) => tone === "alarm")
      .map(({ name, value }) => `${name}: ${value}`);
  assertEquals(faults("GET / HTTP/1.0\nHost: x\r\n\r\n"), [
    "LF without CR: \\n",
  ]);
  assertEquals(faults("GET / HTTP/1.0\r\nno colon\r\n\r\n"), [
    "no header line: no colon",
  ]);
  assertEquals(faults("GET / HTTP/1.0\r\n: x\r\n\r\n"), [
    "no header line: : x",
  ]);
  assertEquals(faults("GET / HTTP/1.0\r\nHost: x"), []);
  assertEquals(faults("GET / HTTP/1.0\r\nHost: x\r\n\nbody"), [
    "LF without CR: \\n",
  ]);
});

Deno.test("decodeRequestFields and decodeResponseFields mark parts of the wrong form", () => {
  const faults = (fields: ByteField[]) =>
    fields.filter(({ tone }) => tone === "alarm")
      .map(({ name, value }) => `${name}: ${value}`);
  const request = (head: string) =>
    faults(decodeRequestFields(text(`${head}\r\n\r\n`)));
  assertEquals(request("GET  / HTTP/1.1"), ["version: / HTTP/1.1, no version"]);
  assertEquals(request("GET / HTTP/11"), ["version: HTTP/11, no version"]);
  assertEquals(request("G@T / HTTP/1.1"), ["method: G@T, no method"]);
  assertEquals(request("GET / HTTP/1.1\r\nHost : x"), [
    "header name: Host , no header name",
  ]);
  const response = text("HTTP/1.1 2OO OK\r\n\r\n");
  assertEquals(faults(decodeResponseFields(response)), [
    "status: 2OO, no status",
  ]);
});

Deno.test("internetChecksum gives zero over data that contains a right one", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (words) => {
    const even = words.subarray(0, words.length & ~1);
    const sum = internetChecksum(even);
    assertEquals(internetChecksum(even, Uint8Array.of(sum >> 8, sum & 255)), 0);
  }));
  assertEquals(internetChecksum(Uint8Array.of(0xff)), 0x00ff);
});
