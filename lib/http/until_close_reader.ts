import { bodyTooLarge } from "./body_too_large.ts";
import type { BodyReader, BodySource } from "./body_reader.ts";
import { octetsReady } from "./read_piece.ts";

/** Reads a body that lasts until the server closes (RFC 9112 §6.3 rule 8); nobody can tell if it is whole. */
export class UntilCloseReader implements BodyReader {
  readonly #source: BodySource;
  #received = 0;

  constructor(source: BodySource) {
    this.#source = source;
  }

  ready(pieceSize?: number): Promise<number> | number {
    const { connection, deadlines, limits } = this.#source;
    if (this.#received > limits.body) {
      throw bodyTooLarge(`${this.#received} octets without an end`, limits);
    }
    return octetsReady(connection, deadlines, pieceSize);
  }

  taken(count: number): void {
    this.#received += count;
  }
}
