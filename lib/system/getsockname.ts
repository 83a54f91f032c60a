import type { SocketAddress } from "../socket_address.ts";
import { addressLabel, checkDescriptor } from "./arguments.ts";
import { invoke } from "./invoke.ts";
import { decodeName, nameBuffers } from "./socket_name.ts";
import { number } from "./traced_argument.ts";

/**
 * The address of a socket's own end.
 *
 * Source: getsockname(2). Errors: `SystemCallError`, such as `ENOTSOCK`.
 *
 * @example
 * ```ts
 * import { AF_INET, close, getsockname, SOCK_STREAM, socket } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_STREAM, 0);
 * assertEquals(getsockname(fd), { family: AF_INET, address: "0.0.0.0", port: 0 });
 * close(fd);
 * ```
 */
export function getsockname(sockfd: number): SocketAddress {
  return nameOf("getsockname", sockfd, "own address");
}

/**
 * The address of the other end of a connected socket.
 *
 * Source: getpeername(2). Errors: `SystemCallError`, such as `ENOTCONN`.
 *
 * @example
 * ```ts
 * import { AF_INET, close, getpeername, SOCK_STREAM, socket, SystemCallError } from "sockets/system";
 * import { assertThrows } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_STREAM, 0);
 * assertThrows(() => getpeername(fd), SystemCallError, "ENOTCONN");
 * close(fd);
 * ```
 */
export function getpeername(sockfd: number): SocketAddress {
  return nameOf("getpeername", sockfd, "peer's address");
}

function nameOf(
  call: "getsockname" | "getpeername",
  sockfd: number,
  what: string,
): SocketAddress {
  checkDescriptor(call, "sockfd", sockfd);
  const buffers = nameBuffers();
  const traced = invoke({
    call,
    args: () => [number("sockfd", sockfd)],
    action: `get the ${what} of socket ${sockfd}`,
  }, (library) => library[call](sockfd, buffers.name, buffers.length));
  const sockaddr = buffers.read();
  traced.output = addressLabel(sockaddr);
  return decodeName(sockaddr);
}
