import type { SocketAddress } from "../socket_address.ts";
import { checkDescriptor, checkSockaddr } from "./arguments.ts";
import { invoke } from "./invoke.ts";
import { bytes as bytesArgument, number } from "./traced_argument.ts";

/**
 * Gives a socket its own address: the one clients will connect to.
 *
 * `addr` is an object, or the bytes of an addrinfo's `sockaddr`. Port 0 lets
 * the system choose; `getsockname` tells which.
 *
 * Source: bind(2). Errors: `SystemCallError`, such as `EADDRINUSE`, `EACCES`.
 *
 * @example
 * ```ts
 * import { AF_INET, bind, close, getsockname, SOCK_STREAM, socket } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_STREAM, 0);
 * bind(fd, { family: AF_INET, address: "127.0.0.1", port: 0 });
 * assertEquals("port" in getsockname(fd), true);
 * close(fd);
 * ```
 */
export function bind(
  sockfd: number,
  addr: SocketAddress | Uint8Array,
  addrlen?: number,
): void {
  checkDescriptor("bind", "sockfd", sockfd);
  const { bytes, label } = checkSockaddr("bind", addr, addrlen);
  invoke({
    call: "bind",
    args: () => [
      number("sockfd", sockfd),
      bytesArgument("addr", bytes, label),
      number("addrlen", bytes.length),
    ],
    action: `bind socket ${sockfd} to ${label}`,
  }, (library) => library.bind(sockfd, bytes, bytes.length));
}
