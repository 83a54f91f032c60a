import { checkDescriptor } from "./arguments.ts";
import { invoke } from "./invoke.ts";
import { closeInChildren } from "./non_blocking.ts";
import { own } from "./owned_descriptors.ts";
import { systemLibrary } from "./system_library.ts";
import { number } from "./traced_argument.ts";

/**
 * A second descriptor for the same open file: the lowest number that is free.
 *
 * Both share the socket; it goes when both are closed. Source: dup(2). Errors:
 * `SystemCallError`, such as `EBADF`, `EMFILE`.
 *
 * @example
 * ```ts
 * import { AF_INET, close, dup, SOCK_STREAM, socket } from "sockets/system";
 * import { assertNotEquals } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_STREAM, 0);
 * const twin = dup(fd);
 * assertNotEquals(twin, fd);
 * close(fd);
 * close(twin);
 * ```
 */
export function dup(oldfd: number): number {
  checkDescriptor("dup", "oldfd", oldfd);
  const { result: fd } = invoke({
    call: "dup",
    args: () => [number("oldfd", oldfd)],
    action: `duplicate descriptor ${oldfd}`,
  }, (library) => library.dup(oldfd));
  closeInChildren(systemLibrary("dup"), fd);
  return own(fd);
}
