import type { ByteRange } from "./byte_range.ts";

const PIECE_SIZE = 64 * 1024;

/**
 * A part of an open file, piece by piece, each written over by the next.
 *
 * The file is closed at the end, after a failure, and when the rest is not wanted: also if that is all of it, for
 * which a generator that was never started could do nothing.
 */
export class FilePieces implements AsyncIterableIterator<Uint8Array> {
  readonly #file: Deno.FsFile;
  readonly #piece = new Uint8Array(PIECE_SIZE);
  #left: number;
  #open = true;

  private constructor(file: Deno.FsFile, length: number) {
    this.#file = file;
    this.#left = length;
  }

  /** Opens the file, so that a failure shows before anything is promised. */
  static async open(
    path: string,
    { first, last }: ByteRange,
  ): Promise<FilePieces> {
    const file = await Deno.open(path);
    const pieces = new FilePieces(file, last - first + 1);
    try {
      await file.seek(first, Deno.SeekMode.Start);
      return pieces;
    } catch (error) {
      pieces.#close();
      throw error;
    }
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (!this.#open || this.#left === 0) return await this.return();
    try {
      const size = Math.min(this.#left, PIECE_SIZE);
      const count = await this.#file.read(this.#piece.subarray(0, size));
      if (count === null) return await this.return(); // It was cut meanwhile; the missing octets end the connection.
      this.#left -= count;
      return { done: false, value: this.#piece.subarray(0, count) };
    } catch (error) {
      this.#close();
      throw error;
    }
  }

  return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.#close();
    return Promise.resolve({ done: true, value: undefined });
  }

  #close(): void {
    if (this.#open) this.#file.close();
    this.#open = false;
  }
}
