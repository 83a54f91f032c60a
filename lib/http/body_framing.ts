import { contentLength } from "./content_length.ts";
import type { HttpHeaders } from "./http_headers.ts";
import { HttpProtocolError, quoteLine } from "./http_protocol_error.ts";
import type { RequestHead } from "./parse_request_head.ts";
import type { ResponseHead } from "./parse_response_head.ts";
import { transferCodings } from "./transfer_codings.ts";

/**
 * How the end of a body is found, or that there is none.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { type BodyFraming, encodeOctets, parseResponseHead, responseBodyFraming } from "sockets/http";
 *
 * function mayBeCutShort({ kind }: BodyFraming): boolean {
 *   return kind === "until close"; // Nobody can tell its end from a failure.
 * }
 * const head = parseResponseHead(encodeOctets("HTTP/1.0 200 OK\r\nServer: bar\r\n\r\n"));
 * assertEquals(mayBeCutShort(responseBodyFraming(head, "GET")), true);
 * ```
 */
export type BodyFraming =
  | { kind: "none" }
  | { kind: "length"; length: number }
  /** `codings`: what was applied before chunking, in the order applied (`gzip`), usually nothing. */
  | { kind: "chunked"; codings: string[] }
  | { kind: "until close"; codings: string[] }
  /** After a CONNECT that succeeded the connection is no longer HTTP. */
  | { kind: "tunnel" };

/**
 * Finds how the body of a response is framed, by the rules of RFC 9112 §6.3 in their order.
 *
 * @param method The method of the request that this answers: an answer to HEAD has no body.
 * @throws {HttpProtocolError} If the length can't be trusted.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseResponseHead, responseBodyFraming } from "sockets/http";
 *
 * const head = parseResponseHead(new TextEncoder().encode(
 *   "HTTP/1.1 200 OK\r\nContent-Length: 42, 42\r\n\r\n",
 * ));
 * assertEquals(responseBodyFraming(head, "GET"), { kind: "length", length: 42 });
 * assertEquals(responseBodyFraming(head, "HEAD"), { kind: "none" });
 * ```
 */
export function responseBodyFraming(
  head: ResponseHead,
  method: string,
): BodyFraming {
  const { status, headers } = head;
  // Rule 1
  if (
    method === "HEAD" || status < 200 || status === 204 || status === 304
  ) return { kind: "none" };
  // Rule 2
  if (method === "CONNECT" && status < 300) return { kind: "tunnel" };
  // Rules 3 and 4
  const codings = transferCodings(head);
  if (codings) {
    return codings.at(-1) === "chunked"
      ? { kind: "chunked", codings: codings.slice(0, -1) }
      : { kind: "until close", codings };
  }
  // Rules 5, 6 and 8
  const length = contentLength(headers);
  return length === null
    ? { kind: "until close", codings: [] }
    : { kind: "length", length };
}

/**
 * Finds how the body of a request is framed, by the rules of RFC 9112 §6.3 in their order.
 *
 * A request with both Transfer-Encoding and Content-Length is refused, as §6.1 allows: two readers that
 * choose differently see two different messages (request smuggling).
 *
 * @throws {HttpProtocolError} If the length can't be trusted; its `status` answers the request.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseRequestHead, requestBodyFraming } from "sockets/http";
 *
 * const head = parseRequestHead(new TextEncoder().encode(
 *   "POST / HTTP/1.1\r\nHost: bar\r\nTransfer-Encoding: chunked\r\n\r\n",
 * ));
 * assertEquals(requestBodyFraming(head), { kind: "chunked", codings: [] });
 * ```
 */
export function requestBodyFraming(head: RequestHead): BodyFraming {
  const { headers } = head;
  // Rules 3 and 4
  const codings = transferCodings(head);
  if (codings) {
    if (headers.has("Content-Length")) throw bothFramings(headers);
    if (codings.at(-1) !== "chunked") throw notChunkedLast(headers);
    if (codings.length > 1) throw unknownCoding(headers, codings[0]);
    return { kind: "chunked", codings: [] };
  }
  // Rules 5, 6 and 7
  const length = contentLength(headers);
  return length === null || length === 0
    ? { kind: "none" }
    : { kind: "length", length };
}

function bothFramings(headers: HttpHeaders): HttpProtocolError {
  const line = `Content-Length: ${headers.get("Content-Length")}`;
  return new HttpProtocolError(
    `Cannot tell the length of the body from ${quoteLine(line)}: ` +
      "Transfer-Encoding stands there too, and two readers may choose differently",
    { line, section: "RFC 9112 §6.1" },
  );
}

function notChunkedLast(headers: HttpHeaders): HttpProtocolError {
  const line = `Transfer-Encoding: ${headers.get("Transfer-Encoding")}`;
  return new HttpProtocolError(
    `Cannot tell the length of the body from ${quoteLine(line)}: ` +
      "the last coding of a request must be chunked",
    { line, section: "RFC 9112 §6.3" },
  );
}

function unknownCoding(
  headers: HttpHeaders,
  coding: string,
): HttpProtocolError {
  const line = `Transfer-Encoding: ${headers.get("Transfer-Encoding")}`;
  return new HttpProtocolError(
    `Cannot decode the body after ${quoteLine(line)}: ` +
      `the transfer coding ${quoteLine(coding)} is not implemented`,
    { line, section: "RFC 9112 §6.1", status: 501 },
  );
}
