import type { AddrInfoMemory } from "./addr_info_memory.ts";
import type { AddrInfoStruct } from "./addr_info_layout.ts";

/**
 * One entry of the list that `getaddrinfo` returns: an address to try.
 *
 * The numbers (`flags`, `family`, `socktype`, `protocol`) are those of the
 * system this process runs on: compare them with `AF_INET6`, `SOCK_STREAM` and
 * the other exported constants, never with a literal.
 *
 * Source: getaddrinfo(3), RFC 3493 §6.1.
 *
 * @example
 * ```ts
 * import { type AddrInfo, AF_INET6, getaddrinfo } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * function origin({ family, address, port }: AddrInfo): string {
 *   const host = family === AF_INET6 ? `[${address}]` : address;
 *   return `http://${host}:${port}`;
 * }
 * const [loopback] = await getaddrinfo("::1", 8080);
 * assertEquals(origin(loopback), "http://[::1]:8080");
 * ```
 */
export interface AddrInfo {
  /** `ai_flags`: the hints' flags, handed back by the system. */
  flags: number;
  /** `ai_family`: the first argument of `socket`, such as `AF_INET6`. */
  family: number;
  /** `ai_socktype`: the second argument of `socket`, such as `SOCK_STREAM`. */
  socktype: number;
  /** `ai_protocol`: the third argument of `socket`, such as `IPPROTO_TCP`. */
  protocol: number;
  /** The address as text: `"127.0.0.1"`, `"::1"`. */
  address: string;
  /** The port, in the host's byte order. */
  port: number;
  /** The interface a link-local IPv6 address belongs to; 0 for all others. */
  scopeId: number;
  /** `ai_canonname`, only in the first entry and only if asked for. */
  canonname: string | null;
  /** The bytes of `ai_addr`: what `connect` and `bind` take. */
  sockaddr: Uint8Array<ArrayBuffer>;
  /** Who answered: the system's own getaddrinfo, or its stand-in. */
  source: "system" | "node:dns";
  /** The struct itself, if the hints asked to keep the list's memory. */
  struct?: AddrInfoStruct;
}

/**
 * A list whose memory has been kept for reading; free it when done.
 *
 * @example
 * ```ts
 * import { type AddrInfoList, getaddrinfo } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const list: AddrInfoList = await getaddrinfo("127.0.0.1", 80, { keepMemory: true });
 * using memory = list.memory;
 * assertEquals([...memory.structs()].length, list.length);
 * ```
 */
export interface AddrInfoList extends Array<AddrInfo> {
  /** The memory the system's list lies in. */
  memory: AddrInfoMemory;
}

/**
 * Names of the flags a hint can carry; not every system has every one.
 *
 * @example
 * ```ts
 * import { AddressError, type AddrInfoFlag, getaddrinfo } from "sockets";
 * import { assertRejects } from "@std/assert";
 *
 * const flags: AddrInfoFlag[] = ["AI_NUMERICHOST", "AI_NUMERICSERV"];
 * await assertRejects(() => getaddrinfo("localhost", 80, { flags }), AddressError, "localhost");
 * ```
 */
export type AddrInfoFlag =
  | "AI_PASSIVE"
  | "AI_CANONNAME"
  | "AI_NUMERICHOST"
  | "AI_NUMERICSERV"
  | "AI_V4MAPPED"
  | "AI_ALL"
  | "AI_ADDRCONFIG";

/**
 * Names of the address families a hint can carry.
 *
 * @example
 * ```ts
 * import { AddressError, type AddressFamily, getaddrinfo } from "sockets";
 * import { assertRejects } from "@std/assert";
 *
 * const family: AddressFamily = "AF_INET6";
 * await assertRejects(() => getaddrinfo("127.0.0.1", 80, { family }), AddressError);
 * ```
 */
export type AddressFamily = "AF_UNSPEC" | "AF_INET" | "AF_INET6" | "AF_UNIX";

/**
 * Names of the socket types a hint can carry.
 *
 * @example
 * ```ts
 * import { getaddrinfo, SOCK_STREAM, type SocketType } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const socktype: SocketType = "SOCK_STREAM"; // Or the number itself.
 * const [byName] = await getaddrinfo("127.0.0.1", 80, { socktype });
 * const [byNumber] = await getaddrinfo("127.0.0.1", 80, { socktype: SOCK_STREAM });
 * assertEquals(byName.socktype, byNumber.socktype);
 * ```
 */
export type SocketType = "SOCK_STREAM" | "SOCK_DGRAM" | "SOCK_RAW";

/**
 * Names of the protocols a hint can carry.
 *
 * @example
 * ```ts
 * import { getaddrinfo, SOCK_DGRAM, type SocketProtocol } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const protocol: SocketProtocol = "IPPROTO_UDP";
 * const answers = await getaddrinfo("127.0.0.1", 53, { protocol });
 * assertEquals(answers.map(({ socktype }) => socktype), [SOCK_DGRAM]);
 * ```
 */
export type SocketProtocol = "IPPROTO_TCP" | "IPPROTO_UDP";

/**
 * What the caller of `getaddrinfo` wants; what is left out does not matter.
 *
 * Each field takes the system's number or its name in C.
 *
 * @example
 * ```ts
 * import { type AddrInfoHints, AF_INET, getaddrinfo, SOCK_STREAM } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * // What a server asks for, before socket, bind and listen.
 * const hints: AddrInfoHints = { flags: "AI_PASSIVE", family: AF_INET, socktype: SOCK_STREAM };
 * const [allInterfaces] = await getaddrinfo(null, 8192, hints);
 * assertEquals(allInterfaces.address, "0.0.0.0");
 * ```
 */
export interface AddrInfoHints {
  /** `AI_` flags: a number, one name, or a list of names. Default: none. */
  flags?: number | AddrInfoFlag | readonly AddrInfoFlag[];
  /** `AF_INET`, `AF_INET6`; default `AF_UNSPEC`, any. */
  family?: number | AddressFamily;
  /** `SOCK_STREAM`, `SOCK_DGRAM`; default 0, any. */
  socktype?: number | SocketType;
  /** `IPPROTO_TCP`, `IPPROTO_UDP`; default 0, any. */
  protocol?: number | SocketProtocol;
  /** Milliseconds to wait; default 10,000. `Infinity` waits for ever. */
  timeout?: number;
  /** Ends the wait with the signal's reason. */
  signal?: AbortSignal;
  /** Keep the list's own memory, to read it struct by struct. */
  keepMemory?: boolean;
}
