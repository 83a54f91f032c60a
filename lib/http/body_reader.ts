import type { Connection } from "../connection.ts";
import type { BodyFraming } from "./body_framing.ts";
import { ChunkedReader } from "./chunked_reader.ts";
import type { Deadlines } from "./deadlines.ts";
import type { HttpHeaders } from "./http_headers.ts";
import type { HttpLimits } from "./http_limits.ts";
import { LengthReader } from "./length_reader.ts";
import { UntilCloseReader } from "./until_close_reader.ts";

/** Finds one body among the octets that a connection has buffered, whatever its framing. */
export interface BodyReader {
  /**
   * Waits until octets of the body are at the front of the buffer, and says how many; 0 at the body's end,
   * again and again. Framing in front of them is taken out of the buffer. `pieceSize` is how many the caller
   * would like at once.
   */
  ready(pieceSize?: number): Promise<number> | number;
  /** Counts so many of them as taken out of the buffer. */
  taken(count: number): void;
  /** All that is left as one array, where that is cheaper than joining pieces. */
  readRest?(): Promise<Uint8Array<ArrayBuffer>> | Uint8Array<ArrayBuffer>;
  /** Header lines that came behind the body: complete at its end. */
  readonly trailers?: HttpHeaders;
}

/** What a body is read with. */
export interface BodySource {
  connection: Connection<Deno.Addr>;
  limits: Readonly<HttpLimits>;
  deadlines: Deadlines;
}

/** The reader for a framing; `null` for a message without a body. */
export function bodyReader(
  framing: BodyFraming,
  source: BodySource,
): BodyReader | null {
  switch (framing.kind) {
    case "none":
    case "tunnel":
      return null;
    case "length":
      return framing.length === 0
        ? null
        : new LengthReader(framing.length, source);
    case "chunked":
      return new ChunkedReader(source);
    case "until close":
      return new UntilCloseReader(source);
  }
}
