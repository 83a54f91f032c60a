import { inflowOf } from "../connection.ts";
import { UnexpectedEndError } from "../errors.ts";
import { bodyTooLarge } from "./body_too_large.ts";
import type { BodyReader, BodySource } from "./body_reader.ts";
import { octetsReady, readWhole } from "./read_piece.ts";

/** Reads a body of known length (RFC 9112 §6.2). */
export class LengthReader implements BodyReader {
  readonly #length: number;
  readonly #source: BodySource;
  #left: number;

  constructor(length: number, source: BodySource) {
    if (length > source.limits.body) {
      throw bodyTooLarge(`Content-Length: ${length}`, source.limits);
    }
    this.#length = length;
    this.#left = length;
    this.#source = source;
  }

  async ready(pieceSize = 0): Promise<number> {
    if (this.#left === 0) return 0;
    const { connection, deadlines } = this.#source;
    const size = Math.min(pieceSize, this.#left);
    const count = await octetsReady(connection, deadlines, size);
    if (count === 0) throw this.#tooShort();
    return Math.min(count, this.#left);
  }

  taken(count: number): void {
    this.#left -= count;
  }

  readRest():
    | Promise<Uint8Array<ArrayBuffer>>
    | Uint8Array<ArrayBuffer> {
    const { buffer } = inflowOf(this.#source.connection);
    if (buffer.length < this.#left) return this.#waitForRest();
    const rest = buffer.take(this.#left);
    this.#left = 0;
    return rest;
  }

  async #waitForRest(): Promise<Uint8Array<ArrayBuffer>> {
    const { connection, deadlines } = this.#source;
    const rest = await readWhole(connection, this.#left, deadlines);
    if (rest === null) throw this.#tooShort();
    this.#left = 0;
    return rest;
  }

  #tooShort(): UnexpectedEndError {
    const { address, buffer } = inflowOf(this.#source.connection);
    const received = this.#length - this.#left + buffer.length;
    return new UnexpectedEndError(
      `Cannot read the body from "${address}": the peer closed after ${received} of the octets that ` +
        `"Content-Length: ${this.#length}" promised (RFC 9112 §8)`,
      { address, received: buffer.peek(), expected: this.#length },
    );
  }
}
