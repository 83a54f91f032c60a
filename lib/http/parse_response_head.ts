import type { HttpHeaders } from "./http_headers.ts";
import { type HttpLimits, httpLimits } from "./http_limits.ts";
import { HttpProtocolError, quoteLine } from "./http_protocol_error.ts";
import { decodeOctets } from "./octets.ts";
import { behindLine, lineAt, parseFieldLines } from "./parse_field_lines.ts";

/**
 * The two versions that this library speaks. A later HTTP/1.x counts as 1.1 (RFC 9110 §6.2).
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { encodeOctets, type HttpVersion, parseResponseHead } from "sockets/http";
 *
 * function versionOf(statusLine: string): HttpVersion {
 *   return parseResponseHead(encodeOctets(`${statusLine}\r\n\r\n`)).version;
 * }
 * assertEquals(versionOf("HTTP/1.0 200 OK"), "1.0");
 * assertEquals(versionOf("HTTP/1.7 200 OK"), "1.1");
 * ```
 */
export type HttpVersion = "1.0" | "1.1";

/**
 * What stands before the body of a response.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { encodeOctets, parseResponseHead, type ResponseHead } from "sockets/http";
 *
 * function whoseFault({ status }: ResponseHead): string {
 *   return ["nobody", "the client", "the server"][Math.max(0, Math.floor(status / 100) - 3)];
 * }
 * const head = parseResponseHead(encodeOctets("HTTP/1.1 503 No Barkeeper\r\n\r\n"));
 * assertEquals(whoseFault(head), "the server");
 * ```
 */
export interface ResponseHead {
  /** `1.0` or `1.1`, whatever later HTTP/1.x was sent. */
  version: HttpVersion;
  /** The status code, from 100 to 999. */
  status: number;
  /** The reason phrase, often empty; nothing may depend on it. */
  reason: string;
  /** The header lines, in their order. */
  headers: HttpHeaders;
}

/**
 * Options of the pure parsers.
 *
 * @example
 * ```ts
 * import { assertEquals, assertThrows } from "@std/assert";
 * import { encodeOctets, HttpProtocolError, type ParseHeadOptions, parseRequestHead } from "sockets/http";
 *
 * const strict: ParseHeadOptions = { limits: { startLine: 30 } };
 * const head = encodeOctets(`GET /${"cider".repeat(5)} HTTP/1.1\r\nHost: bar\r\n\r\n`);
 * const error = assertThrows(() => parseRequestHead(head, strict), HttpProtocolError);
 * assertEquals(error.status, 414); // URI Too Long
 * ```
 */
export interface ParseHeadOptions {
  /** How much to accept; the rest is as in `DEFAULT_HTTP_LIMITS`. */
  limits?: Partial<HttpLimits>;
}

/** RFC 9112 §4: the space after the code is needed even where no reason follows. */
const STATUS_LINE =
  /^HTTP\/1\.([0-9]) ([1-9][0-9]{2}) ([\t\x20-\x7e\x80-\xff]*)$/;

/**
 * Parses the head of a response: the status line and header lines, with the empty line that ends them.
 *
 * A folded header line is joined by a space (RFC 9112 §5.2); a lone LF may end a line (§2.2).
 *
 * @throws {HttpProtocolError} If a line breaks a rule; the error quotes it.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseResponseHead } from "sockets/http";
 *
 * const head = parseResponseHead(new TextEncoder().encode(
 *   "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n",
 * ));
 * assertEquals(head.status, 200);
 * assertEquals(head.headers.get("content-length"), "5");
 * ```
 */
export function parseResponseHead(
  bytes: Uint8Array,
  options: ParseHeadOptions = {},
): ResponseHead {
  return parseResponseText(decodeOctets(bytes), httpLimits(options.limits));
}

/** Parses the head of a response, one character for each octet. */
export function parseResponseText(
  text: string,
  limits: Readonly<HttpLimits>,
): ResponseHead {
  const line = lineAt(text, 0, "accept");
  const { version, status, reason } = parseStatusLine(line, limits);
  const headers = parseFieldLines(text, behindLine(text, 0, line), {
    limits,
    foldedLines: "unfold",
    loneLineFeed: "accept",
  });
  return { version, status, reason, headers };
}

/** Parses a status line without its line end (RFC 9112 §4). */
export function parseStatusLine(
  line: string,
  limits: Readonly<HttpLimits> = httpLimits(),
): Omit<ResponseHead, "headers"> {
  const match = line.length <= limits.startLine && STATUS_LINE.exec(line);
  if (!match) throw invalidStatusLine(line, limits);
  const [, minor, code, reason] = match;
  return {
    version: minor === "0" ? "1.0" : "1.1",
    status: Number(code),
    reason,
  };
}

function invalidStatusLine(line: string, limits: Readonly<HttpLimits>) {
  const state = line.length > limits.startLine
    ? `it is longer than ${limits.startLine} octets`
    : !/^HTTP\/[0-9]\.[0-9](?: |$)/.test(line)
    ? "expected it to start with HTTP/1.1 and a space: is this an HTTP server?"
    : !line.startsWith("HTTP/1.")
    ? "this version of HTTP is framed differently"
    : !/^HTTP\/1\.[0-9] [1-9][0-9]{2}(?: |$)/.test(line)
    ? "expected a status code of three digits from 100 to 999"
    : /^HTTP\/1\.[0-9] [0-9]{3}$/.test(line)
    ? "expected a space after the status code, even with no reason"
    : "a control character stands in the reason";
  const section = /^HTTP\/[02-9]\./.test(line)
    ? "RFC 9112 §2.3"
    : "RFC 9112 §4";
  return new HttpProtocolError(
    `Cannot parse status line ${quoteLine(line)}: ${state}`,
    { line, section },
  );
}
