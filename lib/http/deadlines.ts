import type { WaitOptions } from "../deadline.ts";
import { DeadlineError } from "../errors.ts";

/** How long each wait may last unless told otherwise, in milliseconds. */
const DEFAULT_WAIT = 10_000;

/** When to give up: one wait, and all waits together. */
export interface DeadlinesOptions {
  /** The longest single wait for the peer, in milliseconds; 10,000 by default. */
  timeout?: number;
  /** Aborting it ends every wait. */
  signal?: AbortSignal;
}

/** Hands out the deadline of each wait, so that many short waits can't make an endless one. */
export class Deadlines {
  readonly signal: AbortSignal | undefined;
  readonly #timeout: number;
  readonly #action: string;
  readonly #overall: number;
  readonly #end: number;

  /** `action` completes "Cannot <action>"; `overall` milliseconds from now all waits together must be over. */
  constructor(action: string, options: DeadlinesOptions, overall = Infinity) {
    this.signal = options.signal;
    this.#timeout = options.timeout ?? DEFAULT_WAIT;
    this.#action = action;
    this.#overall = overall;
    this.#end = overall === Infinity ? Infinity : performance.now() + overall;
  }

  /** Options for the next wait, at most `timeout` milliseconds. */
  next(timeout: number = this.#timeout): WaitOptions {
    if (this.#end === Infinity) return { timeout, signal: this.signal };
    const left = this.#end - performance.now();
    if (left <= 0) throw this.#overdue();
    return { timeout: Math.min(timeout, left), signal: this.signal };
  }

  #overdue(): DeadlineError {
    return new DeadlineError(
      `Cannot ${this.#action}: it was not over after ${this.#overall} ms; pass a longer timeout if it may last`,
      { timeout: this.#overall },
    );
  }
}
