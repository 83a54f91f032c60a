import { assertEquals, assertThrows } from "@std/assert";
import type { AddrInfoHints } from "../../lib/addr_info.ts";
import { resolveHints } from "../../lib/addr_info_hints.ts";
import { PLATFORMS } from "../../lib/platforms.ts";

const { linux, macos, windows } = PLATFORMS;
const NOTHING = { flags: 0, family: 0, socktype: 0, protocol: 0 };

Deno.test("resolveHints makes each system's numbers of the same names", () => {
  const hints: AddrInfoHints = {
    flags: ["AI_PASSIVE", "AI_NUMERICSERV", "AI_ADDRCONFIG"],
    family: "AF_INET6",
    socktype: "SOCK_STREAM",
    protocol: "IPPROTO_TCP",
  };
  const stream = { socktype: 1, protocol: 6 };
  assertEquals(resolveHints(hints, linux), {
    flags: 0x421,
    family: 10,
    ...stream,
  });
  assertEquals(resolveHints(hints, macos), {
    flags: 0x1401,
    family: 30,
    ...stream,
  });
  assertEquals(resolveHints(hints, windows), {
    flags: 0x409,
    family: 23,
    ...stream,
  });
});

Deno.test("resolveHints takes numbers as they are, and nothing for nothing", () => {
  assertEquals(resolveHints({}, linux), NOTHING);
  assertEquals(resolveHints(undefined, linux), NOTHING);
  assertEquals(resolveHints({ flags: [] }, linux), NOTHING);
  assertEquals(resolveHints({ flags: 0x4000_0000, family: 99 }, linux), {
    ...NOTHING,
    flags: 0x4000_0000,
    family: 99,
  });
  assertEquals(resolveHints({ flags: "AI_ALL" }, linux).flags, 0x10);
});

Deno.test("resolveHints names the hint that is wrong", () => {
  const table: [unknown, string][] = [
    [null, "hints null"],
    ["AI_PASSIVE", 'hints "AI_PASSIVE"'],
    [{ flags: "AI_NOSUCH" }, 'flags "AI_NOSUCH"'],
    [{ flags: ["AI_PASSIVE", "AF_INET"] }, 'flags "AF_INET"'],
    [{ flags: 1.5 }, "flags 1.5"],
    [{ flags: 2 ** 32 }, "flags 4294967296"],
    [{ family: "inet6" }, 'family "inet6"'],
    [{ family: null }, "family null"],
    [{ socktype: "stream" }, 'socktype "stream"'],
    [{ protocol: "tcp" }, "IPPROTO_TCP"],
    [{ protocol: NaN }, "protocol NaN"],
  ];
  for (const [hints, message] of table) {
    assertThrows(
      () => resolveHints(hints as AddrInfoHints, linux),
      TypeError,
      message,
    );
  }
});
