import { type Frame, FrameFlag } from "./frame.ts";
import { ZmtpError } from "./zmtp_error.ts";

const KNOWN_FLAGS = FrameFlag.MORE | FrameFlag.LONG | FrameFlag.COMMAND;
const LONG_HEAD = 9;

/** A figure as a reply may be some megabytes; a body beyond this is taken as an attack or a mistake. */
export const MAX_BODY_SIZE = 256 * 1024 * 1024;

/**
 * Cuts a stream of octets into frames, however the octets come.
 *
 * ```text
 * ┌─ head ─ flags, length (1 or 8 octets) ─┐ ──→ ┌─ body ─┐ ─┐
 * └────────────────────────────────────────┘ ←── └────────┘ ─┘ frame out
 * ```
 * It holds only what has come: a length that is claimed costs no memory.
 */
export class FrameDecoder {
  readonly #maxBodySize: number;
  readonly #head = new Uint8Array(LONG_HEAD);
  #headLength = 0;
  #pieces: Uint8Array[] = [];
  #missing = 0;

  constructor(options: { maxBodySize?: number } = {}) {
    this.#maxBodySize = options.maxBodySize ?? MAX_BODY_SIZE;
  }

  /** Whether nothing of a next frame has come yet. */
  get idle(): boolean {
    return this.#headLength === 0;
  }

  /** Takes the next octets, which it copies, and returns the frames they complete. */
  push(octets: Uint8Array): Frame[] {
    const frames: Frame[] = [];
    let offset = 0;
    while (offset < octets.length) {
      if (!this.#hasHead()) {
        this.#head[this.#headLength++] = octets[offset++];
        if (!this.#hasHead()) continue;
        this.#missing = this.#bodySize();
      }
      const piece = octets.slice(offset, offset + this.#missing);
      offset += piece.length;
      this.#missing -= piece.length;
      if (piece.length > 0 || this.#missing === 0) this.#pieces.push(piece);
      if (this.#missing === 0) frames.push(this.#finishFrame());
    }
    return frames;
  }

  #hasHead(): boolean {
    if (this.#headLength === 0) return false;
    const flags = this.#head[0];
    const ofSeveralParts = FrameFlag.COMMAND | FrameFlag.MORE;
    if (
      (flags & ~KNOWN_FLAGS) !== 0 ||
      (flags & ofSeveralParts) === ofSeveralParts
    ) {
      throw new ZmtpError(`Cannot read a frame: its flags are ${flags}`);
    }
    return this.#headLength === (flags & FrameFlag.LONG ? LONG_HEAD : 2);
  }

  #bodySize(): number {
    const size = this.#headLength === 2
      ? this.#head[1]
      : Number(new DataView(this.#head.buffer).getBigUint64(1));
    if (size > this.#maxBodySize) {
      throw new ZmtpError(
        `Cannot read a frame of ${size} octets: the limit is ${this.#maxBodySize}`,
      );
    }
    return size;
  }

  #finishFrame(): Frame {
    const [first] = this.#pieces;
    const body = this.#pieces.length === 1 ? first : joinPieces(this.#pieces);
    const flags = this.#head[0];
    this.#pieces = [];
    this.#headLength = 0;
    return {
      body,
      more: (flags & FrameFlag.MORE) !== 0,
      command: (flags & FrameFlag.COMMAND) !== 0,
    };
  }
}

function joinPieces(pieces: Uint8Array[]): Uint8Array {
  const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}
