import { Wait, type WaitOptions } from "./deadline.ts";
import { BusyError, ClosedError } from "./errors.ts";
import { LineBatch } from "./line_batch.ts";
import type { PeerLabel } from "./peer_label.ts";
import { ReadBuffer, type RoomRequest } from "./read_buffer.ts";
import { isReset, systemFailure } from "./system_failure.ts";
import type { WireObserver } from "./wire_event.ts";

/** What the read side needs of a system connection. */
export interface ByteSource {
  read(into: Uint8Array): Promise<number | null>;
  /** From now on reads keep the program running, as they do at first. */
  ref?(): void;
  /** From now on the program may end though a read is under way. */
  unref?(): void;
}

/** What to ask the system for. */
export interface FillRequest extends RoomRequest {
  /** At most so many bytes. */
  most?: number;
}

const ANY: FillRequest = {};
const NOTHING = new Uint8Array(0);
/** A read of 0 bytes is no end (Deno.Conn.read), but so many in a row are a fault. */
const MOST_EMPTY_READS = 100;
/** After so many reads behind the end, whatever else is due runs first. */
const READS_PER_TURN = 1000;

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
  readonly #source: ByteSource;
  readonly #peer: PeerLabel;
  #waiting: Wait | undefined;
  #room: Uint8Array = NOTHING;
  #resolve: ((more: boolean) => void) | undefined;
  #reject: ((failure: Error) => void) | undefined;
  #failure: unknown;
  #emptyReads = 0;
  #readsBehindEnd = 0;
  #closed = false;

  constructor(source: ByteSource, peer: PeerLabel) {
    this.#source = source;
    this.#peer = peer;
  }

  /** Whether the system may still write into the buffer. */
  get pending(): boolean {
    return this.buffer.lent;
  }

  /** The peer's address, as errors name it. */
  get address(): string {
    return this.#peer.text;
  }

  /** Whether a result may be taken from the buffer at once. */
  get idle(): boolean {
    return this.#waiting === undefined && !this.#closed;
  }

  /** Starts one read operation; a second one at the same time is refused. */
  begin(action: string, options?: WaitOptions): Wait {
    if (this.#closed) {
      throw new ClosedError(
        `Cannot ${action} "${this.address}": this side has closed it`,
        { address: this.address },
      );
    }
    if (this.#waiting !== undefined) {
      throw new BusyError(
        `Cannot ${action} "${this.address}": an earlier call is still waiting to ${this.#waiting.action} it; await that one first`,
        { address: this.address },
      );
    }
    const wait = new Wait(action, this.#peer, options);
    wait.state = this.#describeBuffer;
    this.#waiting = wait;
    return wait;
  }

  /** Ends the operation that {@linkcode begin} started. */
  finish(wait: Wait): void {
    wait.end();
    this.#waiting = undefined;
    this.#resolve = undefined;
    this.#reject = undefined;
  }

  /** Waits until at least one more byte is in the buffer; `false` at the peer's end of stream. */
  fill(wait: Wait, request: FillRequest = ANY): Promise<boolean> {
    if (!this.pending) {
      if (this.ended) return this.#readBehindEnd();
      if (this.#failure !== undefined) return Promise.reject(this.#failed());
    }
    return new Promise((resolve, reject) => {
      wait.endsIn(reject);
      this.#resolve = resolve;
      this.#reject = reject;
      if (!this.pending) this.#readOnce(request);
    });
  }

  /** Looks out for what comes while nobody waits for anything; the program may end meanwhile. */
  watch(): void {
    this.#source.unref?.();
    if (!this.pending && this.#silent) this.#readOnce(ANY);
  }

  /** Ends the watch; `false` if the peer has said anything, or nothing more can come. */
  endWatch(): boolean {
    this.#source.ref?.();
    return this.#silent;
  }

  get #silent(): boolean {
    return this.buffer.length === 0 && !this.ended && !this.#closed &&
      this.#failure === undefined;
  }

  /** Nothing waits in a loop that overlooks the end: without a turn for others, no deadline could stop it. */
  #readBehindEnd(): Promise<false> {
    if (++this.#readsBehindEnd % READS_PER_TURN !== 0) {
      return Promise.resolve(false);
    }
    return new Promise((resolve) => setTimeout(resolve, 0, false));
  }

  /** Drops what is buffered; whoever waits gets a {@linkcode ClosedError}. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#waiting?.fail(
      new ClosedError(
        `Cannot ${this.#waiting.action} "${this.address}": this side closed it meanwhile`,
        { address: this.address },
      ),
    );
    if (!this.pending) this.buffer.clear();
  }

  /** One system read; whoever waits when it is over is told, and whoever reads next finds the outcome. */
  #readOnce(request: FillRequest): void {
    let room = this.buffer.room(request);
    if (request.most !== undefined) room = room.subarray(0, request.most);
    this.#room = room;
    this.buffer.lent = true;
    this.#source.read(room).then(this.#onRead, this.#onFailure);
  }

  readonly #onRead = (count: number | null) => {
    this.buffer.lent = false;
    if (count === 0) return this.#readAgain();
    if (count === null) this.ended = true;
    else this.buffer.arrived(count);
    if (this.observer !== undefined) this.#report(this.#room, count);
    this.#emptyReads = 0;
    this.#resolve?.(count !== null);
  };

  readonly #onFailure = (failure: unknown) => {
    this.buffer.lent = false;
    this.#failure = failure;
    if (this.#closed) return this.buffer.clear();
    this.observer?.observe({
      kind: isReset(failure) ? "reset" : "error",
      message: String((failure as Error)?.message ?? failure),
    });
    this.#reject?.(this.#failed());
  };

  #readAgain(): void {
    if (++this.#emptyReads < MOST_EMPTY_READS) this.#readOnce(ANY);
    else {this.#onFailure(
        new Error("the system reads nothing, again and again"),
      );}
  }

  #report(room: Uint8Array, count: number | null): void {
    this.observer?.observe(
      count === null ? { kind: "end" } : {
        kind: "read",
        byteCount: count,
        bytes: room.subarray(0, count),
        requested: room.length,
      },
    );
  }

  #failed(): Error {
    const action = this.#waiting?.action ?? "read from";
    return systemFailure(action, this.address, this.#failure);
  }

  readonly #describeBuffer = () =>
    `${this.buffer.length} bytes have come and are kept for the next read`;
}
