import { bodyTooLarge } from "./body_too_large.ts";
import type { BodyReader, BodySource } from "./body_reader.ts";
import { readPiece } from "./read_piece.ts";

/** Reads a body that lasts until the server closes (RFC 9112 §6.3 rule 8); nobody can tell if it is whole. */
export class UntilCloseReader implements BodyReader {
  readonly #source: BodySource;
  #received = 0;

  constructor(source: BodySource) {
    this.#source = source;
  }

  async read(): Promise<Uint8Array<ArrayBuffer> | null> {
    const { connection, deadlines, limits } = this.#source;
    const piece = await readPiece(connection, Infinity, deadlines);
    this.#received += piece?.length ?? 0;
    if (this.#received > limits.body) {
      throw bodyTooLarge(`${this.#received} octets without an end`, limits);
    }
    return piece;
  }
}
