import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { encodeSockaddr, getaddrinfo } from "sockets";
import { addrinfoChain } from "sockets/figures";
import { PLATFORMS } from "../../../lib/platforms.ts";
import { readSvg } from "./read_svg.ts";

const { linux, macos } = PLATFORMS;
const entry = (port: number, address: bigint, next: bigint) => ({
  flags: linux.constants.AI_PASSIVE,
  family: linux.constants.AF_INET,
  socktype: linux.constants.SOCK_STREAM,
  protocol: linux.constants.IPPROTO_TCP,
  canonname: next === 0n ? null : "ens-rennes.fr",
  sockaddr: encodeSockaddr({ family: 2, address: "192.0.2.7", port }, linux),
  struct: {
    address,
    addrlen: 16,
    addr: address + 48n,
    canonname: next === 0n ? 0n : 0x900n,
    next,
  },
});

Deno.test("addrinfoChain follows ai_next through memory", () => {
  const list = [entry(80, 0x1000n, 0x2000n), entry(443, 0x2000n, 0n)];
  assertEquals(
    `\n${addrinfoChain(list, { platform: linux }).text}`,
    `
result ─> 0x1000
    ai_flags      PASSIVE
    ai_family     AF_INET
    ai_socktype   SOCK_STREAM
    ai_protocol   IPPROTO_TCP
    ai_addrlen    16
    ai_addr       0x1030         ─> family 2 AF_INET, port 80, address 192.0.2.7
    ai_canonname  0x900          ─> 0x900 "ens-rennes.fr"
    ai_next       0x2000         ─> the next struct
       ─> 0x2000
    ai_flags      PASSIVE
    ai_family     AF_INET
    ai_socktype   SOCK_STREAM
    ai_protocol   IPPROTO_TCP
    ai_addrlen    16
    ai_addr       0x2030         ─> family 2 AF_INET, port 443, address 192.0.2.7
    ai_canonname  NULL
    ai_next       NULL`,
  );
});

Deno.test("addrinfoChain keeps the order of fields of each system", () => {
  const order = (platform: typeof linux) =>
    readSvg(addrinfoChain([entry(80, 0x1000n, 0n)], { platform }).svg).texts
      .filter((text) => /^ai_(addr|canonname|next)$/.test(text));
  assertEquals(order(linux), ["ai_addr", "ai_canonname", "ai_next"]);
  assertEquals(order(macos), ["ai_canonname", "ai_addr", "ai_next"]);
});

Deno.test("addrinfoChain draws the system's own list, with and without its memory", async () => {
  const hints = { socktype: "SOCK_STREAM" } as const;
  const plain = addrinfoChain(await getaddrinfo("127.0.0.1", 80, hints));
  assertStringIncludes(plain.text, "port 80, address 127.0.0.1");
  const list = await getaddrinfo("127.0.0.1", 80, {
    ...hints,
    keepMemory: true,
  });
  if (list[0].struct) {
    assertStringIncludes(
      addrinfoChain(list).text,
      `result ─> 0x${list[0].struct.address.toString(16)}`,
    );
  }
  (list as { memory?: { free(): void } }).memory?.free();
});

Deno.test("addrinfoChain draws six structs and counts the others", () => {
  const list = Array.from({ length: 40 }, (_, index) => entry(index, 1n, 2n));
  const figure = addrinfoChain(list);
  assertStringIncludes(figure.text, "and 34 more, not drawn");
  assert(figure.height < 2000);
});

Deno.test("addrinfoChain of an empty list says so", () => {
  assertEquals(addrinfoChain([]).text, "the list is empty");
});
