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
  readonly #action: string;
  readonly #options: DeadlinesOptions;
  /** How long all waits may last together, and when that is over on the clock of `performance.now()`. */
  readonly #overall: number;
  readonly #end: number;

  /** `action` completes "Cannot <action>"; all waits together must be over `overall` milliseconds from now. */
  constructor(
    action: string,
    options: DeadlinesOptions,
    overall = Infinity,
    end: number = overall === Infinity ? Infinity : performance.now() + overall,
  ) {
    this.#action = action;
    this.#options = options;
    this.#overall = overall;
    this.#end = end;
  }

  /** Options for the next wait. */
  next(): WaitOptions {
    const { timeout = DEFAULT_WAIT, signal } = this.#options;
    if (this.#end === Infinity) return { timeout, signal };
    const left = this.#end - performance.now();
    if (left > 0) return { timeout: Math.min(timeout, left), signal };
    throw new DeadlineError(
      `Cannot ${this.#action}: it was not over after ${this.#overall} ms; pass a longer timeout if it may last`,
      { timeout: this.#overall },
    );
  }

  /** The same end for all waits together, with another deadline or signal for each. */
  with(options: DeadlinesOptions): Deadlines {
    return new Deadlines(
      this.#action,
      { ...this.#options, ...options },
      this.#overall,
      this.#end,
    );
  }

  /** What aborts the waits. */
  get signal(): AbortSignal | undefined {
    return this.#options.signal;
  }
}
