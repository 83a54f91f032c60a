import { Wait, type WaitOptions } from "./deadline.ts";
import { ClosedError } from "./errors.ts";
import type { PeerLabel } from "./peer_label.ts";
import { type MaybeTcp, sendAtOnce } from "./send_at_once.ts";
import { isReset, systemFailure } from "./system_failure.ts";
import type { WireObserver } from "./wire_event.ts";

/** What the write side needs of a system connection. */
export interface ByteSink extends MaybeTcp {
  write(bytes: Uint8Array): Promise<number>;
  closeWrite(): Promise<void>;
}

/** The system is handed at most this much at once, so a deadline leaves no more than this in its hands. */
const PIECE_SIZE = 256 * 1024;

/** Fits into one segment of any TCP (RFC 9293 §3.7.1): as the first write it goes out at once, Nagle or not. */
const ONE_SEGMENT = 536;

/** A call that waits until those before it are done. */
interface Turn {
  wait: Wait;
  take(): void;
}

/**
 * The write side of a connection: one system write at a time, whole calls in the order they were made.
 *
 * A system write cannot be taken back, so the piece that was handed over when a deadline passed still
 * goes out, whole and before anything else; errors count it in `written`.
 */
export class Outflow {
  observer: WireObserver | undefined;
  readonly #sink: ByteSink;
  readonly #peer: PeerLabel;
  #writing: Wait | undefined;
  readonly #queue: Turn[] = [];
  #unfinished: Promise<void> | undefined;
  #failure: unknown;
  #closed = false;
  #ended = false;
  #noDelay: boolean;
  #first = true;

  /** With `noDelay`, TCP_NODELAY is set before a write that would wait without: who asks once need not pay for it. */
  constructor(
    sink: ByteSink,
    peer: PeerLabel,
    { noDelay }: { noDelay: boolean },
  ) {
    this.#sink = sink;
    this.#peer = peer;
    this.#noDelay = noDelay;
  }

  /** Sets TCP_NODELAY now, if it is wanted. */
  settleDelay(): void {
    if (this.#noDelay) sendAtOnce(this.#sink);
    this.#noDelay = false;
  }

  /** One system write, which may be short; resolves to the number of bytes taken. */
  async write(bytes: Uint8Array, options?: WaitOptions): Promise<number> {
    const wait = this.#begin("write to", options);
    try {
      if (this.#writing !== wait) await this.#turn(wait);
      return await this.#send(bytes, wait);
    } finally {
      this.#finish(wait);
    }
  }

  /** Writes until the system has taken every byte. */
  writeAll(bytes: Uint8Array, options?: WaitOptions): Promise<void> {
    return new Promise((resolve, reject) => {
      const wait = this.#begin("write to", options);
      const rest = (at: number) =>
        this.#writeRest(bytes, at, wait).then(resolve, reject);
      const { length } = bytes;
      if (this.#writing !== wait || length === 0 || length > PIECE_SIZE) {
        return rest(0);
      }
      // Most calls are one system write, which takes everything: one promise then, where the loop costs four.
      this.#hand(bytes, wait, (count) => {
        if (count < length) return rest(count);
        this.#finish(wait);
        resolve();
      }, (failure) => {
        this.#finish(wait);
        reject(failure);
      });
    });
  }

  async #writeRest(bytes: Uint8Array, at: number, wait: Wait): Promise<void> {
    try {
      if (this.#writing !== wait) await this.#turn(wait);
      while (at < bytes.length) {
        const piece = at === 0 && bytes.length <= PIECE_SIZE
          ? bytes
          : bytes.subarray(at, at + PIECE_SIZE);
        // Ended between two pieces: the error has counted those before.
        if (wait.failure !== undefined) throw wait.failure;
        at += await this.#send(piece, wait);
      }
    } finally {
      this.#finish(wait);
    }
  }

  /** Ends this direction once everything written before is out. */
  async closeWrite(options?: WaitOptions): Promise<void> {
    const action = "close the writing side of";
    const wait = this.#begin(action, options);
    try {
      if (this.#writing !== wait) await this.#turn(wait);
      await wait.for(this.#sink.closeWrite());
      this.#ended = true;
      this.observer?.observe({ kind: "close-write" });
    } catch (failure) {
      throw systemFailure(action, this.#peer.text, failure);
    } finally {
      this.#finish(wait);
    }
  }

  /** Whoever writes or waits for the turn gets a {@linkcode ClosedError}. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#writing?.fail(this.#closedError("this side closed it meanwhile"));
    for (const { wait } of [...this.#queue]) {
      wait.fail(this.#closedError("this side closed it meanwhile"));
    }
  }

  #closedError(state: string): ClosedError {
    const address = this.#peer.text;
    return new ClosedError(`Cannot write to "${address}": ${state}`, {
      address,
    });
  }

  /** Starts a call; the turn is its own at once if nothing stands in the way. */
  #begin(action: string, options: WaitOptions | undefined): Wait {
    if (this.#closed) throw this.#closedError("this side has closed it");
    const wait = new Wait(action, this.#peer, options);
    wait.written = 0;
    const free = this.#writing === undefined && this.#failure === undefined &&
      this.#unfinished === undefined;
    if (free) this.#writing = wait;
    return wait;
  }

  /** Waits for the turn, and for what an earlier call has left to the system. */
  async #turn(wait: Wait): Promise<void> {
    if (this.#writing === undefined) this.#writing = wait;
    else await this.#queueUp(wait);
    if (this.#unfinished !== undefined) await wait.for(this.#unfinished);
    if (this.#failure !== undefined) {
      throw systemFailure("write to", this.#peer.text, this.#failure);
    }
  }

  async #queueUp(wait: Wait): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const turn = { wait, take: resolve };
    this.#queue.push(turn);
    try {
      await wait.for(promise);
    } finally {
      const place = this.#queue.indexOf(turn);
      if (place >= 0) this.#queue.splice(place, 1);
    }
  }

  /** Ends a call; the next in the queue has its turn. */
  #finish(wait: Wait): void {
    wait.end();
    if (this.#writing !== wait) return;
    const next = this.#queue.length > 0 ? this.#queue.shift() : undefined;
    this.#writing = next?.wait;
    next?.take();
  }

  /** One system write. If the wait ends first, it and the rest of `bytes` go out all the same. */
  #send(bytes: Uint8Array, wait: Wait): Promise<number> {
    return new Promise((resolve, reject) =>
      this.#hand(bytes, wait, resolve, reject)
    );
  }

  /** Hands `bytes` to the system, and tells how many it took or why it took none. */
  #hand(
    bytes: Uint8Array,
    wait: Wait,
    taken: (count: number) => void,
    failed: (failure: Error) => void,
  ): void {
    if (this.#ended) {
      return failed(this.#closedError("closeWrite has ended this direction"));
    }
    if (this.#noDelay && !(this.#first && bytes.length <= ONE_SEGMENT)) {
      this.settleDelay();
    }
    this.#first = false;
    const before = wait.written ?? 0;
    wait.written = before + bytes.length;
    const sending = this.#sink.write(bytes);
    let settled = false;
    sending.then((count) => {
      if (settled) return;
      settled = true;
      wait.written = before + count;
      if (this.observer !== undefined) this.#report(bytes, count);
      taken(count);
    }, (failure) => {
      if (settled) return;
      settled = true;
      wait.written = before;
      this.#fail(failure);
      failed(systemFailure("write to", this.#peer.text, failure));
    });
    wait.endsIn((failure) => {
      if (settled) return;
      settled = true;
      this.#unfinished = this.#bringOut(sending, bytes);
      failed(failure);
    });
  }

  /** Brings out the rest of what was in the system's hands when a wait ended. It never rejects. */
  async #bringOut(sending: Promise<number>, bytes: Uint8Array): Promise<void> {
    let rest = bytes;
    try {
      while (rest.length > 0) {
        const count = await sending;
        this.#report(rest, count);
        rest = rest.subarray(count);
        if (this.#closed) break;
        if (rest.length > 0) sending = this.#sink.write(rest);
      }
    } catch (failure) {
      this.#fail(failure);
    }
    this.#unfinished = undefined;
  }

  #report(bytes: Uint8Array, count: number): void {
    this.observer?.observe({
      kind: "write",
      byteCount: count,
      bytes: bytes.subarray(0, count),
      requested: bytes.length,
    });
  }

  /** Kept, because every later write fails alike. */
  #fail(failure: unknown): void {
    this.#failure = failure;
    if (this.#closed) return;
    this.observer?.observe({
      kind: isReset(failure) ? "reset" : "error",
      message: String((failure as Error)?.message ?? failure),
    });
  }
}
