import { domainToASCII } from "node:url";
import type { AddrInfo, AddrInfoHints, AddrInfoList } from "./addr_info.ts";
import { type AddrInfoNumbers, resolveHints } from "./addr_info_hints.ts";
import { copyAddrInfoList, keepAddrInfoList } from "./addr_info_list.ts";
import {
  addressError,
  type AddressQuery,
  formatQuery,
} from "./address_error.ts";
import { Wait } from "./deadline.ts";
import { SocketError } from "./errors.ts";
import { lookUpWithNodeDns } from "./node_dns_lookup.ts";
import {
  type PendingLookup,
  type SystemResolver,
  systemResolver,
} from "./system_resolver.ts";

/**
 * Asks the system for the addresses of a host and service, in its order.
 *
 * This is the C function of that name, called off this thread: the list is the
 * one every program on this machine gets, copied, and freed. A `null` host
 * means this machine: loopback, or every address with `AI_PASSIVE`. A service
 * is a name from the system's list, a port, or `null` for port 0. Ports are
 * passed on as they are, so glibc makes 34463 of 99999. Left-out hints are
 * zero, as in Python; C's own default differs between systems. A host name that
 * is not ASCII is looked up in its ASCII form (`xn--…`), as browsers do.
 *
 * Where the system cannot be asked (no `--allow-ffi`, an unknown system),
 * `node:dns` answers instead and each entry says so: `source: "node:dns"`.
 *
 * With `keepMemory: true` the list's own memory stays too, to be read struct by
 * struct: see {@linkcode AddrInfoMemory}.
 *
 * Errors: `AddressError` with the `EAI_` name in `code`, `DeadlineError`,
 * `AbortError`, and `TypeError` naming an argument of the wrong type.
 *
 * Source: getaddrinfo(3), RFC 3493 §6.1.
 *
 * @example
 * ```ts
 * import { AF_INET, getaddrinfo } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const list = await getaddrinfo("127.0.0.1", 80, { socktype: "SOCK_STREAM" });
 * assertEquals(list.length, 1);
 * assertEquals(list[0].family, AF_INET);
 * assertEquals(list[0].address, "127.0.0.1");
 * assertEquals(list[0].port, 80);
 * ```
 */
export function getaddrinfo(
  hostname: string | null,
  service: string | number | null,
  hints: AddrInfoHints & { keepMemory: true },
): Promise<AddrInfoList>;
/** The same without the list's memory, which is freed. */
export function getaddrinfo(
  hostname: string | null,
  service: string | number | null,
  hints?: AddrInfoHints,
): Promise<AddrInfo[]>;
export async function getaddrinfo(
  hostname: string | null,
  service: string | number | null,
  hints: AddrInfoHints = {},
): Promise<AddrInfo[]> {
  const query = checkQuery(hostname, service);
  const numbers = resolveHints(hints);
  const { resolver, refusal } = systemResolver();
  if (resolver) return await lookUp(resolver, query, numbers, hints);
  if (hints.keepMemory) {
    throw new SocketError(
      `Cannot keep the memory of the list for ${formatQuery(query)}: ` +
        `calling the system's getaddrinfo needs ${refusal}`,
    );
  }
  const wait = new Wait("resolve", query.hostname ?? "the null host", hints);
  try {
    return await wait.for(lookUpWithNodeDns(query, numbers));
  } finally {
    wait.end();
  }
}

/** Waits for a resolver's answer, and copies or keeps the list. */
export async function lookUp(
  resolver: SystemResolver,
  query: AddressQuery,
  numbers: AddrInfoNumbers,
  hints: AddrInfoHints = {},
): Promise<AddrInfo[]> {
  const hostname = asciiHostname(query.hostname);
  const wait = new Wait("resolve", query.hostname ?? "the null host", hints);
  let untaken: PendingLookup | undefined;
  try {
    untaken = resolver.lookUp(hostname, query.service, numbers);
    const { status, head } = await wait.for(untaken.answer);
    untaken = undefined;
    if (status !== 0) {
      const text = resolver.errorText(status);
      throw addressError(query, status, { text, platform: resolver.platform });
    }
    return hints.keepMemory
      ? keepAddrInfoList(resolver, head)
      : copyAddrInfoList(resolver, head);
  } finally {
    untaken?.abandon();
    wait.end();
  }
}

function checkQuery(hostname: unknown, service: unknown): AddressQuery {
  if (hostname !== null && typeof hostname !== "string") {
    throw wrongArgument("hostname", hostname, "a string, or null");
  }
  if (typeof service === "number" && !Number.isSafeInteger(service)) {
    throw wrongArgument("service", service, "a whole number");
  }
  if (
    service !== null && typeof service !== "string" &&
    typeof service !== "number"
  ) {
    throw wrongArgument("service", service, "a string, a number, or null");
  }
  const query = {
    hostname,
    service: service === null ? null : String(service),
  };
  for (const [name, text] of Object.entries(query)) {
    // C would see the text end here, and look up another name.
    if (text?.includes("\0")) {
      throw wrongArgument(name, text, "a text without NUL");
    }
  }
  return query;
}

/** Names are ASCII in DNS; the others have an ASCII form (RFC 5891). */
function asciiHostname(hostname: string | null): string | null {
  // deno-lint-ignore no-control-regex
  if (hostname === null || /^[\x00-\x7f]*$/.test(hostname)) return hostname;
  return domainToASCII(hostname) || hostname;
}

function wrongArgument(
  name: string,
  value: unknown,
  expected: string,
): TypeError {
  const shown = typeof value === "string" ? JSON.stringify(value) : value;
  return new TypeError(
    `Cannot resolve ${name} ${String(shown)}: expected ${expected}`,
  );
}
