/** The options that `getsockopt` and `setsockopt` take, and their levels. */
import { CALL } from "./call_constants.ts";

/**
 * Level of the options that any socket has.
 *
 * @example
 * ```ts
 * import { AF_INET, close, getsockopt, setsockopt, SO_KEEPALIVE, SOCK_STREAM, socket, SOL_SOCKET } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_STREAM, 0);
 * setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, 1);
 * assertEquals(getsockopt(fd, SOL_SOCKET, SO_KEEPALIVE) !== 0, true);
 * close(fd);
 * ```
 */
export const SOL_SOCKET: number = CALL.SOL_SOCKET;
/**
 * Bind although connections of an earlier listener are in TIME_WAIT.
 *
 * @example
 * ```ts
 * import { AF_INET, close, getsockopt, setsockopt, SO_REUSEADDR, SOCK_STREAM, socket, SOL_SOCKET } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_STREAM, 0);
 * setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, 1);
 * assertEquals(getsockopt(fd, SOL_SOCKET, SO_REUSEADDR) !== 0, true);
 * close(fd);
 * ```
 */
export const SO_REUSEADDR: number = CALL.SO_REUSEADDR;
/**
 * Let several listeners share a port.
 *
 * @example
 * ```ts
 * import { AF_INET, close, getsockopt, setsockopt, SO_REUSEPORT, SOCK_STREAM, socket, SOL_SOCKET } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_STREAM, 0);
 * setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, 1);
 * assertEquals(getsockopt(fd, SOL_SOCKET, SO_REUSEPORT) !== 0, true);
 * close(fd);
 * ```
 */
export const SO_REUSEPORT: number = CALL.SO_REUSEPORT;
/**
 * The error of a connection attempt, to be read once.
 *
 * @example
 * ```ts
 * import { AF_INET, close, getsockopt, SO_ERROR, SOCK_STREAM, socket, SOL_SOCKET } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_STREAM, 0);
 * assertEquals(getsockopt(fd, SOL_SOCKET, SO_ERROR), 0);
 * close(fd);
 * ```
 */
export const SO_ERROR: number = CALL.SO_ERROR;
/**
 * The socket's type, to be read.
 *
 * @example
 * ```ts
 * import { AF_INET, close, getsockopt, SO_TYPE, SOCK_DGRAM, socket, SOL_SOCKET } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_DGRAM, 0);
 * assertEquals(getsockopt(fd, SOL_SOCKET, SO_TYPE), SOCK_DGRAM);
 * close(fd);
 * ```
 */
export const SO_TYPE: number = CALL.SO_TYPE;
/**
 * Whether the socket listens, to be read.
 *
 * @example
 * ```ts
 * import { AF_INET, close, getsockopt, SO_ACCEPTCONN, SOCK_STREAM, socket, SOL_SOCKET } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_STREAM, 0);
 * assertEquals(getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN), 0); // it does not listen
 * close(fd);
 * ```
 */
export const SO_ACCEPTCONN: number = CALL.SO_ACCEPTCONN;
/**
 * Bytes of the send buffer; Linux doubles what is set.
 *
 * @example
 * ```ts
 * import { AF_INET, close, getsockopt, setsockopt, SO_SNDBUF, SOCK_STREAM, socket, SOL_SOCKET } from "sockets/system";
 * import { assert } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_STREAM, 0);
 * setsockopt(fd, SOL_SOCKET, SO_SNDBUF, 8192);
 * assert(getsockopt(fd, SOL_SOCKET, SO_SNDBUF) >= 8192);
 * close(fd);
 * ```
 */
export const SO_SNDBUF: number = CALL.SO_SNDBUF;
/**
 * Bytes of the receive buffer; Linux doubles what is set.
 *
 * @example
 * ```ts
 * import { AF_INET, close, getsockopt, setsockopt, SO_RCVBUF, SOCK_STREAM, socket, SOL_SOCKET } from "sockets/system";
 * import { assert } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_STREAM, 0);
 * setsockopt(fd, SOL_SOCKET, SO_RCVBUF, 8192);
 * assert(getsockopt(fd, SOL_SOCKET, SO_RCVBUF) >= 8192);
 * close(fd);
 * ```
 */
export const SO_RCVBUF: number = CALL.SO_RCVBUF;
/**
 * Probe a silent peer from time to time.
 *
 * @example
 * ```ts
 * import { AF_INET, close, getsockopt, setsockopt, SO_KEEPALIVE, SOCK_STREAM, socket, SOL_SOCKET } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_STREAM, 0);
 * setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, 1);
 * assertEquals(getsockopt(fd, SOL_SOCKET, SO_KEEPALIVE) !== 0, true);
 * close(fd);
 * ```
 */
export const SO_KEEPALIVE: number = CALL.SO_KEEPALIVE;
/**
 * What `close` does with unsent bytes; `{ onoff: 1, linger: 0 }` resets.
 *
 * @example
 * ```ts
 * import { AF_INET, close, getsockopt, setsockopt, SO_LINGER, SOCK_STREAM, socket, SOL_SOCKET } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_STREAM, 0);
 * setsockopt(fd, SOL_SOCKET, SO_LINGER, { onoff: 1, linger: 0 });
 * const [onoff] = getsockopt(fd, SOL_SOCKET, SO_LINGER, 8); // the bytes of the struct
 * assertEquals(onoff !== 0, true);
 * close(fd);
 * ```
 */
export const SO_LINGER: number = CALL.SO_LINGER;
/**
 * At level `IPPROTO_TCP`: send small segments at once (no Nagle).
 *
 * @example
 * ```ts
 * import { AF_INET, close, getsockopt, IPPROTO_TCP, setsockopt, SOCK_STREAM, socket, TCP_NODELAY } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_STREAM, 0);
 * setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, 1);
 * assertEquals(getsockopt(fd, IPPROTO_TCP, TCP_NODELAY) !== 0, true);
 * close(fd);
 * ```
 */
export const TCP_NODELAY: number = CALL.TCP_NODELAY;
/**
 * At level `IPPROTO_IPV6`: IPv6 only, or mapped IPv4 addresses too.
 *
 * @example
 * ```ts
 * import { AF_INET6, close, getsockopt, IPPROTO_IPV6, IPV6_V6ONLY, setsockopt, SOCK_STREAM, socket } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const fd = socket(AF_INET6, SOCK_STREAM, 0);
 * setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, 1);
 * assertEquals(getsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY), 1);
 * close(fd);
 * ```
 */
export const IPV6_V6ONLY: number = CALL.IPV6_V6ONLY;
