/** All waiting of the library happens here, so a deadline, a signal or an interrupt reaches every wait. */
import { startClock, TICK } from "./clock.ts";
import { AbortError, DeadlineError, InterruptedError } from "./errors.ts";
import type { PeerLabel } from "./peer_label.ts";

/** Every wait ends after 10 s unless told otherwise. */
export const DEFAULT_TIMEOUT = 10_000;

const NO_OPTIONS: WaitOptions = {};

/** From here on a wait goes by the coarse clock, which makes it less than a tenth longer. */
const COARSE_TIMEOUT = 20 * TICK;

/**
 * When to give up waiting.
 *
 * @example
 * ```ts
 * import { AbortError, listen, type WaitOptions } from "sockets";
 * import { assertRejects } from "@std/assert";
 *
 * const closingTime = new AbortController();
 * const patient: WaitOptions = { timeout: Infinity, signal: closingTime.signal };
 * using bar = await listen();
 * const guest = bar.accept(patient);
 * closingTime.abort("closing time");
 * await assertRejects(() => guest, AbortError, "closing time");
 * ```
 */
export interface WaitOptions {
  /**
   * Deadline of the whole call in milliseconds, 10,000 by default; `Infinity` turns it off. From 2 s on it is
   * kept to the next tenth of a second.
   */
  timeout?: number;
  /** Aborting it ends the wait with an {@linkcode AbortError}. */
  signal?: AbortSignal;
}

/** Those under way, in no order; each knows its place, so that joining and leaving take no search. */
const waits: Wait[] = [];
startClock((passed) => {
  for (const wait of [...waits]) wait.tick(passed);
});

/**
 * Ends every wait of the library with an {@linkcode InterruptedError}; no byte is lost. Returns how many there were.
 * In a notebook, with `cell`, only those that this cell began.
 *
 * @example
 * ```ts
 * import { InterruptedError, interruptWaits, listen } from "sockets";
 * import { assertRejects } from "@std/assert";
 *
 * using bar = await listen();
 * const guest = bar.accept({ timeout: Infinity });
 * interruptWaits("Stop was pressed");
 * await assertRejects(() => guest, InterruptedError, "Stop was pressed");
 * ```
 */
export function interruptWaits(
  reason = "interrupted from outside",
  cell?: unknown,
): number {
  const interrupted = waits.filter((wait) =>
    cell === undefined || wait.cell === cell
  );
  for (const wait of interrupted) wait.interrupt(reason);
  return interrupted.length;
}

// A kernel calls it when Stop is pressed; it need not import us for that.
Object.defineProperty(globalThis, Symbol.for("sockets.interruptWaits"), {
  value: interruptWaits,
  configurable: true,
});

/** In a kernel: the cell that runs, or ran when what runs now was started. */
const currentCell = (globalThis as unknown as Record<symbol, unknown>)[
  Symbol.for("sockets.currentCell")
] as (() => unknown) | undefined;

/** One bounded wait: all that one call of the library waits for, however many system calls that takes. */
export class Wait {
  /** The cell of a notebook that waits. */
  readonly cell = currentCell?.();
  /** What is being done: "read a line from". */
  readonly action: string;
  readonly #about: string | PeerLabel;
  readonly #timeout: number;
  readonly #signal: AbortSignal | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ticksLeft = Infinity;
  #ticked = false;
  #onAbort: (() => void) | undefined;
  #failure: Error | undefined;
  #reject: ((failure: Error) => void) | undefined;
  #place = 0;
  /** For a write: how many bytes are in the system's hands. Errors carry it. */
  written: number | undefined;
  /** What has come so far and what is missing, for the error's message. */
  state: (() => string) | undefined;

  /** `action` and `address` complete "Cannot <action> "<address>"". */
  constructor(
    action: string,
    address: string | PeerLabel,
    options: WaitOptions = NO_OPTIONS,
  ) {
    this.action = action;
    this.#about = address;
    this.#timeout = checkTimeout(options.timeout);
    this.#signal = options.signal;
    if (this.#signal !== undefined) this.#heed(this.#signal);
    if (this.#timeout < COARSE_TIMEOUT) {
      this.#timer = setTimeout(() => this.#pass(), this.#timeout);
    } else {
      // The first tick may come at once.
      this.#ticksLeft = Math.ceil(this.#timeout / TICK) + 1;
    }
    this.#place = waits.push(this) - 1;
  }

  /**
   * Waits for `pending`, or rejects at the deadline; `pending` itself goes on. What it comes to passes through
   * `check`, which may throw.
   */
  for<Value, Result = Value>(
    pending: Promise<Value>,
    check: (value: Value) => Result = same,
  ): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.endsIn(reject);
      pending.then((value) => {
        try {
          resolve(check(value));
        } catch (failure) {
          reject(failure);
        }
      }, reject);
    });
  }

  /** Where the wait's own end goes, whatever else is awaited. */
  endsIn(reject: (failure: Error) => void): void {
    if (this.#failure !== undefined) reject(this.#failure);
    this.#reject = reject;
  }

  /** To be called once the call is over, whichever way. */
  end(): void {
    this.#leave();
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    if (this.#onAbort !== undefined) {
      this.#signal?.removeEventListener("abort", this.#onAbort);
    }
  }

  /** The last one takes the place that becomes free; ending twice is harmless. */
  #leave(): void {
    if (waits[this.#place] !== this) return;
    const last = waits.pop()!;
    if (last === this) return;
    waits[this.#place] = last;
    last.#place = this.#place;
  }

  /** So many tenths of a second have passed; before the first call they may have passed before this wait began. */
  tick(passed: number): void {
    this.#ticksLeft -= this.#ticked ? passed : Math.min(passed, 1);
    this.#ticked = true;
    if (this.#ticksLeft <= 0) this.#pass();
  }

  /** Ends the wait from outside. */
  interrupt(reason: string): void {
    this.fail(
      new InterruptedError(this.#describe(reason), { address: this.#address }),
    );
  }

  /** What ended the wait before its time. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Ends the wait with this error. */
  fail(failure: Error): void {
    this.#failure ??= failure;
    this.#reject?.(this.#failure);
  }

  #pass(): void {
    const within = `nothing more happened within ${this.#timeout} ms`;
    this.fail(
      new DeadlineError(this.#describe(within), {
        timeout: this.#timeout,
        address: this.#address,
        written: this.written,
      }),
    );
  }

  #heed(signal: AbortSignal): void {
    if (signal.aborted) throw this.#aborted();
    this.#onAbort = () => this.fail(this.#aborted());
    signal.addEventListener("abort", this.#onAbort);
  }

  #aborted(): AbortError {
    const reason = this.#signal?.reason;
    const words = reason instanceof Error ? reason.message : String(reason);
    return new AbortError(this.#describe(`aborted, ${words}`), {
      address: this.#address,
      cause: reason,
      written: this.written,
    });
  }

  get #address(): string {
    return typeof this.#about === "string" ? this.#about : this.#about.text;
  }

  #describe(end: string): string {
    const state = this.state === undefined ? "" : `; ${this.state()}`;
    return `Cannot ${this.action} "${this.#address}": ${end}${state}`;
  }
}

// deno-lint-ignore no-explicit-any -- any value passes as it is
const same = (value: any) => value;

function checkTimeout(timeout = DEFAULT_TIMEOUT): number {
  if (typeof timeout === "number" && timeout >= 0) return timeout;
  throw new RangeError(
    `Cannot wait ${timeout} ms: a timeout is 0 or more milliseconds, or Infinity`,
  );
}
