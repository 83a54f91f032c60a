import {
  assert,
  assertEquals,
  assertInstanceOf,
  assertRejects,
} from "@std/assert";
import type { AddrInfoHints } from "../../lib/addr_info.ts";
import { AbortError, AddressError, DeadlineError } from "../../lib/errors.ts";
import { interruptWaits } from "../../lib/deadline.ts";
import { InterruptedError } from "../../lib/errors.ts";
import { getaddrinfo, lookUp } from "../../lib/getaddrinfo.ts";
import { HOST_PLATFORM, PLATFORMS } from "../../lib/platforms.ts";
import {
  AF_INET,
  AF_INET6,
  AI_PASSIVE,
  IPPROTO_TCP,
  SOCK_STREAM,
} from "../../lib/socket_constants.ts";
import { encodeSockaddr } from "../../lib/encode_sockaddr.ts";
import { bytesOf, laidOutResolver } from "./laid_out_memory.ts";

const TCP = { socktype: SOCK_STREAM };

Deno.test("getaddrinfo fills every field of a numeric address", async () => {
  const list = await getaddrinfo("192.0.2.1", 8192, TCP);
  const address = { family: AF_INET, address: "192.0.2.1", port: 8192 };
  assertEquals(list, [{
    ...address,
    flags: list[0].flags,
    socktype: SOCK_STREAM,
    protocol: IPPROTO_TCP,
    scopeId: 0,
    canonname: null,
    sockaddr: encodeSockaddr(address),
    source: "system",
  }]);
});

Deno.test("getaddrinfo of the null host gives loopback, or every address", async () => {
  const loopback = await getaddrinfo(null, 80, { ...TCP, family: AF_INET });
  assertEquals(loopback.map(({ address }) => address), ["127.0.0.1"]);
  const hints = { ...TCP, family: AF_INET, flags: AI_PASSIVE };
  const everywhere = await getaddrinfo(null, 80, hints);
  assertEquals(everywhere.map(({ address }) => address), ["0.0.0.0"]);
});

Deno.test("getaddrinfo takes hints by name", async () => {
  const [entry] = await getaddrinfo("::1", "80", {
    flags: ["AI_NUMERICHOST", "AI_NUMERICSERV"],
    family: "AF_INET6",
    socktype: "SOCK_STREAM",
    protocol: "IPPROTO_TCP",
  });
  assertEquals([entry.family, entry.address], [AF_INET6, "::1"]);
});

Deno.test("getaddrinfo reports the system's error by name, number and text", async () => {
  const hints: AddrInfoHints = { flags: "AI_NUMERICHOST" };
  const error = await assertRejects(
    () => getaddrinfo("localhost", "80", hints),
    AddressError,
    'Cannot resolve "localhost" with service "80": EAI_NONAME',
  );
  assertEquals(error.errorNumber, HOST_PLATFORM.addressErrors.EAI_NONAME);
  assert(error.systemText);
});

Deno.test("getaddrinfo names an argument of the wrong type", async () => {
  const table: [unknown[], string][] = [
    [[undefined, 80], "hostname undefined"],
    [[5, 80], "hostname 5"],
    [[{}, 80], "hostname [object Object]"],
    [["a\0b", 80], 'hostname "a\\u0000b"'],
    [["localhost", undefined], "service undefined"],
    [["localhost", 80.5], "service 80.5"],
    [["localhost", NaN], "service NaN"],
    [["localhost", true], "service true"],
    [["localhost", "8\x000"], "service"],
    [["localhost", 80, null], "hints null"],
    [["localhost", 80, { family: "ipv6" }], 'family "ipv6"'],
  ];
  for (const [args, message] of table) {
    await assertRejects(
      () => getaddrinfo(...args as Parameters<typeof getaddrinfo>),
      TypeError,
      message,
    );
  }
});

Deno.test("getaddrinfo keeps the list's memory when asked to", async () => {
  const list = await getaddrinfo("127.0.0.1", 80, {
    flags: "AI_CANONNAME",
    keepMemory: true,
  });
  using memory = list.memory;
  const walked = [...memory.structs()];
  assertEquals(walked, list.map(({ struct }) => struct!));
  assertEquals(walked[0].address, memory.head);
  assertEquals(walked.at(-1)!.next, 0n);
  for (const [i, { addr, addrlen }] of walked.entries()) {
    assertEquals(memory.read(addr, addrlen), list[i].sockaddr);
  }
  assertEquals(memory.readText(walked[0].canonname), list[0].canonname);
});

const QUERY = { hostname: "slow.example", service: "80" };
const NOTHING = { flags: 0, family: 0, socktype: 0, protocol: 0 };
const ONE_ENTRY = new Map([
  [
    0x1000n,
    bytesOf(`00000000 02000000 01000000 06000000 10000000 00000000
      0020000000000000 0000000000000000 0000000000000000`),
  ],
  [0x2000n, bytesOf("02000050 7f000001 0000000000000000")],
]);

Deno.test("getaddrinfo past its deadline frees the list that comes late", async () => {
  const resolver = laidOutResolver(PLATFORMS.linux, ONE_ENTRY);
  const error = await assertRejects(
    () => lookUp(resolver, QUERY, NOTHING, { timeout: 5 }),
    DeadlineError,
    'Cannot resolve "slow.example"',
  );
  assertEquals(error.timeout, 5);
  assertEquals([resolver.abandoned, resolver.freed], [1, []]);
  resolver.answer(0, 0x1000n);
  assertEquals(resolver.freed, [0x1000n]);
});

Deno.test("getaddrinfo ends when its signal is aborted", async () => {
  const resolver = laidOutResolver(PLATFORMS.linux, ONE_ENTRY);
  const controller = new AbortController();
  const { signal } = controller;
  const lookup = lookUp(resolver, QUERY, NOTHING, { signal });
  controller.abort("the bar closes");
  await assertRejects(() => lookup, AbortError, "the bar closes");
  assertEquals(resolver.abandoned, 1);
});

Deno.test("getaddrinfo does not ask when its signal is aborted already", async () => {
  const signal = AbortSignal.abort("closed");
  const asked = getaddrinfo("localhost", 80, { signal });
  await assertRejects(() => asked, AbortError, "closed");
});

Deno.test("getaddrinfo ends when all waits are interrupted", async () => {
  const resolver = laidOutResolver(PLATFORMS.linux, ONE_ENTRY);
  const lookup = lookUp(resolver, QUERY, NOTHING, { timeout: Infinity });
  interruptWaits("Stop was pressed");
  await assertRejects(() => lookup, InterruptedError, "Stop was pressed");
  assertEquals(resolver.abandoned, 1);
});

Deno.test("getaddrinfo that answers in time is freed and not abandoned", async () => {
  const resolver = laidOutResolver(PLATFORMS.linux, ONE_ENTRY);
  const lookup = lookUp(resolver, QUERY, NOTHING);
  resolver.answer(0, 0x1000n);
  assertEquals((await lookup).map(({ address }) => address), ["127.0.0.1"]);
  assertEquals([resolver.abandoned, resolver.freed], [0, [0x1000n]]);
});

Deno.test("getaddrinfo that fails has nothing to free", async () => {
  const resolver = laidOutResolver(PLATFORMS.macos, new Map());
  const lookup = lookUp(resolver, QUERY, NOTHING);
  resolver.answer(8, 0n);
  const error = await assertRejects(() => lookup, AddressError);
  assertEquals([error.code, error.errorNumber], ["EAI_NONAME", 8]);
  assertEquals([resolver.abandoned, resolver.freed], [0, []]);
});

Deno.test("getaddrinfo looks a name that is not ASCII up in its ASCII form", async () => {
  const resolver = laidOutResolver(PLATFORMS.linux, ONE_ENTRY);
  const asked: (string | null)[] = [];
  const spied = {
    ...resolver,
    lookUp(...args: Parameters<typeof resolver.lookUp>) {
      asked.push(args[0]);
      return resolver.lookUp(...args);
    },
  };
  resolver.answer(-2, 0n);
  for (
    const hostname of ["Bücher.example", "LOCALHOST", "日本.example", null]
  ) {
    const query = { hostname, service: null };
    await lookUp(spied, query, NOTHING).catch((error) =>
      assertInstanceOf(error, AddressError)
    );
  }
  assertEquals(asked, [
    "xn--bcher-kva.example",
    "LOCALHOST",
    "xn--wgv71a.example",
    null,
  ]);
});
