import { inflowOf } from "../connection.ts";
import { UnexpectedEndError } from "../errors.ts";
import { bodyTooLarge } from "./body_too_large.ts";
import type { BodyReader, BodySource } from "./body_reader.ts";
import { HttpHeaders } from "./http_headers.ts";
import { HttpProtocolError, quoteLine } from "./http_protocol_error.ts";
import { decodeOctets } from "./octets.ts";
import { parseChunkLine } from "./parse_chunk_line.ts";
import { headerLinesTooLarge, parseFieldLines } from "./parse_field_lines.ts";
import { readFramingLine } from "./read_framing_line.ts";
import { octetsReady, readWhole } from "./read_piece.ts";

/**
 * Reads a chunked body (RFC 9112 §7.1).
 *
 * ```
 *            ┌──────────── content read, CRLF ─────────────┐
 *            ▼                                             │
 *   chunk line: size > 0 ──────────────────────────▶ chunk content
 *            │
 *            └ size 0 ──▶ trailer lines, empty line ──▶ ended
 * ```
 */
export class ChunkedReader implements BodyReader {
  trailers: HttpHeaders = new HttpHeaders();
  readonly #source: BodySource;
  /** The size that the current chunk's line gave; 0 before the first. */
  #chunkSize = 0;
  #leftInChunk = 0;
  #received = 0;
  #lastChunkSeen = false;
  #trailerLines = "";
  #ended = false;

  constructor(source: BodySource) {
    this.#source = source;
  }

  async ready(): Promise<number> {
    if (this.#ended) return 0;
    if (this.#leftInChunk === 0 && !await this.#nextChunk()) return 0;
    const { connection, deadlines } = this.#source;
    const count = await octetsReady(connection, deadlines);
    if (count === 0) throw this.#tooShort();
    return Math.min(count, this.#leftInChunk);
  }

  taken(count: number): void {
    this.#leftInChunk -= count;
  }

  /** Goes on to the next chunk's content; `false` once the last chunk and the trailers are read. */
  async #nextChunk(): Promise<boolean> {
    if (this.#chunkSize > 0) await this.#readContentEnd();
    if (!this.#lastChunkSeen) {
      const { limits } = this.#source;
      const line = await this.#readLine(
        limits.chunkLine,
        (line) => chunkLineTooLong(line, limits.chunkLine),
      );
      const { size } = parseChunkLine(line);
      if (this.#received + size > limits.body) throw bodyTooLarge(line, limits);
      this.#received += size;
      this.#chunkSize = this.#leftInChunk = size;
      this.#lastChunkSeen = size === 0;
      if (size > 0) return true;
    }
    await this.#readTrailers();
    this.#ended = true;
    return false;
  }

  /** RFC 9112 §7.1: a CRLF follows the content and is not part of it. */
  async #readContentEnd(): Promise<void> {
    const { connection, deadlines } = this.#source;
    const end = await readWhole(connection, 2, deadlines);
    if (end === null) throw this.#tooShort();
    const line = decodeOctets(end);
    if (line !== "\r\n") {
      throw new HttpProtocolError(
        `Cannot go on to the next chunk at ${quoteLine(line)}: ` +
          `expected CRLF after ${this.#chunkSize} octets of content`,
        { line, section: "RFC 9112 §7.1" },
      );
    }
    this.#chunkSize = 0;
  }

  async #readTrailers(): Promise<void> {
    const { limits } = this.#source;
    const most = `${limits.headerBytes} octets`;
    let line: string;
    do {
      line = await this.#readLine(
        limits.headerBytes - this.#trailerLines.length,
        (line) => headerLinesTooLarge(line, most),
      );
      this.#trailerLines += `${line}\r\n`;
    } while (line !== "");
    this.trailers = parseFieldLines(this.#trailerLines, 0, {
      limits,
      foldedLines: "reject",
      loneLineFeed: "reject",
    });
  }

  async #readLine(
    most: number,
    tooLong: (line: string) => HttpProtocolError,
  ): Promise<string> {
    const { connection, deadlines } = this.#source;
    const line = await readFramingLine(connection, most, deadlines, tooLong);
    if (line === null) throw this.#tooShort();
    return line;
  }

  #tooShort(): UnexpectedEndError {
    const { address, buffer } = inflowOf(this.#source.connection);
    const place = this.#leftInChunk > 0
      ? `with ${this.#leftInChunk} octets of a chunk missing`
      : this.#lastChunkSeen
      ? "before the empty line behind the last chunk"
      : "before the last chunk, whose size is 0";
    return new UnexpectedEndError(
      `Cannot read the chunked body from "${address}": the peer closed ${place} (RFC 9112 §8)`,
      { address, received: buffer.peek() },
    );
  }
}

function chunkLineTooLong(line: string, most: number): HttpProtocolError {
  return new HttpProtocolError(
    `Cannot parse chunk size ${
      quoteLine(line)
    }: its line is longer than ${most} octets`,
    { line, section: "RFC 9112 §7.1.1" },
  );
}
