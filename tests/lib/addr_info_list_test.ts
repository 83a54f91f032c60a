import { assertEquals, assertThrows } from "@std/assert";
import {
  copyAddrInfoList,
  keepAddrInfoList,
} from "../../lib/addr_info_list.ts";
import { SocketError } from "../../lib/errors.ts";
import type { PlatformName } from "../../lib/platform.ts";
import { PLATFORMS } from "../../lib/platforms.ts";
import { bytesOf, laidOutResolver, type Memory } from "./laid_out_memory.ts";

/**
 * Two entries, the second without a name, as each system lays them out:
 *
 * ```text
 * 0x1000 struct ─ addr 0x2000 (::1, port 80), canonname 0x3000, next 0x4000
 * 0x4000 struct ─ addr 0x5000 (127.0.0.1, port 80)
 * ```
 */
const MEMORIES: Record<PlatformName, Memory> = {
  linux: new Map([
    [
      0x1000n,
      bytesOf(`02000000 0a000000 01000000 06000000 1c000000 deadbeef
        0020000000000000 0030000000000000 0040000000000000`),
    ],
    [
      0x2000n,
      bytesOf("0a000050 00000000 00000000000000000000000000000001 00000000"),
    ],
    [0x3000n, bytesOf("6c6f63616c686f737400")],
    [
      0x4000n,
      bytesOf(`02000000 02000000 01000000 06000000 10000000 deadbeef
        0050000000000000 0000000000000000 0000000000000000`),
    ],
    [0x5000n, bytesOf("02000050 7f000001 0000000000000000")],
  ]),
  macos: new Map([
    [
      0x1000n,
      bytesOf(`02000000 1e000000 01000000 06000000 1c000000 deadbeef
        0030000000000000 0020000000000000 0040000000000000`),
    ],
    [
      0x2000n,
      bytesOf("1c1e0050 00000000 00000000000000000000000000000001 00000000"),
    ],
    [0x3000n, bytesOf("6c6f63616c686f737400")],
    [
      0x4000n,
      bytesOf(`02000000 02000000 01000000 06000000 10000000 deadbeef
        0000000000000000 0050000000000000 0000000000000000`),
    ],
    [0x5000n, bytesOf("10020050 7f000001 0000000000000000")],
  ]),
  windows: new Map([
    [
      0x1000n,
      bytesOf(`02000000 17000000 01000000 06000000 1c00000000000000
        0030000000000000 0020000000000000 0040000000000000`),
    ],
    [
      0x2000n,
      bytesOf("17000050 00000000 00000000000000000000000000000001 00000000"),
    ],
    [0x3000n, bytesOf("6c006f00630061006c0068006f0073007400 0000")],
    [
      0x4000n,
      bytesOf(`02000000 02000000 01000000 06000000 1000000000000000
        0000000000000000 0050000000000000 0000000000000000`),
    ],
    [0x5000n, bytesOf("02000050 7f000001 0000000000000000")],
  ]),
};

for (const platform of Object.values(PLATFORMS)) {
  Deno.test(`copyAddrInfoList copies and frees a list of ${platform.name}`, () => {
    const memory = MEMORIES[platform.name];
    const resolver = laidOutResolver(platform, memory);
    const { AF_INET, AF_INET6 } = platform.constants;
    const common = {
      flags: 2,
      socktype: 1,
      protocol: 6,
      port: 80,
      scopeId: 0,
      source: "system",
    };
    assertEquals<unknown>(copyAddrInfoList(resolver, 0x1000n), [
      {
        ...common,
        family: AF_INET6,
        address: "::1",
        canonname: "localhost",
        sockaddr: memory.get(0x2000n),
      },
      {
        ...common,
        family: AF_INET,
        address: "127.0.0.1",
        canonname: null,
        sockaddr: memory.get(0x5000n),
      },
    ]);
    assertEquals(resolver.freed, [0x1000n]);
  });
}

const { linux, macos } = PLATFORMS;

Deno.test("copyAddrInfoList frees a list that it cannot read", () => {
  const memory = new Map(MEMORIES.linux);
  memory.set(0x5000n, bytesOf("63000050 7f000001 0000000000000000"));
  const resolver = laidOutResolver(linux, memory);
  assertThrows(
    () => copyAddrInfoList(resolver, 0x1000n),
    RangeError,
    "family 99",
  );
  assertEquals(resolver.freed, [0x1000n]);
});

Deno.test("copyAddrInfoList of a list in a circle comes to an end", () => {
  const memory = new Map(MEMORIES.linux);
  const second = memory.get(0x4000n)!.slice();
  second.set(bytesOf("0010000000000000"), 40);
  memory.set(0x4000n, second);
  const list = copyAddrInfoList(laidOutResolver(linux, memory), 0x1000n);
  assertEquals(list.length, 4096);
});

Deno.test("keepAddrInfoList keeps the memory until it is freed, once", () => {
  const resolver = laidOutResolver(linux, MEMORIES.linux);
  const { memory, ...list } = keepAddrInfoList(resolver, 0x1000n);
  assertEquals(memory.head, 0x1000n);
  assertEquals(list[0].struct!.next, 0x4000n);
  assertEquals(list[1].struct!.bytes, MEMORIES.linux.get(0x4000n));
  assertEquals([...memory.structs()].map(({ address }) => address), [
    0x1000n,
    0x4000n,
  ]);
  assertEquals(resolver.freed, []);
  assertEquals(memory.freed, false);
  memory.free();
  memory[Symbol.dispose]();
  assertEquals(resolver.freed, [0x1000n]);
  assertEquals(memory.freed, true);
  assertThrows(() => memory.read(0x1000n, 48), SocketError, "has been freed");
});

Deno.test("AddrInfoMemory read with another layout finds a name in the sockaddr", () => {
  const resolver = laidOutResolver(linux, MEMORIES.linux);
  const { memory } = keepAddrInfoList(resolver, 0x1000n);
  const [first, second] = memory.structs(macos.addrinfo);
  assertEquals(first.canonname, 0x2000n);
  assertEquals(memory.readText(first.canonname), "\n");
  assertEquals(memory.read(first.addr, 9), bytesOf("6c6f63616c686f7374"));
  assertEquals(second.addr, 0n);
  assertThrows(
    () => memory.read(second.addr, second.addrlen),
    SocketError,
    "16 bytes at 0x0: not in the list's memory",
  );
});

Deno.test("AddrInfoMemory refuses bytes around the list's own", () => {
  const resolver = laidOutResolver(linux, MEMORIES.linux);
  const { memory } = keepAddrInfoList(resolver, 0x1000n);
  for (
    const [address, length] of [
      [0xfffn, 1],
      [0x1000n, 49],
      [0x1030n, 1],
      [0x2001n, 28],
      [0x7fff_ffff_ffffn, 8],
    ] as const
  ) {
    assertThrows(() => memory.read(address, length), SocketError, "not in");
  }
  assertThrows(() => memory.readText(0n), SocketError, "not in");
  assertEquals(memory.readText(0x3005n), "host");
});
