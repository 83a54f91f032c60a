import type { AddrInfo, AddrInfoHints, AddrInfoList } from "../addr_info.ts";
import { AddressError } from "../errors.ts";
import { getaddrinfo as lookUp } from "../getaddrinfo.ts";
import { formatSocketAddress } from "../socket_address.ts";
import { recordCall } from "./trace_calls.ts";

/**
 * `getaddrinfo` of `sockets`, recorded by `traceCalls` as the first call in the
 * life of a client and of a server.
 *
 * @example
 * ```ts
 * import { getaddrinfo, traceCalls } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const trace = traceCalls();
 * await getaddrinfo("127.0.0.1", "80", { socktype: "SOCK_STREAM" });
 * assertEquals(String(trace), 'getaddrinfo("127.0.0.1", "80") = 0 [127.0.0.1:80]');
 * trace.stop();
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
  const traced = recordCall("getaddrinfo", () => [
    textArgument("node", hostname),
    textArgument("service", service),
  ]);
  traced.waited = true;
  try {
    const list = await lookUp(hostname, service, hints);
    traced.output = list.map(formatSocketAddress).join(", ");
    traced.result = 0;
    return list;
  } catch (error) {
    traced.failure = error instanceof AddressError ? error.code : String(error);
    throw error;
  } finally {
    traced.end = performance.now();
  }
}

function textArgument(name: string, value: string | number | null) {
  const text = value === null ? "NULL" : JSON.stringify(String(value));
  return { name, value: Number(value), text };
}
