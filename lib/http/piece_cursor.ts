type Piece = Uint8Array<ArrayBuffer>;

/** Reads pieces into memory of the caller's, keeping what does not fit for the next time. */
export class PieceCursor {
  readonly #pieces: AsyncIterator<Piece>;
  #leftOver: Piece = new Uint8Array(0);

  constructor(pieces: AsyncIterator<Piece>) {
    this.#pieces = pieces;
  }

  /** Fills as much of `into` as the current piece can; `null` at the end. */
  async read(into: Uint8Array): Promise<number | null> {
    while (this.#leftOver.length === 0) {
      const { done, value } = await this.#pieces.next();
      if (done) return null;
      this.#leftOver = value;
    }
    const count = Math.min(into.length, this.#leftOver.length);
    into.set(this.#leftOver.subarray(0, count));
    this.#leftOver = this.#leftOver.subarray(count);
    return count;
  }
}
