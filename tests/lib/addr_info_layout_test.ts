import { assertEquals, assertThrows } from "@std/assert";
import { encodeHints, readAddrInfoStruct } from "../../lib/addr_info_layout.ts";
import { isKnownPlatform, PLATFORMS } from "../../lib/platforms.ts";

const { linux, macos, windows } = PLATFORMS;

/** Laid out by hand: flags 2, IPv6, stream, TCP; sockaddr at 0xa000, name at 0xb000, next at 0xc000. */
const STRUCTS = {
  linux: "02000000 0a000000 01000000 06000000 1c000000 deadbeef " +
    "00a0000000000000 00b0000000000000 00c0000000000000",
  macos: "02000000 1e000000 01000000 06000000 1c000000 deadbeef " +
    "00b0000000000000 00a0000000000000 00c0000000000000",
  windows: "02000000 17000000 01000000 06000000 1c00000000000000 " +
    "00b0000000000000 00a0000000000000 00c0000000000000",
};

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.fromHex(hex.replace(/\s/g, ""));
}

for (const platform of [linux, macos, windows]) {
  Deno.test(`readAddrInfoStruct reads ${platform.name}'s struct`, () => {
    const bytes = bytesOf(STRUCTS[platform.name]);
    assertEquals(readAddrInfoStruct(bytes, platform.addrinfo, 0x9000n), {
      address: 0x9000n,
      bytes,
      flags: platform.constants.AI_CANONNAME,
      family: platform.constants.AF_INET6,
      socktype: platform.constants.SOCK_STREAM,
      protocol: platform.constants.IPPROTO_TCP,
      addrlen: 28,
      addr: 0xa000n,
      canonname: 0xb000n,
      next: 0xc000n,
    });
  });
}

Deno.test("readAddrInfoStruct with the wrong layout takes the name for the address", () => {
  const read = readAddrInfoStruct(bytesOf(STRUCTS.linux), macos.addrinfo);
  assertEquals(read.addr, 0xb000n);
  assertEquals(read.canonname, 0xa000n);
  assertEquals(read.next, 0xc000n);
});

Deno.test("readAddrInfoStruct with Windows' layout takes padding for a length", () => {
  const read = readAddrInfoStruct(bytesOf(STRUCTS.linux), windows.addrinfo);
  assertEquals(read.addrlen, Number(0xefbeadde_0000001cn));
});

Deno.test("readAddrInfoStruct refuses fewer bytes than a struct has", () => {
  assertThrows(
    () => readAddrInfoStruct(new Uint8Array(47), linux.addrinfo),
    RangeError,
    "47 bytes",
  );
});

Deno.test("encodeHints sets four numbers and leaves the rest zero", () => {
  const hints = { flags: 0x421, family: 10, socktype: 1, protocol: -1 };
  assertEquals(
    encodeHints(hints, linux.addrinfo),
    bytesOf("21040000 0a000000 01000000 ffffffff" + "00".repeat(32)),
  );
});

Deno.test("isKnownPlatform knows three systems on two processors", () => {
  const known = ["linux", "darwin", "windows"].flatMap((os) =>
    ["x86_64", "aarch64"].map((arch) => isKnownPlatform({ os, arch }))
  );
  assertEquals(known, Array(6).fill(true));
  assertEquals(isKnownPlatform({ os: "freebsd", arch: "x86_64" }), false);
  assertEquals(isKnownPlatform({ os: "linux", arch: "riscv64" }), false);
});
