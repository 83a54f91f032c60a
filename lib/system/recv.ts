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
import {
  flags as flagsArgument,
  number,
  quoteBytes,
} from "./traced_argument.ts";

/**
 * Waits for bytes, puts them into `buf`, and returns how many; 0 is the end.
 *
 * It may be fewer than `len`: whatever has come. Only the first so many bytes
 * of `buf` are new; the rest is as it was.
 *
 * Source: recv(2). Errors: `SystemCallError`, such as `ECONNRESET`;
 * `DeadlineError` after `timeout`, 10 s by default: no byte is lost.
 *
 * @example
 * ```ts
 * import { AF_INET, close, DeadlineError, recv, SOCK_DGRAM, socket } from "sockets/system";
 * import { assertRejects } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_DGRAM, 0);
 * const buf = new Uint8Array(512);
 * const silence = recv(fd, buf, buf.length, 0, { timeout: 10 });
 * await assertRejects(() => silence, DeadlineError);
 * close(fd);
 * ```
 */
export async function recv(
  sockfd: number,
  buf: Uint8Array,
  len?: number,
  flags = 0,
  options: WaitOptions = {},
): Promise<number> {
  checkDescriptor("recv", "sockfd", sockfd);
  const buffer = checkBytes("recv", "buf", buf);
  const length = checkLength("recv", "len", len, buffer.length);
  checkInt("recv", "flags", flags);
  checkWaitOptions("recv", options);
  const actualFlags = flags | CALL.MSG_DONTWAIT;
  const dontWait = (flags & CALL.MSG_DONTWAIT) !== 0;
  const traced = await invokeWaiting(
    {
      call: "recv",
      args: () => [
        number("sockfd", sockfd),
        number("len", length),
        flagsArgument("flags", flags, "MSG_"),
      ],
      action: `receive on socket ${sockfd}`,
      subject: `socket ${sockfd}`,
    },
    { fd: sockfd, events: CALL.POLLIN, dontWait },
    (library) => library.recv(sockfd, buffer, BigInt(length), actualFlags),
    options,
  );
  traced.output = quoteBytes(buffer.subarray(0, traced.result));
  return traced.result;
}
