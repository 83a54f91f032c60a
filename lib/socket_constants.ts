/** The numbers of this system, under the names they have in C. */
import { HOST_PLATFORM } from "./platform.ts";

const host = HOST_PLATFORM.constants;

/** Any address family: both IPv4 and IPv6 will do. */
export const AF_UNSPEC: number = host.AF_UNSPEC;
/** Unix sockets: a path in place of an address. */
export const AF_UNIX: number = host.AF_UNIX;
/** IPv4. */
export const AF_INET: number = host.AF_INET;
/** IPv6: 10 on Linux, 30 on macOS, 23 on Windows. */
export const AF_INET6: number = host.AF_INET6;

/** A byte stream: TCP for the Internet families. */
export const SOCK_STREAM: number = host.SOCK_STREAM;
/** Datagrams: UDP for the Internet families. */
export const SOCK_DGRAM: number = host.SOCK_DGRAM;
/** Packets of the layer below, for which one must be root. */
export const SOCK_RAW: number = host.SOCK_RAW;

/** TCP's number in the IP header's protocol field. */
export const IPPROTO_TCP: number = host.IPPROTO_TCP;
/** UDP's number in the IP header's protocol field. */
export const IPPROTO_UDP: number = host.IPPROTO_UDP;
/** IPv6, as the level of a socket option. */
export const IPPROTO_IPV6: number = host.IPPROTO_IPV6;

/** The address is for `bind`: no host means all of this machine's addresses. */
export const AI_PASSIVE: number = host.AI_PASSIVE;
/** Ask for the host's canonical name in the first entry. */
export const AI_CANONNAME: number = host.AI_CANONNAME;
/** The host must be a numeric address: nothing is looked up. */
export const AI_NUMERICHOST: number = host.AI_NUMERICHOST;
/** The service must be a port number: nothing is looked up. */
export const AI_NUMERICSERV: number = host.AI_NUMERICSERV;
/** With `AF_INET6`: give IPv4 addresses as `::ffff:a.b.c.d` if there is no other. */
export const AI_V4MAPPED: number = host.AI_V4MAPPED;
/** With `AI_V4MAPPED`: give both the IPv6 and the mapped IPv4 addresses. */
export const AI_ALL: number = host.AI_ALL;
/** Only families that this machine has an address of (loopback may not count). */
export const AI_ADDRCONFIG: number = host.AI_ADDRCONFIG;
