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

/** A list whose memory has been kept for reading; free it when done. */
export interface AddrInfoList extends Array<AddrInfo> {
  /** The memory the system's list lies in. */
  memory: AddrInfoMemory;
}

/** Names of the flags a hint can carry; not every system has every one. */
export type AddrInfoFlag =
  | "AI_PASSIVE"
  | "AI_CANONNAME"
  | "AI_NUMERICHOST"
  | "AI_NUMERICSERV"
  | "AI_V4MAPPED"
  | "AI_ALL"
  | "AI_ADDRCONFIG";

/** Names of the address families a hint can carry. */
export type AddressFamily = "AF_UNSPEC" | "AF_INET" | "AF_INET6" | "AF_UNIX";

/** Names of the socket types a hint can carry. */
export type SocketType = "SOCK_STREAM" | "SOCK_DGRAM" | "SOCK_RAW";

/** Names of the protocols a hint can carry. */
export type SocketProtocol = "IPPROTO_TCP" | "IPPROTO_UDP";

/**
 * What the caller of `getaddrinfo` wants; what is left out does not matter.
 *
 * Each field takes the system's number or its name in C.
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
