import { assert, assertArrayIncludes, assertEquals } from "@std/assert";
import { getaddrinfo } from "../../lib/getaddrinfo.ts";
import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  AF_UNSPEC,
  AI_ADDRCONFIG,
  AI_ALL,
  AI_CANONNAME,
  AI_NUMERICHOST,
  AI_NUMERICSERV,
  AI_PASSIVE,
  AI_V4MAPPED,
  IPPROTO_TCP,
  IPPROTO_UDP,
  SOCK_DGRAM,
  SOCK_RAW,
  SOCK_STREAM,
} from "../../lib/socket_constants.ts";
import { AddressError } from "../../lib/errors.ts";
import { findTool, lacksTool } from "../tools.ts";

type Query = [
  hostname: string | null,
  service: string | number | null,
  family: number,
  socktype: number,
  protocol: number,
  flags: number,
];

const HOSTS = [
  null,
  "",
  "localhost",
  "127.0.0.1",
  "127.1",
  "0x7f.1",
  "010.0.0.1",
  "::1",
  "::ffff:192.0.2.1",
  "2001:DB8:0:0:1::1",
  "fe80::1%lo",
  "fe80::1%1",
  "fe80::1%no-such-interface",
  "[::1]",
  "a".repeat(64) + ".invalid",
  "a.".repeat(140),
];

const SERVICES = [
  null,
  "",
  "http",
  "domain",
  "no-such-service",
  "80",
  " 80",
  "080",
  80,
  0,
  65535,
  65536,
  99999,
  -1,
];

const HINTS: [number, number, number, number][] = [
  [AF_UNSPEC, 0, 0, 0],
  [AF_UNSPEC, SOCK_STREAM, 0, 0],
  [AF_INET, SOCK_STREAM, IPPROTO_TCP, AI_PASSIVE],
  [AF_INET6, SOCK_STREAM, 0, AI_PASSIVE | AI_NUMERICSERV],
  [AF_INET6, 0, 0, AI_V4MAPPED],
  [AF_INET6, SOCK_DGRAM, IPPROTO_UDP, AI_V4MAPPED | AI_ALL],
  [AF_UNSPEC, SOCK_STREAM, 0, AI_ADDRCONFIG | AI_NUMERICSERV],
  [AF_UNSPEC, SOCK_STREAM, 0, AI_CANONNAME],
  [AF_UNSPEC, SOCK_DGRAM, 0, AI_NUMERICHOST | AI_PASSIVE],
  [AF_UNSPEC, SOCK_RAW, 0, AI_NUMERICHOST],
  [AF_UNSPEC, SOCK_STREAM, IPPROTO_UDP, 0],
  [AF_UNIX, SOCK_STREAM, 0, 0],
  [99, 0, 0, 0],
  [AF_UNSPEC, 99, 0, 0],
  [AF_UNSPEC, 0, 99, 0],
  [AF_UNSPEC, 0, 0, 0x4000_0000],
];

/** A name server may have to be asked for these, so there are few of them. */
const LOOKED_UP: Query[] = [
  ["no-such-host.invalid", "80", AF_UNSPEC, SOCK_STREAM, 0, 0],
  ["bücher.invalid", null, AF_UNSPEC, SOCK_STREAM, 0, 0],
  ["256.0.0.1", null, AF_INET, SOCK_STREAM, 0, 0],
];

/** Without a network the name server's "no" becomes "no answer". */
const UNKNOWN_NAME = ["EAI_NONAME", "EAI_AGAIN", "EAI_NODATA"];

function allQueries(): Query[] {
  const local = HOSTS.flatMap((hostname) =>
    SERVICES.flatMap((service) =>
      HINTS.map((hints): Query => [hostname, service, ...hints])
    )
  );
  return [...local, ...LOOKED_UP];
}

async function askPython(queries: Query[]): Promise<unknown[]> {
  const script = new URL("./getaddrinfo_oracle.py", import.meta.url);
  const python = new Deno.Command(
    findTool("python3") ?? findTool("python") ?? "python3",
    {
      args: ["-c", await Deno.readTextFile(script)],
      stdin: "piped",
      stdout: "piped",
    },
  ).spawn();
  const writer = python.stdin.getWriter();
  await writer.write(new TextEncoder().encode(JSON.stringify(queries)));
  await writer.close();
  const { stdout, success } = await python.output();
  assert(success, "the oracle failed");
  return JSON.parse(new TextDecoder().decode(stdout));
}

async function askLibrary(query: Query): Promise<unknown> {
  const [hostname, service, family, socktype, protocol, flags] = query;
  const hints = { family, socktype, protocol, flags, timeout: 60_000 };
  try {
    const list = await getaddrinfo(hostname, service, hints);
    return list.map((entry) => ({
      family: entry.family,
      socktype: entry.socktype,
      protocol: entry.protocol,
      canonname: entry.canonname,
      address: entry.address,
      port: entry.port,
      scopeId: entry.scopeId,
    }));
  } catch (error) {
    if (!(error instanceof AddressError)) throw error;
    return { status: error.errorNumber, code: error.code };
  }
}

function codeOf(answer: unknown): unknown {
  return (answer as { code?: unknown }).code;
}

Deno.test({
  name: "getaddrinfo gives Python's lists and errors, in the same order",
  ignore: Deno.build.os === "windows" || lacksTool("python3"),
  async fn() {
    const queries = allQueries();
    const expected = await askPython(queries);
    let lists = 0;
    for (const [i, query] of queries.entries()) {
      const got = await askLibrary(query);
      if (Array.isArray(got)) lists++;
      if (LOOKED_UP.includes(query)) {
        assertArrayIncludes(UNKNOWN_NAME, [codeOf(got), codeOf(expected[i])]);
      } else {
        assertEquals(got, expected[i], JSON.stringify(query));
      }
    }
    assert(lists > 200, `only ${lists} of the answers were lists`);
    assert(queries.length - lists > 200, "too few of the answers were errors");
  },
});
