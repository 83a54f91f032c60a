import { Wait, type WaitOptions } from "./deadline.ts";
import { ClosedError } from "./errors.ts";
import { isReset, systemFailure } from "./system_failure.ts";
import type { WireObserver } from "./wire_event.ts";

/** What the write side needs of a system connection. */
export interface ByteSink {
  write(bytes: Uint8Array): Promise<number>;
  closeWrite(): Promise<void>;
}

/** The system is handed at most this much at once, so a deadline leaves no more than this in its hands. */
const PIECE_SIZE = 256 * 1024;

/**
 * The write side of a connection: one system write at a time, whole calls in the order they were made.
 *
 * A system write cannot be taken back, so the piece that was handed over when a deadline passed still
 * goes out, whole and before anything else; errors count it in `written`.
 */
export class Outflow {
  observer: WireObserver | undefined;
  readonly #sink: ByteSink;
  readonly #address: string;
  #writing = false;
  readonly #queue: (() => void)[] = [];
  #unfinished: Promise<void> | undefined;
  #failure: unknown;
  #closed = false;
  readonly #waits = new Set<Wait>();

  constructor(sink: ByteSink, address: string) {
    this.#sink = sink;
    this.#address = address;
  }

  /** One system write, which may be short; resolves to the number of bytes taken. */
  write(bytes: Uint8Array, options?: WaitOptions): Promise<number> {
    return this.#inTurn("write to", options, (wait) => {
      wait.written = bytes.length;
      return this.#send(bytes, wait);
    });
  }

  /** Writes until the system has taken every byte. */
  writeAll(bytes: Uint8Array, options?: WaitOptions): Promise<void> {
    return this.#inTurn("write to", options, async (wait) => {
      let at = 0;
      while (at < bytes.length) {
        const piece = bytes.subarray(at, at + PIECE_SIZE);
        wait.written = at + piece.length;
        at += await this.#send(piece, wait);
      }
    });
  }

  /** Ends this direction once everything written before is out. */
  closeWrite(options?: WaitOptions): Promise<void> {
    return this.#inTurn("close the writing side of", options, async (wait) => {
      await wait.for(this.#sink.closeWrite()).catch((failure) => {
        throw systemFailure(
          "close the writing side of",
          this.#address,
          failure,
        );
      });
      this.observer?.observe({ kind: "close-write" });
    });
  }

  close(): void {
    this.#closed = true;
    for (const wait of this.#waits) {
      wait.fail(
        new ClosedError(
          `Cannot write to "${this.#address}": this side closed it meanwhile`,
          { address: this.#address },
        ),
      );
    }
  }

  async #inTurn<Result>(
    action: string,
    options: WaitOptions | undefined,
    act: (wait: Wait) => Promise<Result>,
  ): Promise<Result> {
    if (this.#closed) {
      throw new ClosedError(
        `Cannot ${action} "${this.#address}": this side has closed it`,
        { address: this.#address },
      );
    }
    const wait = new Wait(action, this.#address, options);
    wait.written = 0;
    this.#waits.add(wait);
    let mine = false;
    try {
      if (this.#writing) await this.#queueUp(wait);
      this.#writing = mine = true;
      if (this.#unfinished !== undefined) await wait.for(this.#unfinished);
      if (this.#failure !== undefined) {
        throw systemFailure(action, this.#address, this.#failure);
      }
      return await act(wait);
    } finally {
      wait.end();
      this.#waits.delete(wait);
      if (mine) this.#next();
    }
  }

  /** Waits for the turn, and gives it up if the deadline comes first. */
  async #queueUp(wait: Wait): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#queue.push(resolve);
    try {
      await wait.for(promise);
    } catch (failure) {
      const place = this.#queue.indexOf(resolve);
      if (place >= 0) this.#queue.splice(place, 1);
      else this.#next();
      throw failure;
    }
  }

  #next(): void {
    const next = this.#queue.shift();
    if (next === undefined) this.#writing = false;
    else next();
  }

  async #send(bytes: Uint8Array, wait: Wait): Promise<number> {
    const sending = this.#writeOnce(bytes);
    try {
      return await wait.for(sending);
    } catch (failure) {
      if (this.#failure !== undefined) {
        throw systemFailure("write to", this.#address, this.#failure);
      }
      this.#unfinished = this.#finish(sending, bytes);
      throw failure;
    }
  }

  /** Brings out the rest of what was in the system's hands when a wait ended. It never rejects. */
  async #finish(sending: Promise<number>, bytes: Uint8Array): Promise<void> {
    try {
      let rest = bytes.subarray(await sending);
      while (rest.length > 0 && !this.#closed) {
        rest = rest.subarray(await this.#writeOnce(rest));
      }
    } catch {
      // The failure is kept: the next write reports it.
    }
    this.#unfinished = undefined;
  }

  async #writeOnce(bytes: Uint8Array): Promise<number> {
    try {
      const count = await this.#sink.write(bytes);
      this.observer?.observe({
        kind: "write",
        byteCount: count,
        bytes: bytes.subarray(0, count),
        requested: bytes.length,
      });
      return count;
    } catch (failure) {
      this.#failure = failure;
      if (!this.#closed) {
        this.observer?.observe({
          kind: isReset(failure) ? "reset" : "error",
          message: String((failure as Error)?.message ?? failure),
        });
      }
      throw failure;
    }
  }
}
