import { SocketError } from "../errors.ts";
import { errnoName } from "./errno.ts";

/**
 * A system call returned -1.
 *
 * `code` is the name of the error, `errno` its number on this system.
 * Source: errno(3) and the ERRORS section of the call's page in section 2.
 *
 * @example
 * ```ts
 * import { close, SystemCallError } from "sockets/system";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const error = assertThrows(() => close(-1), SystemCallError);
 * assertEquals(error.message, "Cannot close descriptor -1: EBADF, bad file descriptor");
 * assertEquals(error.code, "EBADF");
 * ```
 */
export class SystemCallError extends SocketError {
  /** The class's name. */
  override name = "SystemCallError";
  /** The name of the error, such as `EADDRINUSE`. */
  declare readonly code: string;
  /** The call that failed, such as `bind`. */
  readonly call: string;
  /** The number of the error on this system. */
  readonly errno: number;

  /** `action` completes "Cannot …"; `text` is the system's own (strerror). */
  constructor(
    action: string,
    options: { call: string; errno: number; text: string; address?: string },
  ) {
    const code = errnoName(options.errno);
    // Lower case fits behind a comma; "RFS specific error" keeps its capitals.
    const text = options.text.replace(
      /^[A-Z](?=[a-z ])/,
      (letter) => letter.toLowerCase(),
    );
    super(`Cannot ${action}: ${code}, ${text}`, {
      code,
      address: options.address,
    });
    this.call = options.call;
    this.errno = options.errno;
  }
}
