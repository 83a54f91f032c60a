import type { WaitOptions } from "../deadline.ts";
import {
  checkBytes,
  checkDescriptor,
  checkInt,
  checkLength,
  checkWaitOptions,
} from "./arguments.ts";
import { CALL } from "./call_constants.ts";
import { invokeWaiting } from "./invoke.ts";
import { bytes, flags as flagsArgument, number } from "./traced_argument.ts";

/**
 * Hands bytes to a connected socket; returns how many the system took.
 *
 * That may be fewer than `len`: a short count, and the rest is yours to send.
 * Waits only while the system's buffer is full. A peer that is gone is an
 * `EPIPE`, never the signal SIGPIPE.
 *
 * Source: send(2). Errors: `SystemCallError`, such as `EPIPE`, `ECONNRESET`;
 * `DeadlineError` after `timeout`, 10 s by default.
 *
 * @example
 * ```ts
 * import { AF_INET, close, send, SOCK_STREAM, socket, SystemCallError } from "sockets/system";
 * import { assertRejects } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_STREAM, 0);
 * const order = new TextEncoder().encode("A cider, please\r\n");
 * await assertRejects(() => send(fd, order), SystemCallError, "EPIPE");
 * close(fd);
 * ```
 */
export async function send(
  sockfd: number,
  buf: Uint8Array,
  len?: number,
  flags = 0,
  options: WaitOptions = {},
): Promise<number> {
  checkDescriptor("send", "sockfd", sockfd);
  const buffer = checkBytes("send", "buf", buf);
  const length = checkLength("send", "len", len, buffer.length);
  checkInt("send", "flags", flags);
  checkWaitOptions("send", options);
  const actualFlags = flags | CALL.MSG_DONTWAIT | CALL.MSG_NOSIGNAL;
  const dontWait = (flags & CALL.MSG_DONTWAIT) !== 0;
  const { result } = await invokeWaiting(
    {
      call: "send",
      args: () => [
        number("sockfd", sockfd),
        bytes("buf", buffer.subarray(0, length)),
        number("len", length),
        flagsArgument("flags", flags, "MSG_"),
      ],
      action: `send ${length} bytes on socket ${sockfd}`,
      subject: `socket ${sockfd}`,
    },
    { fd: sockfd, events: CALL.POLLOUT, dontWait },
    (library) => library.send(sockfd, buffer, BigInt(length), actualFlags),
    options,
  );
  return result;
}
