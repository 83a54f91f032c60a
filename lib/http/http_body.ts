import { type Connection, inflowOf } from "../connection.ts";
import { ClosedError } from "../errors.ts";
import type { ReadBuffer } from "../read_buffer.ts";
import { type BodyReader, bodyReader, type BodySource } from "./body_reader.ts";
import type { BodyFraming } from "./body_framing.ts";
import { HttpHeaders } from "./http_headers.ts";
import { HttpProtocolError } from "./http_protocol_error.ts";
import { joinPieces } from "./join_pieces.ts";
import { PieceCursor } from "./piece_cursor.ts";

/** From a piece of this size on, the body comes faster than it is read. */
const BUSY_SIZE = 32 * 1024;
/** Then larger pieces are read; for who keeps them, each straight into memory of its own. */
const PIECE_SIZE = 256 * 1024;

/** What happens to the connection around a body. */
export interface HttpBodyOptions {
  /** Before somebody gets the first octet: a server sends 100 (Continue) here. */
  beforeFirstRead?: () => Promise<void>;
  /** Once the last octet is read. */
  onEnd?: () => void;
  /** When reading fails, or is given up before the end. */
  onFailure?: () => void;
  /** What an octet stream is turned into before anybody sees it, such as decompressed. */
  decode?: (
    pieces: AsyncIterable<Uint8Array<ArrayBuffer>>,
  ) => AsyncIterable<Uint8Array<ArrayBuffer>>;
}

/**
 * The body of a message that is being received: pieces as they come, or all of it.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { connect, listen, writeAll } from "sockets";
 * import { readRequest } from "sockets/http";
 *
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * using guest = await bar.accept();
 * await writeAll(client, "POST / HTTP/1.1\r\nHost: bar\r\nContent-Length: 5\r\n\r\ncider");
 * const order = await readRequest(guest);
 * for await (const piece of order!.body) assertEquals(piece.length, 5);
 * ```
 */
export class HttpBody implements AsyncIterable<Uint8Array<ArrayBuffer>> {
  /** How its end is found. */
  readonly framing: BodyFraming;
  readonly #reader: BodyReader | null;
  readonly #options: HttpBodyOptions;
  readonly #connection: Connection<Deno.Addr>;
  #state: "unread" | "reading" | "ended" | "failed" = "unread";
  /** The rule that the framing broke. What follows could be taken for anything, so nothing of it is read. */
  #broken: HttpProtocolError | undefined;
  #whole: Promise<Uint8Array<ArrayBuffer>> | undefined;
  /** How large the next piece may be. */
  #pieceSize = 0;
  /** What came before `bytes` failed, so that asking again goes on instead of losing it. */
  readonly #kept: Uint8Array<ArrayBuffer>[] = [];
  /** For reading what is decoded into memory of the caller's. */
  #decoded: PieceCursor | undefined;

  constructor(
    framing: BodyFraming,
    source: BodySource,
    options: HttpBodyOptions = {},
  ) {
    this.framing = framing;
    this.#reader = bodyReader(framing, source);
    this.#options = options;
    this.#connection = source.connection;
    if (this.#reader === null) this.#end();
  }

  /** Whether the last octet has been read. */
  get ended(): boolean {
    return this.#state === "ended";
  }

  /** Whether anybody has asked for octets. */
  get started(): boolean {
    return this.#state !== "unread";
  }

  /** Whether reading it has failed or was given up: where the next message starts is not known then. */
  get failed(): boolean {
    return this.#state === "failed";
  }

  /** The lines behind a chunked body, kept apart from the headers; complete once the body has been read. */
  get trailers(): HttpHeaders {
    return this.#reader?.trailers ?? new HttpHeaders();
  }

  /**
   * Reads what is there into memory of yours, up to its size, as `Connection.read` does; `null` at the end.
   *
   * The fastest way through a large body, since no memory is asked for: pieces are made for you to keep.
   */
  async read(into: Uint8Array): Promise<number | null> {
    if (into.length === 0) return 0;
    if (this.#options.decode) {
      this.#decoded ??= new PieceCursor(this[Symbol.asyncIterator]());
      return await this.#decoded.read(into);
    }
    const ready = await this.#ready(this.#pieceSize);
    if (ready === 0) return null;
    this.#pieceSize = ready >= BUSY_SIZE ? PIECE_SIZE : 0;
    const buffer = this.#holding(ready);
    const count = Math.min(ready, into.length);
    into.set(buffer.bytes.subarray(buffer.start, buffer.start + count));
    buffer.start += count;
    this.#reader!.taken(count);
    return count;
  }

  /** All of the body that has not been read yet; the same again when asked again. */
  bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return this.#whole ??= this.#readAll();
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array<ArrayBuffer>> {
    const { decode } = this.#options;
    if (!decode) return this.#pieces();
    return decode({ [Symbol.asyncIterator]: () => this.#pieces() })
      [Symbol.asyncIterator]();
  }

  /** Tells a client that waits for 100 (Continue) to send, before anybody asks for octets. */
  async invite(): Promise<void> {
    await this.#start();
  }

  /** From now on a client that waits for 100 (Continue) gets none: behind the final answer it would be taken for a part of that. */
  inviteNobody(): void {
    if (this.#state === "unread") this.#state = "reading";
  }

  /** Reads what is left and throws it away, inviting nobody; `false` if that is more than `most` octets. */
  async drain(most = Infinity): Promise<boolean> {
    this.inviteNobody();
    for (let drained = 0; !this.ended && drained <= most;) {
      drained += (await this.#next())?.length ?? 0;
    }
    return this.ended;
  }

  /** Gives the rest up: a connection that this body alone used is closed. */
  cancel(): void {
    if (this.#state === "ended" || this.#state === "failed") return;
    this.#fail();
  }

  #pieces(): AsyncIterator<Uint8Array<ArrayBuffer>> {
    return {
      next: async () => {
        const value = await this.#next();
        return value === null
          ? { done: true, value: undefined }
          : { done: false, value };
      },
      return: () => {
        if (this.#options.onFailure) this.cancel();
        return Promise.resolve({ done: true, value: undefined });
      },
    };
  }

  async #next(): Promise<Uint8Array<ArrayBuffer> | null> {
    const count = await this.#ready(this.#pieceSize);
    if (count === 0) return null;
    this.#pieceSize = count >= BUSY_SIZE ? PIECE_SIZE : 0;
    const piece = this.#holding(count).take(count);
    this.#reader!.taken(count);
    return piece;
  }

  /** The buffer with what `#ready` has counted in it, unless the connection was closed since. */
  #holding(count: number): ReadBuffer {
    const { buffer, address } = inflowOf(this.#connection);
    if (buffer.length >= count) return buffer;
    this.#fail();
    throw new ClosedError(
      `Cannot read a body from "${address}": this side closed it meanwhile`,
      { address },
    );
  }

  /** How many octets of the body are at the front of the connection's buffer; 0 at its end. */
  async #ready(pieceSize?: number): Promise<number> {
    if (this.#state === "ended") return 0;
    if (this.#broken !== undefined) throw this.#broken;
    try {
      const starting = this.#start();
      if (starting) await starting;
      const count = await this.#reader!.ready(pieceSize);
      if (count === 0) this.#end();
      return count;
    } catch (error) {
      if (error instanceof HttpProtocolError) this.#broken = error;
      this.#fail();
      throw error;
    }
  }

  async #readAll(): Promise<Uint8Array<ArrayBuffer>> {
    const reader = this.#reader;
    if (this.ended || !reader) return new Uint8Array(0);
    try {
      if (!reader.readRest || this.#options.decode) {
        for await (const piece of this) this.#kept.push(piece);
        return joinPieces(this.#kept.splice(0));
      }
      const starting = this.#start();
      if (starting) await starting;
      const rest = reader.readRest();
      // What is there already is worth no further turn.
      const bytes = rest instanceof Promise ? await rest : rest;
      this.#end();
      return bytes;
    } catch (error) {
      this.#whole = undefined; // Asked again, it goes on where it stopped.
      this.#fail();
      throw error;
    }
  }

  /** What is to be done before the first octet is read, if anything is. */
  #start(): Promise<void> | undefined {
    if (this.#state !== "unread") return undefined;
    this.#state = "reading";
    return this.#options.beforeFirstRead?.();
  }

  #end(): void {
    this.#state = "ended";
    this.#options.onEnd?.();
  }

  #fail(): void {
    this.#state = "failed";
    this.#options.onFailure?.();
  }
}
