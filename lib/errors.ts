/** Errors of the library. Each names the action and the address, and carries what had come. */

/** What most errors carry besides their message. */
export interface SocketErrorOptions extends ErrorOptions {
  /** The address it happened on, such as `127.0.0.1:8192`. */
  address?: string;
  /** The system's name for it, such as `ECONNRESET`, where there is one. */
  code?: string;
}

/**
 * Base of every error that this library throws about a socket.
 *
 * @example
 * ```ts
 * import { connect, SocketError } from "sockets";
 * import { assertInstanceOf } from "@std/assert";
 *
 * const failure = await connect("127.0.0.1", 99999).catch((error) => error);
 * assertInstanceOf(failure, SocketError);
 * ```
 */
export class SocketError extends Error {
  override name = "SocketError";
  /** The address it happened on, such as `127.0.0.1:8192`. */
  readonly address?: string;
  /** The system's name for it, such as `ECONNRESET`, where there is one. */
  readonly code?: string;
  constructor(message: string, options: SocketErrorOptions = {}) {
    super(
      message,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.address = options.address;
    this.code = options.code;
  }
}

/**
 * A wait ended because its deadline passed. No byte is lost: the next read gives what had come.
 *
 * @example
 * ```ts
 * import { connect, DeadlineError, listen, readLine } from "sockets";
 * import { assertRejects } from "@std/assert";
 *
 * using bar = await listen();
 * using silent = await connect("127.0.0.1", bar.addr.port);
 * await assertRejects(() => readLine(silent, { timeout: 10 }), DeadlineError);
 * ```
 */
export class DeadlineError extends SocketError {
  override name = "DeadlineError";
  /** How long the wait lasted, in milliseconds. */
  readonly timeout: number;
  /**
   * For a write: how many bytes the system has or will be given before anything else. To go on,
   * write the bytes from this offset.
   */
  readonly written?: number;
  constructor(
    message: string,
    options: SocketErrorOptions & { timeout: number; written?: number },
  ) {
    super(message, options);
    this.timeout = options.timeout;
    this.written = options.written;
  }
}

/**
 * A wait ended because its `signal` was aborted; `cause` is the signal's reason. No byte is lost.
 *
 * @example
 * ```ts
 * import { AbortError, connect, listen, readLine } from "sockets";
 * import { assertRejects } from "@std/assert";
 *
 * using bar = await listen();
 * using silent = await connect("127.0.0.1", bar.addr.port);
 * const closingTime = new AbortController();
 * const order = readLine(silent, { signal: closingTime.signal });
 * closingTime.abort("the bar closes");
 * await assertRejects(() => order, AbortError, "the bar closes");
 * ```
 */
export class AbortError extends SocketError {
  override name = "AbortError";
  /** For a write: as in {@linkcode DeadlineError}. */
  readonly written?: number;
  constructor(
    message: string,
    options: SocketErrorOptions & { written?: number } = {},
  ) {
    super(message, options);
    this.written = options.written;
  }
}

/**
 * The peer closed in the middle of something. What had come is carried, and is still there for the next read.
 *
 * @example
 * ```ts
 * import { connect, listen, readExactly, UnexpectedEndError, writeAll } from "sockets";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * const guest = await bar.accept();
 * await writeAll(guest, "cid");
 * guest.close();
 * const error = await assertRejects(() => readExactly(client, 5), UnexpectedEndError);
 * assertEquals([error.received.length, error.expected], [3, 5]);
 * ```
 */
export class UnexpectedEndError extends SocketError {
  override name = "UnexpectedEndError";
  /** The bytes that came before the end. */
  readonly received: Uint8Array;
  /** How many bytes were asked for, where a number was. */
  readonly expected?: number;
  constructor(
    message: string,
    options: SocketErrorOptions & { received: Uint8Array; expected?: number },
  ) {
    super(message, options);
    this.received = options.received;
    this.expected = options.expected;
  }
}

/**
 * More came than `maxLength` allows. Nothing is split and nothing lost: a read with a higher limit finds it all.
 *
 * @example
 * ```ts
 * import { connect, listen, ReadLimitError, readUntil, writeAll } from "sockets";
 * import { assertRejects } from "@std/assert";
 *
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * using guest = await bar.accept();
 * await writeAll(client, "a very long order;");
 * await assertRejects(() => readUntil(guest, ";", { maxLength: 5 }), ReadLimitError);
 * ```
 */
export class ReadLimitError extends SocketError {
  override name = "ReadLimitError";
  /** The limit, in bytes. */
  readonly maxLength: number;
  constructor(
    message: string,
    options: SocketErrorOptions & { maxLength: number },
  ) {
    super(message, options);
    this.maxLength = options.maxLength;
  }
}

/**
 * A line was longer than `maxLength`. Nothing is split and nothing lost: a read with a higher limit finds it whole.
 *
 * @example
 * ```ts
 * import { connect, LineTooLongError, listen, readLine, writeAll } from "sockets";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * using guest = await bar.accept();
 * await writeAll(client, "abcdef\n");
 * await assertRejects(() => readLine(guest, { maxLength: 4 }), LineTooLongError);
 * assertEquals(await readLine(guest), "abcdef");
 * ```
 */
export class LineTooLongError extends ReadLimitError {
  override name = "LineTooLongError";
}

/**
 * Two reads at once on one connection: their bytes would mix, so the second is refused.
 *
 * @example
 * ```ts
 * import { BusyError, connect, listen, readLine, writeAll } from "sockets";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * using guest = await bar.accept();
 * const first = readLine(guest);
 * await assertRejects(() => readLine(guest), BusyError);
 * await writeAll(client, "cider\n");
 * assertEquals(await first, "cider");
 * ```
 */
export class BusyError extends SocketError {
  override name = "BusyError";
}

/**
 * This side has closed the connection or the listener, so nothing more can be done with it.
 *
 * @example
 * ```ts
 * import { ClosedError, connect, listen, readLine } from "sockets";
 * import { assertRejects } from "@std/assert";
 *
 * using bar = await listen();
 * const client = await connect("127.0.0.1", bar.addr.port);
 * client.close();
 * await assertRejects(() => readLine(client), ClosedError);
 * ```
 */
export class ClosedError extends SocketError {
  override name = "ClosedError";
}

/**
 * The peer reset the connection (ECONNRESET), or went away while bytes were being written to it (EPIPE).
 *
 * @example
 * ```ts
 * import { ConnectionResetError, SocketError } from "sockets";
 * import { assertInstanceOf } from "@std/assert";
 *
 * const error = new ConnectionResetError("Cannot read from \"127.0.0.1:80\": reset", {
 *   code: "ECONNRESET",
 * });
 * assertInstanceOf(error, SocketError);
 * ```
 */
export class ConnectionResetError extends SocketError {
  override name = "ConnectionResetError";
}

/**
 * An interrupted wait: {@linkcode interruptWaits} ended it from outside, as the Stop button of a notebook does.
 *
 * @example
 * ```ts
 * import { InterruptedError, interruptWaits, listen } from "sockets";
 * import { assertRejects } from "@std/assert";
 *
 * using bar = await listen();
 * const guest = bar.accept();
 * interruptWaits();
 * await assertRejects(() => guest, InterruptedError);
 * ```
 */
export class InterruptedError extends SocketError {
  override name = "InterruptedError";
}

/**
 * Nobody can listen on that address: it is in use, not this machine's, or not allowed. `code` says which.
 *
 * @example
 * ```ts
 * import { listen, ListenError } from "sockets";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * using bar = await listen();
 * const error = await assertRejects(() => listen(bar.addr.port), ListenError);
 * assertEquals(error.code, "EADDRINUSE");
 * ```
 */
export class ListenError extends SocketError {
  override name = "ListenError";
}

/**
 * A name or port could not be resolved: what `getaddrinfo` reports (the lecture's -2). `code` is its `EAI_` name.
 *
 * @example
 * ```ts
 * import { AddressError, connect } from "sockets";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * const error = await assertRejects(() => connect("127.0.0.1", 99999), AddressError);
 * assertEquals(error.code, "EAI_SERVICE");
 * ```
 */
export class AddressError extends SocketError {
  override name = "AddressError";
  /** The error's name, such as `EAI_NONAME`. */
  declare readonly code: string;
  /** The system's own number for it, where there is one. */
  readonly errorNumber?: number;
  /** The system's own words for it (gai_strerror), where there are any. */
  readonly systemText?: string;
  constructor(
    message: string,
    options: SocketErrorOptions & {
      code: string;
      errorNumber?: number;
      systemText?: string;
    },
  ) {
    super(message, options);
    this.errorNumber = options.errorNumber;
    this.systemText = options.systemText;
  }
}
