import type { WaitOptions } from "../deadline.ts";
import { DeadlineError } from "../errors.ts";

/** How long each wait may last unless told otherwise, in milliseconds. */
const DEFAULT_WAIT = 10_000;

/**
 * When to give up: one wait, and all waits together.
 *
 * @example
 * ```ts
 * import { assertRejects } from "@std/assert";
 * import { AbortError, connect, listen } from "sockets";
 * import { type DeadlinesOptions, readResponse } from "sockets/http";
 *
 * const guestLeaves = new AbortController();
 * const waiting: DeadlinesOptions = { timeout: Infinity, signal: guestLeaves.signal };
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * const response = readResponse(client, waiting);
 * guestLeaves.abort("had enough");
 * await assertRejects(() => response, AbortError, "had enough");
 * ```
 */
export interface DeadlinesOptions {
  /** The longest single wait for the peer, in milliseconds; 10,000 by default. */
  timeout?: number;
  /** Aborting it ends every wait. */
  signal?: AbortSignal;
}

/** Hands out the deadline of each wait, so that many short waits can't make an endless one. */
export class Deadlines {
  /** What aborts the waits. */
  readonly signal: AbortSignal | undefined;
  readonly #timeout: number;
  readonly #overall: OverallDeadline | undefined;

  constructor(options: DeadlinesOptions, overall?: OverallDeadline) {
    this.signal = options.signal;
    this.#timeout = options.timeout ?? DEFAULT_WAIT;
    this.#overall = overall;
  }

  /** Options for the next wait. */
  next(): WaitOptions {
    if (this.#overall === undefined) {
      return { timeout: this.#timeout, signal: this.signal };
    }
    const { action, duration, end } = this.#overall;
    const left = end - performance.now();
    if (left > 0) {
      return { timeout: Math.min(this.#timeout, left), signal: this.signal };
    }
    throw new DeadlineError(
      `Cannot ${action}: it was not over after ${duration} ms; pass a longer timeout if it may last`,
      { timeout: duration },
    );
  }

  /** The same end for all waits together, with another deadline, and signal if need be, for each. */
  with(
    timeout: number,
    signal: AbortSignal | undefined = this.signal,
  ): Deadlines {
    return new Deadlines({ timeout, signal }, this.#overall);
  }
}

/** When all waits together must be over. */
export interface OverallDeadline {
  /** Completes "Cannot <action>". */
  action: string;
  /** How long they may last, in milliseconds. */
  duration: number;
  /** When that is over, on the clock of `performance.now()`. */
  end: number;
}
