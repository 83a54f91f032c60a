import { assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { formatIpAddress, parseIpAddress } from "../../lib/ip_address.ts";
import { findTool, lacksTool } from "../tools.ts";

function ipv6(...groups: number[]): Uint8Array {
  return new Uint8Array(groups.flatMap((group) => [group >> 8, group & 0xff]));
}

Deno.test("formatIpAddress writes what RFC 5952 recommends", () => {
  const table: [Uint8Array, string][] = [
    [new Uint8Array([127, 0, 0, 1]), "127.0.0.1"],
    [new Uint8Array([255, 255, 255, 255]), "255.255.255.255"],
    [ipv6(0, 0, 0, 0, 0, 0, 0, 0), "::"],
    [ipv6(0, 0, 0, 0, 0, 0, 0, 1), "::1"],
    [ipv6(1, 0, 0, 0, 0, 0, 0, 0), "1::"],
    [ipv6(0x2001, 0xdb8, 0, 0, 1, 0, 0, 1), "2001:db8::1:0:0:1"],
    [ipv6(0x2001, 0xdb8, 0, 1, 1, 1, 1, 1), "2001:db8:0:1:1:1:1:1"],
    [ipv6(0, 0, 1, 0, 0, 0, 0, 0), "0:0:1::"],
    [ipv6(0, 0, 0, 0, 0, 0xffff, 0xc000, 0x0201), "::ffff:192.0.2.1"],
    [ipv6(0, 0, 0, 0, 0, 0, 0xc000, 0x0201), "::192.0.2.1"],
    [ipv6(0, 0, 0, 0, 0, 0, 0, 0x0201), "::201"],
    [ipv6(0, 0, 0, 0, 1, 0xffff, 0xc000, 0x0201), "::1:ffff:c000:201"],
  ];
  for (const [bytes, text] of table) assertEquals(formatIpAddress(bytes), text);
});

Deno.test("formatIpAddress refuses other lengths", () => {
  for (const length of [0, 3, 5, 15, 17]) {
    assertThrows(
      () => formatIpAddress(new Uint8Array(length)),
      RangeError,
      `${length} bytes`,
    );
  }
});

Deno.test("parseIpAddress reads back what formatIpAddress wrote", () => {
  const length = fc.constantFrom(4, 16);
  // Many zeros, so that runs to shorten are common.
  const byte = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 255 }));
  const address = length.chain((size) =>
    fc.array(byte, { minLength: size, maxLength: size })
  );
  fc.assert(fc.property(address, (numbers) => {
    const bytes = new Uint8Array(numbers);
    assertEquals(parseIpAddress(formatIpAddress(bytes)), bytes);
  }));
});

Deno.test("parseIpAddress accepts every form of inet_pton", () => {
  assertEquals(parseIpAddress("::"), new Uint8Array(16));
  assertEquals(parseIpAddress("0:0:0:0:0:0:0:1"), ipv6(0, 0, 0, 0, 0, 0, 0, 1));
  assertEquals(parseIpAddress("ABCD::"), ipv6(0xabcd, 0, 0, 0, 0, 0, 0, 0));
  assertEquals(
    parseIpAddress("1:2:3:4:5:6:1.2.3.4"),
    ipv6(1, 2, 3, 4, 5, 6, 0x0102, 0x0304),
  );
});

const NOT_ADDRESSES = [
  "",
  "localhost",
  "127.1",
  "1.2.3",
  "1.2.3.4.5",
  "1.2.3.256",
  "01.2.3.4",
  "1.2.3.-4",
  " 1.2.3.4",
  "1.2.3.4 ",
  "1..2.3",
  "0x7f.0.0.1",
  ":",
  ":::",
  "1::2::3",
  "1:2:3:4:5:6:7",
  "1:2:3:4:5:6:7:8:9",
  "1:2:3:4:5:6:7:8::9",
  "::12345",
  "::g",
  "::1%lo",
  "[::1]",
  "1.2.3.4::",
  "::1.2.3.4:5",
  "::1.2.3",
  ":1:2:3:4:5:6:7",
  "1:2:3:4:5:6:7:",
];

Deno.test("parseIpAddress refuses what is no address", () => {
  for (const text of NOT_ADDRESSES) {
    assertEquals(parseIpAddress(text), undefined, JSON.stringify(text));
  }
});

Deno.test({
  name: "formatIpAddress and parseIpAddress agree with the system's functions",
  ignore: Deno.build.os !== "linux" || lacksTool("python3"),
  async fn() {
    const addresses = fc.sample(
      fc.array(fc.constantFrom(0, 0, 0, 1, 0x7f, 0xff), {
        minLength: 16,
        maxLength: 16,
      }),
      500,
    );
    const program = `
import json, socket, sys
addresses, texts = json.load(sys.stdin)
def parse(text):
    try:
        family = socket.AF_INET6 if ":" in text else socket.AF_INET
        return list(socket.inet_pton(family, text))
    except OSError:
        return None
json.dump([
    [socket.inet_ntop(socket.AF_INET6, bytes(a)) for a in addresses],
    [parse(text) for text in texts],
], sys.stdout)`;
    const python = new Deno.Command(findTool("python3")!, {
      args: ["-c", program],
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    const writer = python.stdin.getWriter();
    const question = JSON.stringify([addresses, NOT_ADDRESSES]);
    await writer.write(new TextEncoder().encode(question));
    await writer.close();
    const { stdout } = await python.output();
    const [texts, parsed] = JSON.parse(new TextDecoder().decode(stdout));
    assertEquals(
      addresses.map((bytes) => formatIpAddress(new Uint8Array(bytes))),
      texts,
    );
    assertEquals(NOT_ADDRESSES.map(() => null), parsed);
  },
});
