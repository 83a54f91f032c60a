/** The bytes that have come and have not been taken yet: pure bookkeeping, no input or output. */

/** A new connection starts with this much and moves to {@linkcode FULL_SIZE} once it is filled. */
const FIRST_SIZE = 4096;
/** The reused buffer of a busy connection. */
export const FULL_SIZE = 65536;
/** Results below half of the buffer are copied out; from there on the system reads straight into them. */
export const DIRECT_SIZE = FULL_SIZE / 2;
/**
 * Smaller results share a copy of at most this size, or of so many times their own: that is all that keeping
 * one of them can pin.
 */
const SLAB_SIZE = 4096;
const RESULTS_PINNED = 16;
/** What a connection that gives one small result after another asks for at once: asking costs more than copying. */
const MOST_SHARED = 16 * 1024;
/**
 * A result is not given more memory than this before that many bytes have come. It is large because the system
 * gives pages when they are first written: what never comes costs none, and nothing has to be moved later.
 */
const TRUSTED_SIZE = 128 * 1024 * 1024;

/** From here on malloc gives pages of their own, with its own 16 bytes in front (glibc, 64 bits). */
const LARGE_SIZE = 1024 * 1024;
const PAGE_SIZE = 4096;
const BEHIND_PAGE_START = 16;

/** How far a loop is faster than the built-in search. */
const NEAR = 128;

const EMPTY = new Uint8Array(0);
/** The first buffer of a connection that was closed, for the next one: nobody was ever given any of it. */
let handedOn: Uint8Array<ArrayBuffer> | undefined;

/** What the room is for. */
export interface RoomRequest {
  /** The size of the result, where it is known. */
  byteCount?: number;
  /** The most that the result may have. */
  limit?: number;
}

export class ReadBuffer {
  /** Bytes `start` to `end` are waiting to be taken. */
  bytes: Uint8Array<ArrayBuffer> = EMPTY;
  start = 0;
  end = 0;
  /** Whether the system may still write behind `end`: then nobody may be given the storage itself. */
  lent = false;
  /** Changes whenever bytes move, so that views computed from offsets know they are stale. */
  generation = 0;
  /** Copies of what was taken: `slab` up to `slabEnd`; the last copy begins at `slabStart`, of byte `copiedFrom`. */
  #slab: ArrayBuffer = EMPTY.buffer;
  #slabStart = 0;
  #slabEnd = 0;
  #copiedFrom = 0;
  #copyGeneration = -1;
  #spare: Uint8Array<ArrayBuffer> = EMPTY;

  get length(): number {
    return this.end - this.start;
  }

  /**
   * Free space behind the waiting bytes, at least one byte. Moves them: never call it with a read pending.
   * If the result is to be large, the storage becomes that result.
   */
  room({ byteCount = 0, limit = Infinity }: RoomRequest = {}): Uint8Array<
    ArrayBuffer
  > {
    if (byteCount >= DIRECT_SIZE) {
      this.#reserve(byteCount);
    } else if (this.end === this.bytes.length && this.end < FULL_SIZE) {
      this.#grow();
    } else if (this.start === this.end) {
      this.#restart();
    } else if (this.start > 0) {
      this.bytes.copyWithin(0, this.start, this.end);
      this.#moved(this.bytes, this.end - this.start);
    }
    if (this.end === this.bytes.length) this.#enlarge(limit);
    return this.end === 0 ? this.bytes : this.bytes.subarray(this.end);
  }

  /** Counts `byteCount` bytes as arrived behind the waiting ones. */
  arrived(byteCount: number): void {
    this.end += byteCount;
  }

  /** Takes `byteCount` waiting bytes; what is returned is never written again. */
  take(byteCount: number): Uint8Array<ArrayBuffer> {
    // Not a view: it takes no room, so it would not be missed if its memory were sent elsewhere.
    if (byteCount === 0) return new Uint8Array(0);
    const from = this.start;
    this.start = from + byteCount;
    if (byteCount < DIRECT_SIZE) return this.#view(from, byteCount);
    if (this.#isResult(byteCount)) {
      const whole = this.bytes;
      this.#moved(this.#spare, 0);
      this.#spare = EMPTY;
      return byteCount === whole.length ? whole : whole.subarray(0, byteCount);
    }
    return this.bytes.slice(from, this.start);
  }

  /** Offset of the first `byte` among the waiting ones, from offset `from` on, or -1. */
  indexOf(byte: number, from = 0): number {
    const { bytes, start, end } = this;
    // A loop finds it in a short answer before a view of the bytes would be made.
    const near = Math.min(end, start + from + NEAR);
    for (let at = start + from; at < near; at++) {
      if (bytes[at] === byte) return at - start;
    }
    if (near === end) return -1;
    const found = bytes.subarray(near, end).indexOf(byte);
    return found < 0 ? -1 : found + near - start;
  }

  /** A copy of the waiting bytes, which stay. */
  peek(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(this.start, this.end);
  }

  /** Forgets everything, so that a closed connection holds no memory. */
  clear(): void {
    if (this.bytes.length === FIRST_SIZE) handedOn = this.bytes;
    this.#spare = EMPTY;
    this.#slab = EMPTY.buffer;
    this.#moved(EMPTY, 0);
  }

  /** Allocating one array per small result costs more than copying many of them at once. */
  #view(from: number, byteCount: number): Uint8Array<ArrayBuffer> {
    let at = this.#slabStart + from - this.#copiedFrom;
    if (
      this.#copyGeneration !== this.generation || from < this.#copiedFrom ||
      at + byteCount > Math.min(this.#slabEnd, this.#slab.byteLength)
    ) {
      this.#copy(from, Math.max(SLAB_SIZE, RESULTS_PINNED * byteCount));
      at = this.#slabStart;
    }
    return new Uint8Array(this.#slab, at, byteCount);
  }

  /** Copies what waits from `from` on, up to `most` bytes, behind earlier copies if a slab of at most `most` has room. */
  #copy(from: number, most: number): void {
    const size = Math.min(this.end - from, most);
    const { byteLength } = this.#slab;
    if (byteLength > most || byteLength - this.#slabEnd < size) {
      // The first is no larger than it must be: many a connection gives one result.
      const shared = byteLength === 0 ? 0 : Math.min(most, MOST_SHARED);
      this.#slab = new ArrayBuffer(Math.max(size, shared));
      this.#slabEnd = 0;
    }
    const copied = this.bytes.subarray(from, from + size);
    new Uint8Array(this.#slab, this.#slabEnd).set(copied);
    this.#slabStart = this.#slabEnd;
    this.#slabEnd += size;
    this.#copiedFrom = from;
    this.#copyGeneration = this.generation;
  }

  /** Whether the storage itself can be handed out: all of it, or most of what was made for a large result. */
  #isResult(byteCount: number): boolean {
    if (this.lent) return false;
    const size = this.bytes.length;
    return byteCount === size ||
      (size > FULL_SIZE && byteCount === this.end && 2 * byteCount >= size);
  }

  #reserve(byteCount: number): void {
    const { length } = this;
    // Large storage that nobody was given is as good as new once it is empty.
    if (length === 0) this.#moved(this.bytes, 0);
    const fits = this.start === 0 && this.end < this.bytes.length &&
      this.bytes.length <= byteCount &&
      this.bytes.length >= Math.min(byteCount, TRUSTED_SIZE);
    if (fits) return;
    const size = Math.min(byteCount, Math.max(TRUSTED_SIZE, 2 * length));
    if (this.bytes.length === FULL_SIZE) this.#spare = this.bytes;
    this.#moveTo(size < LARGE_SIZE ? new Uint8Array(size) : wholePages(size));
  }

  /** A small buffer that was filled once belongs to a busy connection. */
  #grow(): void {
    if (this.bytes.length > 0) return this.#moveTo(new Uint8Array(FULL_SIZE));
    this.#moveTo(handedOn ?? new Uint8Array(FIRST_SIZE));
    handedOn = undefined;
  }

  /** Starts again with the usual buffer, however large the last result was. */
  #restart(): void {
    const { length } = this.bytes;
    const usual = length === FULL_SIZE || length === FIRST_SIZE;
    this.#moved(usual ? this.bytes : new Uint8Array(FULL_SIZE), 0);
  }

  /** Doubles, but goes at most one buffer beyond what a read is allowed to give. */
  #enlarge(limit: number): void {
    const { length } = this.bytes;
    const most = Math.max(limit, length) + FULL_SIZE;
    this.#moveTo(new Uint8Array(Math.min(2 * length, most)));
  }

  #moveTo(storage: Uint8Array<ArrayBuffer>): void {
    const { length } = this;
    storage.set(this.bytes.subarray(this.start, this.end));
    this.#moved(storage, length);
  }

  #moved(storage: Uint8Array<ArrayBuffer>, length: number): void {
    this.bytes = storage;
    this.start = 0;
    this.end = length;
    this.generation++;
  }
}

/**
 * Zeros that begin where a page does. So does a file that is sent from the page cache (sendfile(2)), and a copy of it
 * to 16 bytes behind takes three to four times as long: each address to read ends in the same 12 bits as one just
 * written, for which the processor then seems to wait ("4K aliasing").
 */
function wholePages(size: number): Uint8Array<ArrayBuffer> {
  const storage = new ArrayBuffer(size + PAGE_SIZE);
  return new Uint8Array(storage, PAGE_SIZE - BEHIND_PAGE_START, size);
}
