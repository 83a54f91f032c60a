import { type BodyReader, bodyReader, type BodySource } from "./body_reader.ts";
import type { BodyFraming } from "./body_framing.ts";
import { HttpHeaders } from "./http_headers.ts";
import { joinPieces } from "./join_pieces.ts";

/** What happens to the connection around a body. */
export interface HttpBodyOptions {
  /** Before the first octet is waited for: a server sends 100 (Continue) here. */
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
  readonly framing: BodyFraming;
  readonly #reader: BodyReader | null;
  readonly #options: HttpBodyOptions;
  #state: "unread" | "reading" | "ended" | "failed" = "unread";
  #whole: Promise<Uint8Array<ArrayBuffer>> | undefined;
  /** What came before `bytes` failed, so that asking again goes on instead of losing it. */
  readonly #kept: Uint8Array<ArrayBuffer>[] = [];

  constructor(
    framing: BodyFraming,
    source: BodySource,
    options: HttpBodyOptions = {},
  ) {
    this.framing = framing;
    this.#reader = bodyReader(framing, source);
    this.#options = options;
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

  /** The lines behind a chunked body, kept apart from the headers; complete once the body has been read. */
  get trailers(): HttpHeaders {
    return this.#reader?.trailers ?? new HttpHeaders();
  }

  /** All of the body that has not been read yet; the same again when asked again. */
  bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return this.#whole ??= this.#readAll().catch((error) => {
      this.#whole = undefined;
      throw error;
    });
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array<ArrayBuffer>> {
    const { decode } = this.#options;
    if (!decode) return this.#pieces();
    return decode({ [Symbol.asyncIterator]: () => this.#pieces() })
      [Symbol.asyncIterator]();
  }

  /** Reads what is left and throws it away; `false` if that is more than `most` octets. */
  async drain(most = Infinity): Promise<boolean> {
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
    if (this.#state === "ended") return null;
    try {
      if (this.#state === "unread") await this.#start();
      const piece = await this.#reader!.read();
      if (piece === null) this.#end();
      return piece;
    } catch (error) {
      this.#fail();
      throw error;
    }
  }

  async #readAll(): Promise<Uint8Array<ArrayBuffer>> {
    const reader = this.#reader;
    if (this.ended || !reader) return new Uint8Array(0);
    if (!reader.readRest || this.#options.decode) {
      for await (const piece of this) this.#kept.push(piece);
      return joinPieces(this.#kept.splice(0));
    }
    try {
      if (this.#state === "unread") await this.#start();
      const rest = await reader.readRest();
      this.#end();
      return rest;
    } catch (error) {
      this.#fail();
      throw error;
    }
  }

  #start(): Promise<void> | void {
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
