import type { WaitOptions } from "../deadline.ts";
import type { SocketAddress } from "../socket_address.ts";
import {
  addressLabel,
  checkDescriptor,
  checkWaitOptions,
} from "./arguments.ts";
import { CALL } from "./call_constants.ts";
import { invokeWaiting } from "./invoke.ts";
import { setNonBlocking } from "./non_blocking.ts";
import { own } from "./owned_descriptors.ts";
import { prepareSocket } from "./socket.ts";
import { decodeName, nameBuffers } from "./socket_name.ts";
import { systemLibrary } from "./system_library.ts";
import { number } from "./traced_argument.ts";

/**
 * What `accept` returns and what it writes through its pointers.
 *
 * @example
 * ```ts
 * import { accept, type Accepted, AF_INET, close, connect, getsockname, listen, SOCK_STREAM, socket } from "sockets/system";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const [listenfd, clientfd] = [AF_INET, AF_INET].map((family) => socket(family, SOCK_STREAM, 0));
 * listen(listenfd, 5);
 * const { port } = getsockname(listenfd) as { port: number };
 * await connect(clientfd, { family: AF_INET, address: "127.0.0.1", port });
 * const { fd, sockaddr }: Accepted = await accept(listenfd);
 * assert(fd !== listenfd); // The listening socket goes on listening.
 * assertEquals(sockaddr.length, 16); // struct sockaddr_in
 * [fd, clientfd, listenfd].forEach(close);
 * ```
 */
export interface Accepted {
  /** Descriptor of the new, connected socket. */
  fd: number;
  /** The client's address. */
  addr: SocketAddress;
  /** The same as the bytes of a sockaddr. */
  sockaddr: Uint8Array<ArrayBuffer>;
}

/**
 * Waits for a client and returns a new socket connected to it.
 *
 * C hands the client's address out through two pointers, and the length must be
 * set again before each call; here both are returned.
 *
 * Source: accept(2). Errors: `SystemCallError`, such as `EINVAL` for a socket
 * that does not listen; `DeadlineError` after `timeout`, 10 s by default.
 *
 * @example
 * ```ts
 * import { accept, AF_INET, close, connect, getsockname, listen, SOCK_STREAM, socket } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const listenfd = socket(AF_INET, SOCK_STREAM, 0);
 * listen(listenfd, 1024); // Unbound, it gets an address and a port.
 * const { port } = getsockname(listenfd) as { port: number };
 * const clientfd = socket(AF_INET, SOCK_STREAM, 0);
 * await connect(clientfd, { family: AF_INET, address: "127.0.0.1", port });
 * const { fd, addr } = await accept(listenfd);
 * assertEquals(addr, getsockname(clientfd));
 * [fd, clientfd, listenfd].forEach(close);
 * ```
 */
export async function accept(
  sockfd: number,
  options: WaitOptions = {},
): Promise<Accepted> {
  checkDescriptor("accept", "sockfd", sockfd);
  checkWaitOptions("accept", options);
  const library = systemLibrary("accept");
  setNonBlocking(library, sockfd);
  let buffers = nameBuffers();
  const traced = await invokeWaiting(
    {
      call: "accept",
      args: () => [number("sockfd", sockfd)],
      action: `accept on socket ${sockfd}`,
      subject: `socket ${sockfd}`,
    },
    { fd: sockfd, events: CALL.POLLIN },
    (library) => {
      buffers = nameBuffers();
      return library.accept(sockfd, buffers.name, buffers.length);
    },
    options,
  );
  const fd = own(traced.result);
  prepareSocket(library, fd);
  const sockaddr = buffers.read();
  traced.output = addressLabel(sockaddr);
  return { fd, addr: decodeName(sockaddr), sockaddr };
}
