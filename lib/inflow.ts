import { Wait, type WaitOptions } from "./deadline.ts";
import { BusyError, ClosedError } from "./errors.ts";
import { LineBatch } from "./line_batch.ts";
import { ReadBuffer, type RoomRequest } from "./read_buffer.ts";
import { isReset, systemFailure } from "./system_failure.ts";
import type { WireObserver } from "./wire_event.ts";

/** What the read side needs of a system connection. */
export interface ByteSource {
  read(into: Uint8Array): Promise<number | null>;
}

/** What to ask the system for. */
export interface FillRequest extends RoomRequest {
  /** At most so many bytes. */
  most?: number;
}

const ANY: FillRequest = {};

/**
 * The read side of a connection: its only buffer, and at most one system read at a time.
 *
 * A deadline ends a wait, never the system read: its bytes land in the buffer when they come, and the
 * next reader finds them there. So no byte is lost, and nothing is read twice.
 *
 * An operation that fails takes nothing: what had come stays in the buffer.
 */
export class Inflow {
  readonly buffer = new ReadBuffer();
  readonly lines = new LineBatch(this.buffer);
  /** The peer has ended its side. */
  ended = false;
  observer: WireObserver | undefined;
  /** The peer's address, as errors name it. */
  readonly address: string;
  readonly #source: ByteSource;
  #reading: string | undefined;
  #waiting: Wait | undefined;
  #pending: Promise<void> | undefined;
  #failure: unknown;
  #closed = false;

  constructor(source: ByteSource, address: string) {
    this.#source = source;
    this.address = address;
  }

  /** Whether a result may be taken from the buffer at once. */
  get idle(): boolean {
    return this.#reading === undefined && !this.#closed;
  }

  /** Starts one read operation; a second one at the same time is refused. */
  begin(action: string, options?: WaitOptions): Wait {
    if (this.#closed) {
      throw new ClosedError(
        `Cannot ${action} "${this.address}": this side has closed it`,
        { address: this.address },
      );
    }
    if (this.#reading !== undefined) {
      throw new BusyError(
        `Cannot ${action} "${this.address}": an earlier call is still waiting to ${this.#reading} it; await that one first`,
        { address: this.address },
      );
    }
    const wait = new Wait(action, this.address, options);
    wait.state = this.#describeBuffer;
    this.#waiting = wait;
    this.#reading = action;
    return wait;
  }

  /** Ends the operation that {@linkcode begin} started. */
  finish(wait: Wait): void {
    wait.end();
    this.#reading = undefined;
    this.#waiting = undefined;
  }

  /** Waits until at least one more byte is in the buffer; `false` at the peer's end of stream. */
  async fill(wait: Wait, request: FillRequest = ANY): Promise<boolean> {
    const before = this.buffer.length;
    while (this.buffer.length === before) {
      if (this.ended) return false;
      if (this.#failure !== undefined) {
        throw systemFailure(
          this.#reading ?? "read from",
          this.address,
          this.#failure,
        );
      }
      this.#pending ??= this.#readOnce(request);
      await wait.for(this.#pending);
    }
    return true;
  }

  /** Drops what is buffered; whoever waits gets a {@linkcode ClosedError}. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#waiting?.fail(
      new ClosedError(
        `Cannot ${this.#reading} "${this.address}": this side closed it meanwhile`,
        { address: this.address },
      ),
    );
    if (this.#pending === undefined) this.buffer.clear();
  }

  /** Whether the system may still write into the buffer. */
  get pending(): boolean {
    return this.#pending !== undefined;
  }

  /** One system read. It never rejects: whoever reads next finds the outcome. */
  #readOnce({ most, ...sizes }: FillRequest): Promise<void> {
    let room = this.buffer.room(sizes);
    if (most !== undefined) room = room.subarray(0, most);
    return this.#source.read(room).then(
      (count) => {
        this.#pending = undefined;
        if (count === null) this.ended = true;
        else this.buffer.arrived(count);
        this.observer?.observe(
          count === null ? { kind: "end" } : {
            kind: "read",
            byteCount: count,
            bytes: room.subarray(0, count),
            requested: room.length,
          },
        );
      },
      (failure) => {
        this.#pending = undefined;
        this.#failure = failure;
        if (this.#closed) return this.buffer.clear();
        this.observer?.observe({
          kind: isReset(failure) ? "reset" : "error",
          message: String(failure?.message ?? failure),
        });
      },
    );
  }

  readonly #describeBuffer = () =>
    `${this.buffer.length} bytes have come and are kept for the next read`;
}
