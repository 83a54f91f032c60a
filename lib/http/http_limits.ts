/**
 * The most that a reader of HTTP accepts of each part of a message, each limit by its name.
 *
 * @example
 * ```ts
 * import { assertRejects } from "@std/assert";
 * import { connect, listen, writeAll } from "sockets";
 * import { type HttpLimits, HttpProtocolError, readResponse } from "sockets/http";
 *
 * const limits: Partial<HttpLimits> = { body: 4 };
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * using guest = await bar.accept();
 * await writeAll(guest, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\ncider\r\n0\r\n\r\n");
 * const response = await readResponse(client, { limits });
 * await assertRejects(() => response.bytes(), HttpProtocolError);
 * ```
 */
export interface HttpLimits {
  /** Octets of a request line or status line. */
  startLine: number;
  /** Octets of all header lines together, and of all trailer lines. */
  headerBytes: number;
  /** How many header lines, and how many trailer lines. */
  headerCount: number;
  /** Octets of one chunk-size line with its extensions. */
  chunkLine: number;
  /** Octets of a body, counted again after decoding. */
  body: number;
  /** How many redirects a fetch follows. */
  redirects: number;
  /** How many 1xx answers may come before the final one. */
  interim: number;
}

/**
 * The limits where an option does not set others.
 *
 * RFC 9112 §3 asks for request lines of at least 8000 octets; the other numbers are this library's choice.
 *
 * @example
 * ```ts
 * import { assert } from "@std/assert";
 * import { DEFAULT_HTTP_LIMITS } from "sockets/http";
 *
 * assert(DEFAULT_HTTP_LIMITS.startLine >= 8000);
 * ```
 */
export const DEFAULT_HTTP_LIMITS: Readonly<HttpLimits> = Object.freeze({
  startLine: 8192,
  headerBytes: 64 * 1024,
  headerCount: 128,
  chunkLine: 4096,
  body: 1024 ** 3,
  redirects: 20,
  interim: 16,
});

/**
 * Fills in the limits that are not given.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { httpLimits } from "sockets/http";
 *
 * assertEquals(httpLimits({ redirects: 3 }).redirects, 3);
 * assertEquals(httpLimits().redirects, 20);
 * ```
 */
export function httpLimits(
  given?: Partial<HttpLimits>,
): Readonly<HttpLimits> {
  return given ? { ...DEFAULT_HTTP_LIMITS, ...given } : DEFAULT_HTTP_LIMITS;
}
