import type { WaitOptions } from "../deadline.ts";
import {
  checkDescriptor,
  checkInt,
  checkWaitOptions,
  wrongArgument,
} from "./arguments.ts";
import { attempt, finish, untilDone } from "./invoke.ts";
import {
  decodeReturnedEvents,
  encodePollDescriptors,
} from "./poll_descriptors.ts";
import { systemLibrary } from "./system_library.ts";
import { recordCall } from "./trace_calls.ts";
import { flags, number } from "./traced_argument.ts";
import { waitUntilReady } from "./wait_until_ready.ts";

/**
 * C's `struct pollfd`.
 *
 * @example
 * ```ts
 * import { close, pipe, poll, type PollDescriptor, POLLIN, POLLOUT } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const [readEnd, writeEnd] = pipe();
 * const ends: PollDescriptor[] = [{ fd: readEnd, events: POLLIN }, { fd: writeEnd, events: POLLOUT }];
 * assertEquals(await poll(ends, 0), 1);
 * assertEquals(ends.map(({ revents }) => revents), [0, POLLOUT]); // Nothing to read, room to write.
 * close(readEnd);
 * close(writeEnd);
 * ```
 */
export interface PollDescriptor {
  /** The descriptor to watch; a negative one is passed over. */
  fd: number;
  /** What to watch for: `POLLIN`, `POLLOUT`, joined by `|`. */
  events: number;
  /** What `poll` found: those, or `POLLERR`, `POLLHUP`, `POLLNVAL`. */
  revents?: number;
}

/**
 * Waits until one of several descriptors is ready; returns how many are.
 *
 * `timeout` is in milliseconds: 0 only looks, a negative number sets no limit.
 * As in C, the answer stands in each `revents`, and 0 is returned when the time
 * is up. Where C would wait for ever, a `DeadlineError` comes after
 * `options.timeout`, 10 s by default.
 *
 * Source: poll(2). Errors: `SystemCallError`, such as `EINVAL`.
 *
 * @example
 * ```ts
 * import { close, pipe, poll, POLLIN, write } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const [readEnd, writeEnd] = pipe();
 * const watched = { fd: readEnd, events: POLLIN, revents: 0 };
 * assertEquals(await poll([watched], 0), 0);
 * await write(writeEnd, new TextEncoder().encode("cider"));
 * assertEquals(await poll([watched], 1000), 1);
 * assertEquals(watched.revents, POLLIN);
 * close(readEnd);
 * close(writeEnd);
 * ```
 */
export async function poll(
  fds: PollDescriptor[],
  timeout: number,
  options: WaitOptions = {},
): Promise<number> {
  checkPollDescriptors(fds);
  checkInt("poll", "timeout", timeout);
  checkWaitOptions("poll", options);
  const listed = listDescriptors(fds);
  const invocation = {
    call: "poll",
    args: () => pollArguments(fds, timeout),
    action: `poll descriptors ${listed}`,
    subject: `descriptors ${listed}`,
  };
  const library = systemLibrary("poll");
  const traced = recordCall("poll", invocation.args);
  const bytes = encodePollDescriptors(fds);
  const look = () =>
    attempt(library, () => library.poll(bytes, BigInt(fds.length), 0));
  let { result, errno } = look();
  if (result === 0 && timeout !== 0) {
    const limit = timeout < 0 ? Infinity : timeout;
    // The caller's own limit needs no deadline beside it.
    const deadline = options.timeout ?? (timeout < 0 ? undefined : Infinity);
    const waitOptions = { ...options, timeout: deadline };
    await untilDone(
      invocation,
      traced,
      waitOptions,
      (wait) => waitUntilReady(library, fds, wait, limit),
    );
    ({ result, errno } = look());
  }
  finish(invocation, traced, result, errno, library);
  const found = decodeReturnedEvents(bytes);
  for (const [i, descriptor] of fds.entries()) descriptor.revents = found[i];
  traced.output = fds.map(({ fd, revents = 0 }) =>
    `${fd}: ${flags("revents", revents, "POLL").text}`
  ).join(", ");
  return result;
}

/** An error names no more descriptors than these; the others are counted. */
const MOST_NAMED = 8;

function listDescriptors(fds: readonly PollDescriptor[]): string {
  const named = fds.slice(0, MOST_NAMED).map(({ fd }) => fd).join(", ");
  const left = fds.length - MOST_NAMED;
  return left > 0 ? `${named} and ${left} more` : named;
}

function pollArguments(fds: PollDescriptor[], timeout: number) {
  const text = fds.map(({ fd, events }) =>
    `{${fd}, ${flags("events", events, "POLL").text}}`
  ).join(", ");
  return [
    { name: "fds", value: fds.length, text: `[${text}]` },
    number("nfds", fds.length),
    number("timeout", timeout),
  ];
}

const SHORT_MAX = 0x7fff;

function checkPollDescriptors(fds: unknown): void {
  if (!Array.isArray(fds)) {
    throw wrongArgument("poll", "fds", fds, "an array of { fd, events }");
  }
  for (const [i, descriptor] of fds.entries()) {
    const { fd, events } = Object(descriptor);
    checkDescriptor("poll", `fds[${i}].fd`, fd);
    if (checkInt("poll", `fds[${i}].events`, events) & ~SHORT_MAX) {
      throw wrongArgument("poll", `fds[${i}].events`, events, "POLL… flags");
    }
  }
}
