/** What `poll` watches for, and what it finds. */
import { CALL } from "./call_constants.ts";

/**
 * There is something to read, to accept, or the end.
 *
 * @example
 * ```ts
 * import { close, pipe, poll, POLLIN, write } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const [readEnd, writeEnd] = pipe();
 * await write(writeEnd, new TextEncoder().encode("cider"));
 * const watched = { fd: readEnd, events: POLLIN, revents: 0 };
 * await poll([watched], 1000);
 * assertEquals(watched.revents, POLLIN);
 * [readEnd, writeEnd].forEach(close);
 * ```
 */
export const POLLIN: number = CALL.POLLIN;
/**
 * Writing would not wait.
 *
 * @example
 * ```ts
 * import { close, pipe, poll, POLLOUT } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const [readEnd, writeEnd] = pipe();
 * const watched = { fd: writeEnd, events: POLLOUT, revents: 0 };
 * await poll([watched], 1000);
 * assertEquals(watched.revents, POLLOUT);
 * [readEnd, writeEnd].forEach(close);
 * ```
 */
export const POLLOUT: number = CALL.POLLOUT;
/**
 * Reported only: an error is pending.
 *
 * @example
 * ```ts
 * import { close, pipe, poll, POLLERR, POLLHUP, POLLOUT } from "sockets/system";
 * import { assert } from "@std/assert";
 *
 * const [readEnd, writeEnd] = pipe();
 * close(readEnd); // now nobody can read
 * const watched = { fd: writeEnd, events: POLLOUT, revents: 0 };
 * await poll([watched], 1000);
 * assert(watched.revents & (POLLERR | POLLHUP)); // Linux says the first, macOS the second
 * close(writeEnd);
 * ```
 */
export const POLLERR: number = CALL.POLLERR;
/**
 * Reported only: the peer is gone.
 *
 * @example
 * ```ts
 * import { close, pipe, poll, POLLHUP, POLLIN } from "sockets/system";
 * import { assert } from "@std/assert";
 *
 * const [readEnd, writeEnd] = pipe();
 * close(writeEnd);
 * const watched = { fd: readEnd, events: POLLIN, revents: 0 };
 * await poll([watched], 1000);
 * assert(watched.revents & POLLHUP);
 * close(readEnd);
 * ```
 */
export const POLLHUP: number = CALL.POLLHUP;
/**
 * Reported only: the descriptor is not open.
 *
 * @example
 * ```ts
 * import { close, pipe, poll, POLLIN, POLLNVAL } from "sockets/system";
 * import { assertEquals } from "@std/assert";
 *
 * const [readEnd, writeEnd] = pipe();
 * [readEnd, writeEnd].forEach(close);
 * const watched = { fd: readEnd, events: POLLIN, revents: 0 };
 * await poll([watched], 0);
 * assertEquals(watched.revents, POLLNVAL);
 * ```
 */
export const POLLNVAL: number = CALL.POLLNVAL;
