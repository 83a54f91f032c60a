import type { Wait, WaitOptions } from "../deadline.ts";
import { HOST_PLATFORM } from "../platforms.ts";
import type { SocketAddress } from "../socket_address.ts";
import {
  checkDescriptor,
  checkSockaddr,
  checkWaitOptions,
} from "./arguments.ts";
import { CALL } from "./call_constants.ts";
import { attempt, finish, type Invocation, untilDone } from "./invoke.ts";
import { setNonBlocking } from "./non_blocking.ts";
import { refuseOnceClosed } from "./owned_descriptors.ts";
import { type SystemLibrary, systemLibrary } from "./system_library.ts";
import { recordCall } from "./trace_calls.ts";
import { bytes as bytesArgument, number } from "./traced_argument.ts";
import { waitUntilReady } from "./wait_until_ready.ts";

/** How long to wait before knocking again at a Unix socket whose backlog is full. */
const FULL_BACKLOG_PAUSE = 20;

/**
 * Connects a socket to a server's address, and waits until it is.
 *
 * `addr` is an object, or the bytes of an addrinfo's `sockaddr`. After a
 * `DeadlineError` the attempt goes on; calling again waits for it once more.
 *
 * Source: connect(2). Errors: `SystemCallError`, such as `ECONNREFUSED`;
 * `DeadlineError` after `timeout`, 10 s by default.
 *
 * @example
 * ```ts
 * import { AF_INET, close, connect, SOCK_STREAM, socket, SystemCallError } from "sockets/system";
 * import { assertRejects } from "@std/assert";
 *
 * const fd = socket(AF_INET, SOCK_STREAM, 0);
 * const nobody = { family: AF_INET, address: "127.0.0.1", port: 1 };
 * await assertRejects(() => connect(fd, nobody), SystemCallError, "ECONNREFUSED");
 * close(fd);
 * ```
 */
export async function connect(
  sockfd: number,
  addr: SocketAddress | Uint8Array,
  addrlen?: number,
  options: WaitOptions = {},
): Promise<void> {
  checkDescriptor("connect", "sockfd", sockfd);
  const { bytes, label } = checkSockaddr("connect", addr, addrlen);
  checkWaitOptions("connect", options);
  const invocation = {
    call: "connect",
    args: () => [
      number("sockfd", sockfd),
      bytesArgument("addr", bytes, label),
      number("addrlen", bytes.length),
    ],
    action: `connect socket ${sockfd} to ${label}`,
    subject: `socket ${sockfd}, to ${label}`,
  };
  await connectInvocation(invocation, sockfd, bytes, options);
}

async function connectInvocation(
  invocation: Invocation,
  sockfd: number,
  bytes: Uint8Array<ArrayBuffer>,
  options: WaitOptions,
): Promise<void> {
  const library = systemLibrary("connect");
  setNonBlocking(library, sockfd);
  const traced = recordCall("connect", invocation.args);
  const start = () =>
    attempt(library, () => library.connect(sockfd, bytes, bytes.length));
  let { result, errno } = start();
  if (isUnderWay(errno) || errno === CALL.EAGAIN) {
    const refuse = refuseOnceClosed(sockfd);
    errno = await untilDone(invocation, traced, options, async (wait) => {
      while (errno === CALL.EAGAIN) {
        await pause(FULL_BACKLOG_PAUSE);
        await wait.for(Promise.resolve()); // Throws if the deadline has passed.
        refuse();
        ({ errno } = start());
      }
      if (!isUnderWay(errno)) return errno;
      const outcome = await outcomeOf(library, sockfd, wait, refuse);
      // Linux holds the socket for connecting until it has been asked again: the next connect would be answered
      // for this one, with 0 or ECONNABORTED.
      if (HOST_PLATFORM.name === "linux") start();
      return outcome;
    });
    result = errno === 0 ? 0 : -1;
  }
  finish(invocation, traced, result, errno, library);
}

function isUnderWay(errno: number): boolean {
  return errno === CALL.EINPROGRESS || errno === CALL.EALREADY;
}

/** Waits for the end of a connection attempt: 0, or the error it met. */
async function outcomeOf(
  library: SystemLibrary,
  sockfd: number,
  wait: Wait,
  refuse: () => void,
): Promise<number> {
  await waitUntilReady(library, [{ fd: sockfd, events: CALL.POLLOUT }], wait);
  refuse();
  const error = new Int32Array(1);
  const value = new Uint8Array(error.buffer);
  const length = new Uint8Array(Uint32Array.of(value.length).buffer);
  const { errno } = attempt(
    library,
    () =>
      library.getsockopt(sockfd, CALL.SOL_SOCKET, CALL.SO_ERROR, value, length),
  );
  return errno || error[0];
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
