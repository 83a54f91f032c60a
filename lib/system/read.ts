import type { WaitOptions } from "../deadline.ts";
import {
  checkBytes,
  checkDescriptor,
  checkLength,
  checkWaitOptions,
} from "./arguments.ts";
import { CALL } from "./call_constants.ts";
import { invokeWaiting } from "./invoke.ts";
import { mayBlock } from "./non_blocking.ts";
import { systemLibrary } from "./system_library.ts";
import { number, quoteBytes } from "./traced_argument.ts";

/**
 * Reads from any descriptor: a socket, a pipe, a file; 0 is the end.
 *
 * On a socket, `recv` without flags. Source: read(2). Errors: `SystemCallError`,
 * such as `EBADF`; `DeadlineError` after `timeout`, 10 s by default.
 *
 * @example
 * ```ts
 * import { close, pipe, read, write } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const [readEnd, writeEnd] = pipe();
 * await write(writeEnd, new TextEncoder().encode("cider"));
 * const buf = new Uint8Array(80);
 * assertEquals(await read(readEnd, buf), 5);
 * close(readEnd);
 * close(writeEnd);
 * ```
 */
export async function read(
  fd: number,
  buf: Uint8Array,
  count?: number,
  options: WaitOptions = {},
): Promise<number> {
  checkDescriptor("read", "fd", fd);
  const buffer = checkBytes("read", "buf", buf);
  const length = checkLength("read", "count", count, buffer.length);
  checkWaitOptions("read", options);
  const traced = await invokeWaiting(
    {
      call: "read",
      args: () => [number("fd", fd), number("count", length)],
      action: `read from descriptor ${fd}`,
      subject: `descriptor ${fd}`,
    },
    {
      fd,
      events: CALL.POLLIN,
      pollFirst: mayBlock(systemLibrary("read"), fd),
    },
    (library) => library.read(fd, buffer, BigInt(length)),
    options,
  );
  traced.output = quoteBytes(buffer.subarray(0, traced.result));
  return traced.result;
}
