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
import { bytes, number } from "./traced_argument.ts";

/**
 * When poll(2) says so, this much fits into a pipe that blocks: POSIX's PIPE_BUF
 * at its smallest.
 */
const SURE_TO_FIT = 512;

/**
 * Writes to any descriptor; returns how many bytes the system took.
 *
 * That may be fewer than `count`. On a socket, `send` without flags. Source:
 * write(2). Errors: `SystemCallError`, such as `EPIPE`; `DeadlineError` after
 * `timeout`, 10 s by default.
 *
 * @example
 * ```ts
 * import { close, pipe, SystemCallError, write } from "sockets/system";
 * import { assertRejects } from "@std/assert";
 *
 * const [readEnd, writeEnd] = pipe();
 * close(readEnd);
 * const order = new TextEncoder().encode("cider");
 * await assertRejects(() => write(writeEnd, order), SystemCallError, "EPIPE");
 * close(writeEnd);
 * ```
 */
export async function write(
  fd: number,
  buf: Uint8Array,
  count?: number,
  options: WaitOptions = {},
): Promise<number> {
  checkDescriptor("write", "fd", fd);
  const buffer = checkBytes("write", "buf", buf);
  const length = checkLength("write", "count", count, buffer.length);
  checkWaitOptions("write", options);
  const pollFirst = mayBlock(systemLibrary("write"), fd);
  const offered = pollFirst ? Math.min(length, SURE_TO_FIT) : length;
  const { result } = await invokeWaiting(
    {
      call: "write",
      args: () => [
        number("fd", fd),
        bytes("buf", buffer.subarray(0, length)),
        number("count", length),
      ],
      action: `write ${length} bytes to descriptor ${fd}`,
      subject: `descriptor ${fd}`,
    },
    { fd, events: CALL.POLLOUT, pollFirst },
    (library) => library.write(fd, buffer, BigInt(offered)),
    options,
  );
  return result;
}
