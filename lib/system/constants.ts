/** The numbers of this system that the calls take, under their names in C. */
import { CALL } from "./call_constants.ts";

export {
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
  IPPROTO_IPV6,
  IPPROTO_TCP,
  IPPROTO_UDP,
  SOCK_DGRAM,
  SOCK_STREAM,
} from "../socket_constants.ts";

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
/**
 * The longest backlog that `listen` is asked for.
 *
 * @example
 * ```ts
 * import { AF_INET, close, listen, SOCK_STREAM, socket, SOMAXCONN } from "sockets/system";
 * import { assert } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_STREAM, 0);
 * listen(fd, SOMAXCONN); // on a port of the system's choice
 * assert(SOMAXCONN >= 128);
 * close(fd);
 * ```
 */
export const SOMAXCONN: number = CALL.SOMAXCONN;

/**
 * No more reading.
 *
 * @example
 * ```ts
 * import { AF_INET, close, SHUT_RD, shutdown, SOCK_STREAM, socket, SystemCallError } from "sockets/system";
 * import { assertThrows } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_STREAM, 0);
 * assertThrows(() => shutdown(fd, SHUT_RD), SystemCallError, "ENOTCONN");
 * close(fd);
 * ```
 */
export const SHUT_RD: number = CALL.SHUT_RD;
/**
 * No more writing: the peer reads an end.
 *
 * @example
 * ```ts
 * import { AF_INET, close, SHUT_WR, shutdown, SOCK_STREAM, socket, SystemCallError } from "sockets/system";
 * import { assertThrows } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_STREAM, 0);
 * assertThrows(() => shutdown(fd, SHUT_WR), SystemCallError, "ENOTCONN");
 * close(fd);
 * ```
 */
export const SHUT_WR: number = CALL.SHUT_WR;
/**
 * Neither reading nor writing.
 *
 * @example
 * ```ts
 * import { AF_INET, close, SHUT_RDWR, shutdown, SOCK_STREAM, socket, SystemCallError } from "sockets/system";
 * import { assertThrows } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_STREAM, 0);
 * assertThrows(() => shutdown(fd, SHUT_RDWR), SystemCallError, "ENOTCONN");
 * close(fd);
 * ```
 */
export const SHUT_RDWR: number = CALL.SHUT_RDWR;

/**
 * Read without taking the bytes away.
 *
 * @example
 * ```ts
 * import { AF_INET, bind, close, connect, getsockname, MSG_PEEK, recv, send, SOCK_DGRAM, socket } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_DGRAM, 0);
 * bind(fd, { family: AF_INET, address: "127.0.0.1", port: 0 });
 * await connect(fd, getsockname(fd)); // to itself
 * await send(fd, new TextEncoder().encode("cider"));
 * const buf = new Uint8Array(16);
 * assertEquals(await recv(fd, buf, buf.length, MSG_PEEK), 5);
 * assertEquals(await recv(fd, buf), 5); // the same datagram
 * close(fd);
 * ```
 */
export const MSG_PEEK: number = CALL.MSG_PEEK;
/**
 * Fail with EAGAIN instead of waiting.
 *
 * @example
 * ```ts
 * import { AF_INET, close, MSG_DONTWAIT, recv, SOCK_DGRAM, socket, SystemCallError } from "sockets/system";
 * import { assertRejects } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_DGRAM, 0);
 * const nothing = recv(fd, new Uint8Array(16), 16, MSG_DONTWAIT);
 * await assertRejects(() => nothing, SystemCallError, "EAGAIN");
 * close(fd);
 * ```
 */
export const MSG_DONTWAIT: number = CALL.MSG_DONTWAIT;

/**
 * There is something to read, to accept, or the end.
 *
 * @example
 * ```ts
 * import { close, pipe, poll, POLLIN, write } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const [readEnd, writeEnd] = pipe();
 * await write(writeEnd, new TextEncoder().encode("cider"));
 * const watched = { fd: readEnd, events: POLLIN, revents: 0 };
 * await poll([watched], 1000);
 * assertEquals(watched.revents, POLLIN);
 * [readEnd, writeEnd].forEach(close);
 * ```
 */
export const POLLIN: number = CALL.POLLIN;
/**
 * Writing would not wait.
 *
 * @example
 * ```ts
 * import { close, pipe, poll, POLLOUT } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const [readEnd, writeEnd] = pipe();
 * const watched = { fd: writeEnd, events: POLLOUT, revents: 0 };
 * await poll([watched], 1000);
 * assertEquals(watched.revents, POLLOUT);
 * [readEnd, writeEnd].forEach(close);
 * ```
 */
export const POLLOUT: number = CALL.POLLOUT;
/**
 * Reported only: an error is pending.
 *
 * @example
 * ```ts
 * import { close, pipe, poll, POLLERR, POLLHUP, POLLOUT } from "sockets/system";
 * import { assert } from "@std/assert";
 *
 * const [readEnd, writeEnd] = pipe();
 * close(readEnd); // now nobody can read
 * const watched = { fd: writeEnd, events: POLLOUT, revents: 0 };
 * await poll([watched], 1000);
 * assert(watched.revents & (POLLERR | POLLHUP)); // Linux says the first, macOS the second
 * close(writeEnd);
 * ```
 */
export const POLLERR: number = CALL.POLLERR;
/**
 * Reported only: the peer is gone.
 *
 * @example
 * ```ts
 * import { close, pipe, poll, POLLHUP, POLLIN } from "sockets/system";
 * import { assert } from "@std/assert";
 *
 * const [readEnd, writeEnd] = pipe();
 * close(writeEnd);
 * const watched = { fd: readEnd, events: POLLIN, revents: 0 };
 * await poll([watched], 1000);
 * assert(watched.revents & POLLHUP);
 * close(readEnd);
 * ```
 */
export const POLLHUP: number = CALL.POLLHUP;
/**
 * Reported only: the descriptor is not open.
 *
 * @example
 * ```ts
 * import { close, pipe, poll, POLLIN, POLLNVAL } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const [readEnd, writeEnd] = pipe();
 * [readEnd, writeEnd].forEach(close);
 * const watched = { fd: readEnd, events: POLLIN, revents: 0 };
 * await poll([watched], 0);
 * assertEquals(watched.revents, POLLNVAL);
 * ```
 */
export const POLLNVAL: number = CALL.POLLNVAL;
