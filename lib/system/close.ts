import { SocketError } from "../errors.ts";
import { checkDescriptor } from "./arguments.ts";
import { CALL } from "./call_constants.ts";
import { invoke } from "./invoke.ts";
import { disown, isOwned } from "./owned_descriptors.ts";
import { type SystemLibrary, systemLibrary } from "./system_library.ts";
import { number } from "./traced_argument.ts";

/**
 * Closes a descriptor; the socket goes when its last descriptor does.
 *
 * Calls that wait for it end with an error. A descriptor that this module did
 * not open is refused: it is Deno's own, which would fail in strange places.
 *
 * Source: close(2). Errors: `SystemCallError`, such as `EBADF` the second time.
 *
 * @example
 * ```ts
 * import { AF_INET, close, SOCK_STREAM, socket, SystemCallError } from "sockets/system";
 * import { assertThrows } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_STREAM, 0);
 * close(fd);
 * assertThrows(() => close(fd), SystemCallError, "EBADF");
 * ```
 */
export function close(fd: number): void {
  checkDescriptor("close", "fd", fd);
  const library = systemLibrary("close");
  const isOpen = () => library.fcntl(fd, CALL.F_GETFD, 0) !== -1;
  if (!isOwned(fd) && isOpen()) {
    throw new SocketError(
      `Cannot close descriptor ${fd}: it belongs to Deno, ` +
        "not to a call of this module; was it closed before?",
    );
  }
  disown(fd);
  invoke({
    call: "close",
    args: () => [number("fd", fd)],
    action: `close descriptor ${fd}`,
  }, (library) => closeOnce(library, fd));
}

/**
 * close(2) is never repeated: if a signal interrupts it, the descriptor is gone all the same, and by then another
 * thread may have its number.
 */
export function closeOnce(
  library: Pick<SystemLibrary, "close" | "errno">,
  fd: number,
): number {
  const result = library.close(fd);
  return result === -1 && library.errno() === CALL.EINTR ? 0 : result;
}
