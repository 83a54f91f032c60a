import { assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { decodeSockaddr } from "../../lib/decode_sockaddr.ts";
import { encodeSockaddr } from "../../lib/encode_sockaddr.ts";
import type { Platform } from "../../lib/platform.ts";
import { PLATFORMS } from "../../lib/platforms.ts";
import {
  formatSocketAddress,
  type SocketAddress,
} from "../../lib/socket_address.ts";

const { linux, macos, windows } = PLATFORMS;

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.fromHex(hex.replace(/\s/g, ""));
}

/** Laid out by hand from each system's headers. */
const LAID_OUT: [string, Platform, SocketAddress, string][] = [
  [
    "IPv4 on Linux",
    linux,
    { family: 2, address: "192.0.2.1", port: 8192 },
    "0200 2000 c0000201 0000000000000000",
  ],
  [
    "IPv4 on macOS",
    macos,
    { family: 2, address: "192.0.2.1", port: 8192 },
    "1002 2000 c0000201 0000000000000000",
  ],
  [
    "IPv4 on Windows",
    windows,
    { family: 2, address: "192.0.2.1", port: 8192 },
    "0200 2000 c0000201 0000000000000000",
  ],
  [
    "IPv6 on Linux",
    linux,
    {
      family: 10,
      address: "fe80::1",
      port: 443,
      scopeId: 3,
      flowInfo: 0x12345,
    },
    "0a00 01bb 00012345 fe800000000000000000000000000001 03000000",
  ],
  [
    "IPv6 on macOS",
    macos,
    { family: 30, address: "fe80::1", port: 443, scopeId: 3, flowInfo: 0 },
    "1c1e 01bb 00000000 fe800000000000000000000000000001 03000000",
  ],
  [
    "IPv6 on Windows",
    windows,
    { family: 23, address: "::1", port: 65535, scopeId: 0, flowInfo: 0 },
    "1700 ffff 00000000 00000000000000000000000000000001 00000000",
  ],
  [
    "a Unix path on Linux",
    linux,
    { family: 1, path: "/tmp/bar" },
    "0100 2f746d702f626172 00",
  ],
  [
    "a Unix path on macOS",
    macos,
    { family: 1, path: "/tmp/bar" },
    "0b01 2f746d702f626172 00",
  ],
  ["an unnamed Unix socket", linux, { family: 1, path: "" }, "0100"],
  [
    "a name in Linux's abstract namespace",
    linux,
    { family: 1, path: "\0bar" },
    "0100 00626172",
  ],
];

for (const [name, platform, address, hex] of LAID_OUT) {
  Deno.test(`encodeSockaddr lays out ${name}`, () => {
    assertEquals(encodeSockaddr(address, platform), bytesOf(hex));
  });
  Deno.test(`decodeSockaddr reads ${name}`, () => {
    assertEquals(decodeSockaddr(bytesOf(hex), platform), address);
  });
}

Deno.test("decodeSockaddr reads a view in the middle of a buffer", () => {
  const whole = bytesOf("ffff 0200 0050 7f000001 0000000000000000 ffff");
  assertEquals(decodeSockaddr(whole.subarray(2, 18), linux), {
    family: 2,
    address: "127.0.0.1",
    port: 80,
  });
});

Deno.test("decodeSockaddr stops at a path's NUL, whatever follows", () => {
  const bytes = bytesOf("0100 2f62 00 6a756e6b");
  assertEquals(decodeSockaddr(bytes, linux), { family: 1, path: "/b" });
});

Deno.test("decodeSockaddr refuses too few bytes and unknown families", () => {
  const table: [string, string][] = [
    ["", "expected 2"],
    ["02", "expected 2"],
    ["0200 0050 7f0000", "expected 16"],
    ["0a00 01bb 00000000 fe80", "expected 28"],
    ["0a00 01bb 00000000 fe800000000000000000000000000001 0300", "expected 28"],
    ["0000", "family 0"],
    ["1100 0000", "family 17"],
  ];
  for (const [hex, message] of table) {
    assertThrows(
      () => decodeSockaddr(bytesOf(hex), linux),
      RangeError,
      message,
    );
  }
});

Deno.test("decodeSockaddr with another system's table reads another family", () => {
  const fromMac = bytesOf("1002 2000 c0000201 0000000000000000");
  assertThrows(
    () => decodeSockaddr(fromMac, linux),
    RangeError,
    "family 528",
  );
});

const family = fc.constantFrom(0, 1, 2, 10, 16, 23, 28, 30, 255);
const anyBytes = fc.tuple(family, family, fc.uint8Array({ maxLength: 140 }))
  .map(([first, second, rest]) => new Uint8Array([first, second, ...rest]));

for (const platform of Object.values(PLATFORMS)) {
  Deno.test(`decodeSockaddr survives any bytes with ${platform.name}'s table`, () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        try {
          formatSocketAddress(decodeSockaddr(bytes, platform));
        } catch (error) {
          if (!(error instanceof RangeError)) throw error;
        }
      }),
      { numRuns: 2000 },
    );
  });

  Deno.test(`decodeSockaddr reads back what encodeSockaddr laid out for ${platform.name}`, () => {
    const { AF_INET, AF_INET6, AF_UNIX } = platform.constants;
    const uint32 = fc.integer({ min: 0, max: 0xffff_ffff });
    const port = fc.integer({ min: 0, max: 0xffff });
    const ipv4 = fc.record({
      family: fc.constant(AF_INET),
      address: fc.ipV4(),
      port,
    });
    const ipv6 = fc.record({
      family: fc.constant(AF_INET6),
      // Its text is only one of several for the same address.
      address: fc.constantFrom("::", "::1", "2001:db8::1:0:0:1", "fe80::1"),
      port,
      scopeId: uint32,
      flowInfo: uint32,
    });
    const path = fc.record({
      family: fc.constant(AF_UNIX),
      path: fc.stringMatching(/^[\w/é€-]{0,30}$/),
    });
    fc.assert(fc.property(fc.oneof(ipv4, ipv6, path), (address) => {
      const bytes = encodeSockaddr(address, platform);
      assertEquals(decodeSockaddr(bytes, platform), address);
    }));
  });
}

Deno.test("encodeSockaddr names the field that is wrong", () => {
  const good = { family: 2, address: "127.0.0.1", port: 80 };
  const table: [unknown, string][] = [
    [undefined, "expected an object"],
    [null, "expected an object"],
    ["127.0.0.1:80", "expected an object"],
    [{ ...good, port: "80" }, 'port "80"'],
    [{ ...good, port: undefined }, "port undefined"],
    [{ ...good, address: "localhost" }, 'address "localhost"'],
    [{ ...good, address: 2130706433 }, "address 2130706433"],
    [{ ...good, address: "::1" }, "AF_INET6 (10)"],
    [{ ...good, family: 10 }, "of family 10"],
    [{ ...good, family: "AF_INET" }, "of family AF_INET"],
    [{ family: 10, address: "::1", port: 1, scopeId: "lo" }, 'scopeId "lo"'],
    [{ family: 1, path: 5 }, "path 5"],
    [{ family: 1, path: "a\0b" }, "holds no NUL"],
  ];
  for (const [address, message] of table) {
    assertThrows(
      () => encodeSockaddr(address as SocketAddress, linux),
      TypeError,
      message,
    );
  }
});

Deno.test("encodeSockaddr refuses numbers out of range", () => {
  const ipv6 = { family: 10, address: "::1", port: 80 };
  const table: [SocketAddress, string][] = [
    [{ ...ipv6, port: 65536 }, "port 65536"],
    [{ ...ipv6, port: -1 }, "port -1"],
    [{ ...ipv6, port: 80.5 }, "port 80.5"],
    [{ ...ipv6, port: NaN }, "port NaN"],
    [{ ...ipv6, flowInfo: -1 }, "flowInfo -1"],
    [{ ...ipv6, scopeId: 2 ** 32 }, "scopeId 4294967296"],
  ];
  for (const [address, message] of table) {
    assertThrows(() => encodeSockaddr(address, linux), RangeError, message);
  }
});

Deno.test("encodeSockaddr refuses a path that does not fit", () => {
  const path = "/".padEnd(107, "x");
  assertEquals(encodeSockaddr({ family: 1, path }, linux).length, 110);
  assertThrows(
    () => encodeSockaddr({ family: 1, path: path + "x" }, linux),
    RangeError,
    "108 bytes do not fit in the 108",
  );
  assertThrows(
    () => encodeSockaddr({ family: 1, path }, macos),
    RangeError,
    "do not fit in the 104",
  );
});

Deno.test("formatSocketAddress writes addresses as people do", () => {
  const table: [SocketAddress, string][] = [
    [{ family: 2, address: "127.0.0.1", port: 80 }, "127.0.0.1:80"],
    [{ family: 10, address: "::1", port: 80 }, "[::1]:80"],
    [
      { family: 10, address: "fe80::1", port: 80, scopeId: 2 },
      "[fe80::1%2]:80",
    ],
    [{ family: 1, path: "/tmp/bar" }, "/tmp/bar"],
    [{ family: 1, path: "" }, "(unnamed)"],
  ];
  for (const [address, text] of table) {
    assertEquals(formatSocketAddress(address), text);
  }
});
