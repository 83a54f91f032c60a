import { checkDescriptor, checkInt } from "./arguments.ts";
import { CALL } from "./call_constants.ts";
import { invoke } from "./invoke.ts";
import { number } from "./traced_argument.ts";

/**
 * Turns a bound socket into a listening one: the system answers knocks on it.
 *
 * `backlog` bounds the connections that wait for `accept`; the system caps it.
 *
 * Source: listen(2). Errors: `SystemCallError`, such as `EADDRINUSE`.
 *
 * @example
 * ```ts
 * import { AF_INET, close, listen, SOCK_STREAM, socket } from "sockets/system";
 *
 * const fd = socket(AF_INET, SOCK_STREAM, 0);
 * listen(fd, 1024);
 * close(fd);
 * ```
 */
export function listen(sockfd: number, backlog: number): void {
  checkDescriptor("listen", "sockfd", sockfd);
  checkInt("listen", "backlog", backlog);
  invoke({
    call: "listen",
    args: () => [number("sockfd", sockfd), number("backlog", backlog)],
    action: `listen on socket ${sockfd}`,
  }, (library) => library.listen(sockfd, backlog));
}

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
