/**
 * Socket addresses between objects and the bytes that the system calls take.
 *
 * ```text
 *              0        2        4                8          24      28
 * sockaddr_in  │ family │ port   │ address        │ zeros … 16
 * sockaddr_in6 │ family │ port   │ flow info      │ address  │ scope │
 * sockaddr_un  │ family │ path …
 * ```
 *
 * On macOS the first byte is the whole length and the family the second one.
 * Port, address and flow info are big-endian, family and scope the host's.
 *
 * Source: ip(7), ipv6(7), unix(7); RFC 3493 §3.3.
 *
 * @module
 */

/**
 * An IPv4 or IPv6 address with a port.
 *
 * @example
 * ```ts
 * import { AF_INET6, encodeSockaddr, type InetSocketAddress } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const neighbour: InetSocketAddress = { family: AF_INET6, address: "fe80::1", port: 80, scopeId: 2 };
 * const sockaddr = encodeSockaddr(neighbour);
 * assertEquals(sockaddr.length, 28); // struct sockaddr_in6
 * assertEquals([...sockaddr.subarray(2, 4)], [0, 80]); // Big-endian.
 * ```
 */
export interface InetSocketAddress {
  /** `AF_INET` or `AF_INET6`. */
  family: number;
  /** The address as text, without a zone. */
  address: string;
  /** The port, in the host's byte order. */
  port: number;
  /** The interface of a link-local IPv6 address; 0 if left out. */
  scopeId?: number;
  /** IPv6 flow information; 0 if left out. */
  flowInfo?: number;
}

/**
 * The path of a Unix socket; `""` for one without a name.
 *
 * @example
 * ```ts
 * import { AF_UNIX, decodeSockaddr, encodeSockaddr, type UnixSocketAddress } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const backDoor: UnixSocketAddress = { family: AF_UNIX, path: "/run/bar.sock" };
 * assertEquals(decodeSockaddr(encodeSockaddr(backDoor)), backDoor);
 * ```
 */
export interface UnixSocketAddress {
  /** `AF_UNIX`. */
  family: number;
  /** A path; one that begins with NUL is in Linux's abstract namespace. */
  path: string;
}

/**
 * What a `struct sockaddr` says.
 *
 * @example
 * ```ts
 * import { AF_INET, AF_UNIX, type SocketAddress } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * function where(address: SocketAddress): string {
 *   return "path" in address ? address.path : `port ${address.port}`;
 * }
 * assertEquals(where({ family: AF_INET, address: "127.0.0.1", port: 80 }), "port 80");
 * assertEquals(where({ family: AF_UNIX, path: "/run/bar.sock" }), "/run/bar.sock");
 * ```
 */
export type SocketAddress = InetSocketAddress | UnixSocketAddress;

/** Bytes of a `struct sockaddr_in`. */
export const INET_SIZE = 16;
/** Bytes of a `struct sockaddr_in6`. */
export const INET6_SIZE = 28;
/** Offset of `sun_path` in a `struct sockaddr_un`. */
export const PATH_OFFSET = 2;

/** A socket address as people write it: `127.0.0.1:80`, `[::1]:80`, a path. */
export function formatSocketAddress(socketAddress: SocketAddress): string {
  if ("path" in socketAddress) return socketAddress.path || "(unnamed)";
  const { address, port, scopeId } = socketAddress;
  if (!address.includes(":")) return `${address}:${port}`;
  return `[${address}${scopeId ? `%${scopeId}` : ""}]:${port}`;
}
