import type { HttpHeadersInit } from "./http_headers.ts";
import type { HttpVersion } from "./parse_response_head.ts";

/** What can be sent as a body. Text goes out as UTF-8; a stream piece by piece, as it comes. */
export type OutgoingBody =
  | string
  | Uint8Array
  | AsyncIterable<Uint8Array>
  | null;

/** Whether a body can be sent a second time: of a stream nothing is left then. */
export function isReplayable(body: OutgoingBody): boolean {
  return body === null || typeof body === "string" ||
    body instanceof Uint8Array;
}

/** What the two kinds of message have in common. */
interface OutgoingMessage {
  /** `1.1` if left out. */
  version?: HttpVersion;
  headers?: HttpHeadersInit;
  body?: OutgoingBody;
  /** Lines to send behind a chunked body; asked for once the body is out. */
  trailers?: () => HttpHeadersInit;
}

/** A request to be written. */
export interface OutgoingRequest extends OutgoingMessage {
  /** `GET` if left out. */
  method?: string;
  /** What goes into the request line: a path and query, most often (RFC 9112 §3.2). */
  target: string;
}

/** A response to be written. */
export interface OutgoingResponse extends OutgoingMessage {
  status: number;
  /** The usual words for the status if left out. */
  reason?: string;
}
