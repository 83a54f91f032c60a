import type { HttpHeadersInit } from "./http_headers.ts";
import type { HttpVersion } from "./parse_response_head.ts";

/**
 * What can be sent as a body. Text goes out as UTF-8; a stream piece by piece, as it comes.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { connect, listen } from "sockets";
 * import { encodeOctets, type OutgoingBody, readRequest, writeRequest } from "sockets/http";
 *
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * using guest = await bar.accept();
 * const body: OutgoingBody = ReadableStream.from(["ci", "der"].map(encodeOctets));
 * await writeRequest(client, { method: "POST", target: "/", headers: { Host: "bar" }, body });
 * const request = await readRequest(guest);
 * assertEquals(request?.headers.get("Transfer-Encoding"), "chunked");
 * assertEquals(await request?.text(), "cider");
 * ```
 */
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
  /** Sent as they are, in their order. */
  headers?: HttpHeadersInit;
  /** Text and bytes go out with their length, a stream in chunks; nothing if left out. */
  body?: OutgoingBody;
  /** Lines to send behind a chunked body; asked for once the body is out. */
  trailers?: () => HttpHeadersInit;
}

/**
 * A request to be written.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { connect, listen, readUntil } from "sockets";
 * import { decodeOctets, type OutgoingRequest, writeRequest } from "sockets/http";
 *
 * const order: OutgoingRequest = { target: "/cider", headers: { Host: "bar.example" } };
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * using guest = await bar.accept();
 * await writeRequest(client, order);
 * const head = await readUntil(guest, "\r\n\r\n");
 * assertEquals(decodeOctets(head!), "GET /cider HTTP/1.1\r\nHost: bar.example\r\n\r\n");
 * ```
 */
export interface OutgoingRequest extends OutgoingMessage {
  /** `GET` if left out. */
  method?: string;
  /** What goes into the request line: a path and query, most often (RFC 9112 §3.2). */
  target: string;
}

/**
 * A response to be written.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { connect, listen, readLine } from "sockets";
 * import { type OutgoingResponse, writeResponse } from "sockets/http";
 *
 * const refusal: OutgoingResponse = { status: 410, reason: "Cider Gone", body: "Perry?" };
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * using guest = await bar.accept();
 * await writeResponse(guest, refusal);
 * assertEquals(await readLine(client), "HTTP/1.1 410 Cider Gone");
 * assertEquals(await readLine(client), "Content-Length: 6");
 * ```
 */
export interface OutgoingResponse extends OutgoingMessage {
  /** The status code, from 100 to 999. */
  status: number;
  /** The usual words for the status if left out. */
  reason?: string;
}
