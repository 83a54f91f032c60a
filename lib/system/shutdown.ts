import { checkDescriptor, checkInt } from "./arguments.ts";
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
