import { checkDescriptor, checkInt } from "./arguments.ts";
import { CALL } from "./call_constants.ts";
import { invoke } from "./invoke.ts";
import { named, number } from "./traced_argument.ts";

/**
 * Ends one direction of a connection, or both; the descriptor stays open.
 *
 * `how` is `SHUT_RD`, `SHUT_WR` or `SHUT_RDWR`. Unlike `close`, it takes effect
 * although other descriptors refer to the socket.
 *
 * Source: shutdown(2). Errors: `SystemCallError`, such as `ENOTCONN`.
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
export function shutdown(sockfd: number, how: number): void {
  checkDescriptor("shutdown", "sockfd", sockfd);
  checkInt("shutdown", "how", how);
  invoke({
    call: "shutdown",
    args: () => [number("sockfd", sockfd), named("how", how, "SHUT_")],
    action: `shut down socket ${sockfd}`,
  }, (library) => library.shutdown(sockfd, how));
}

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
