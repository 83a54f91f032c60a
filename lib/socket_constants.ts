/** The numbers of this system, under the names they have in C. */
import { HOST_PLATFORM } from "./platforms.ts";

const host = HOST_PLATFORM.constants;

/**
 * Any address family: both IPv4 and IPv6 will do.
 *
 * @example
 * ```ts
 * import { AF_INET, AF_UNSPEC, getaddrinfo } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const [entry] = await getaddrinfo("127.0.0.1", 80, { family: AF_UNSPEC });
 * assertEquals(entry.family, AF_INET);
 * ```
 */
export const AF_UNSPEC: number = host.AF_UNSPEC;
/**
 * Unix sockets: a path in place of an address.
 *
 * @example
 * ```ts
 * import { AF_UNIX, decodeSockaddr, encodeSockaddr } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const address = { family: AF_UNIX, path: "/run/bar" };
 * assertEquals(decodeSockaddr(encodeSockaddr(address)), address);
 * ```
 */
export const AF_UNIX: number = host.AF_UNIX;
/**
 * IPv4.
 *
 * @example
 * ```ts
 * import { AF_INET, encodeSockaddr } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const sockaddr = encodeSockaddr({ family: AF_INET, address: "127.0.0.1", port: 80 });
 * assertEquals(sockaddr.length, 16);
 * ```
 */
export const AF_INET: number = host.AF_INET;
/**
 * IPv6: 10 on Linux, 30 on macOS, 23 on Windows.
 *
 * @example
 * ```ts
 * import { AF_INET6, encodeSockaddr } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const sockaddr = encodeSockaddr({ family: AF_INET6, address: "::1", port: 80 });
 * assertEquals(sockaddr.length, 28);
 * ```
 */
export const AF_INET6: number = host.AF_INET6;

/**
 * A byte stream: TCP for the Internet families.
 *
 * @example
 * ```ts
 * import { getaddrinfo, IPPROTO_TCP, SOCK_STREAM } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const [entry] = await getaddrinfo("127.0.0.1", 80, { socktype: SOCK_STREAM });
 * assertEquals(entry.protocol, IPPROTO_TCP);
 * ```
 */
export const SOCK_STREAM: number = host.SOCK_STREAM;
/**
 * Datagrams: UDP for the Internet families.
 *
 * @example
 * ```ts
 * import { getaddrinfo, IPPROTO_UDP, SOCK_DGRAM } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const [entry] = await getaddrinfo("127.0.0.1", 53, { socktype: SOCK_DGRAM });
 * assertEquals(entry.protocol, IPPROTO_UDP);
 * ```
 */
export const SOCK_DGRAM: number = host.SOCK_DGRAM;
/**
 * Packets of the layer below, for which one must be root.
 *
 * @example
 * ```ts
 * import { getaddrinfo, SOCK_RAW } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const [entry] = await getaddrinfo("127.0.0.1", null, { socktype: SOCK_RAW });
 * assertEquals(entry.socktype, SOCK_RAW);
 * ```
 */
export const SOCK_RAW: number = host.SOCK_RAW;

/**
 * TCP's number in the IP header's protocol field.
 *
 * @example
 * ```ts
 * import { IPPROTO_TCP } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(IPPROTO_TCP, 6);
 * ```
 */
export const IPPROTO_TCP: number = host.IPPROTO_TCP;
/**
 * UDP's number in the IP header's protocol field.
 *
 * @example
 * ```ts
 * import { IPPROTO_UDP } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(IPPROTO_UDP, 17);
 * ```
 */
export const IPPROTO_UDP: number = host.IPPROTO_UDP;
/**
 * IPv6, as the level of a socket option.
 *
 * @example
 * ```ts
 * import { IPPROTO_IPV6 } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(IPPROTO_IPV6, 41);
 * ```
 */
export const IPPROTO_IPV6: number = host.IPPROTO_IPV6;

/**
 * The address is for `bind`: no host means all of this machine's addresses.
 *
 * @example
 * ```ts
 * import { AI_PASSIVE, getaddrinfo } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const [entry] = await getaddrinfo(null, 80, { family: "AF_INET", flags: AI_PASSIVE });
 * assertEquals(entry.address, "0.0.0.0");
 * ```
 */
export const AI_PASSIVE: number = host.AI_PASSIVE;
/**
 * Ask for the host's canonical name in the first entry.
 *
 * @example
 * ```ts
 * import { AI_CANONNAME, getaddrinfo } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const [entry] = await getaddrinfo("127.0.0.1", 80, { flags: AI_CANONNAME });
 * assertEquals(entry.canonname, "127.0.0.1");
 * ```
 */
export const AI_CANONNAME: number = host.AI_CANONNAME;
/**
 * The host must be a numeric address: nothing is looked up.
 *
 * @example
 * ```ts
 * import { AddressError, AI_NUMERICHOST, getaddrinfo } from "sockets";
 * import { assertRejects } from "@std/assert";
 *
 * const named = getaddrinfo("localhost", 80, { flags: AI_NUMERICHOST });
 * await assertRejects(() => named, AddressError);
 * ```
 */
export const AI_NUMERICHOST: number = host.AI_NUMERICHOST;
/**
 * The service must be a port number: nothing is looked up.
 *
 * @example
 * ```ts
 * import { AddressError, AI_NUMERICSERV, getaddrinfo } from "sockets";
 * import { assertRejects } from "@std/assert";
 *
 * const named = getaddrinfo("127.0.0.1", "http", { flags: AI_NUMERICSERV });
 * await assertRejects(() => named, AddressError);
 * ```
 */
export const AI_NUMERICSERV: number = host.AI_NUMERICSERV;
/**
 * With `AF_INET6`: give IPv4 addresses as `::ffff:a.b.c.d` if there is no other.
 *
 * @example
 * ```ts
 * import { AI_V4MAPPED, getaddrinfo } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const [entry] = await getaddrinfo("127.0.0.1", 80, { family: "AF_INET6", flags: AI_V4MAPPED });
 * assertEquals(entry.address, "::ffff:127.0.0.1");
 * ```
 */
export const AI_V4MAPPED: number = host.AI_V4MAPPED;
/**
 * With `AI_V4MAPPED`: give both the IPv6 and the mapped IPv4 addresses.
 *
 * @example
 * ```ts
 * import { AF_INET6, AI_ALL, AI_V4MAPPED, getaddrinfo } from "sockets";
 * import { assert } from "@std/assert";
 *
 * const hints = { family: AF_INET6, flags: AI_V4MAPPED | AI_ALL };
 * const list = await getaddrinfo("127.0.0.1", 80, hints);
 * assert(list.every(({ family }) => family === AF_INET6));
 * ```
 */
export const AI_ALL: number = host.AI_ALL;
/**
 * Only families that this machine has an address of (loopback may not count).
 *
 * @example
 * ```ts
 * import { AI_ADDRCONFIG, getaddrinfo } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const [entry] = await getaddrinfo("127.0.0.1", 80, { flags: AI_ADDRCONFIG });
 * assertEquals(entry.address, "127.0.0.1");
 * ```
 */
export const AI_ADDRCONFIG: number = host.AI_ADDRCONFIG;
