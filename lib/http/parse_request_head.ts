import type { HttpHeaders } from "./http_headers.ts";
import { type HttpLimits, httpLimits } from "./http_limits.ts";
import { HttpProtocolError, quoteLine } from "./http_protocol_error.ts";
import { decodeOctets } from "./octets.ts";
import { behindLine, lineAt, parseFieldLines } from "./parse_field_lines.ts";
import { checkRequestTarget } from "./request_target.ts";
import { checkHost } from "./check_host.ts";
import type { HttpVersion, ParseHeadOptions } from "./parse_response_head.ts";

/**
 * What stands before the body of a request.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { encodeOctets, parseRequestHead, type RequestHead } from "sockets/http";
 *
 * // RFC 9110 §9.2.1: methods that change nothing at the server.
 * function isSafe({ method }: RequestHead): boolean {
 *   return ["GET", "HEAD", "OPTIONS", "TRACE"].includes(method);
 * }
 * const head = parseRequestHead(encodeOctets("DELETE /tab HTTP/1.1\r\nHost: bar\r\n\r\n"));
 * assertEquals(isSafe(head), false);
 * ```
 */
export interface RequestHead {
  /** Case-sensitive: `GET`, `HEAD`, `POST`, … (RFC 9110 §9.1). */
  method: string;
  /** As it was sent: `/path?query`, `http://host/path`, `host:port` or `*` (RFC 9112 §3.2). */
  target: string;
  /** `1.0` or `1.1`, whatever later HTTP/1.x was sent. */
  version: HttpVersion;
  /** The header lines, in their order. */
  headers: HttpHeaders;
}

/** RFC 9112 §3: three parts, one space between each. */
const REQUEST_LINE =
  /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+) ([\x21-\x7e]+) HTTP\/1\.([0-9])$/;

/**
 * Parses the head of a request: the request line and header lines, with the empty line that ends them.
 *
 * Empty lines before it are skipped (RFC 9112 §2.2), a folded header line is refused (§5.2), and `Host`
 * must stand there once, and rightly, in HTTP/1.1 (§3.2).
 *
 * @throws {HttpProtocolError} If a line breaks a rule; the error quotes it, and its `status` answers the request.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseRequestHead } from "sockets/http";
 *
 * const head = parseRequestHead(new TextEncoder().encode(
 *   "GET /cider HTTP/1.1\r\nHost: bar.example\r\n\r\n",
 * ));
 * assertEquals([head.method, head.target], ["GET", "/cider"]);
 * ```
 */
export function parseRequestHead(
  bytes: Uint8Array,
  options: ParseHeadOptions = {},
): RequestHead {
  return parseRequestText(decodeOctets(bytes), httpLimits(options.limits));
}

/** Parses the head of a request, one character for each octet. */
export function parseRequestText(
  text: string,
  limits: Readonly<HttpLimits>,
): RequestHead {
  const start = afterEmptyLines(text);
  const line = lineAt(text, start, "accept");
  const { method, target, version } = parseRequestLine(line, limits);
  const headers = parseFieldLines(text, behindLine(text, start, line), {
    limits,
    foldedLines: "reject",
    loneLineFeed: "accept",
  });
  checkHost(headers, version);
  return { method, target, version, headers };
}

/** Parses a request line without its line end (RFC 9112 §3). */
export function parseRequestLine(
  line: string,
  limits: Readonly<HttpLimits> = httpLimits(),
): Omit<RequestHead, "headers"> {
  const match = line.length <= limits.startLine && REQUEST_LINE.exec(line);
  if (!match) throw invalidRequestLine(line, limits);
  const [, method, target, minor] = match;
  checkRequestTarget(target, method, line);
  return { method, target, version: minor === "0" ? "1.0" : "1.1" };
}

function afterEmptyLines(text: string): number {
  let offset = 0;
  while (true) {
    if (text[offset] === "\n") offset += 1;
    else if (text.startsWith("\r\n", offset)) offset += 2;
    else return offset;
  }
}

function invalidRequestLine(line: string, limits: Readonly<HttpLimits>) {
  const { state, section, status } = requestLineProblem(line, limits);
  return new HttpProtocolError(
    `Cannot parse request line ${quoteLine(line)}: ${state}`,
    { line, section, status },
  );
}

function requestLineProblem(line: string, limits: Readonly<HttpLimits>) {
  const section = "RFC 9112 §3";
  if (line.length > limits.startLine) {
    const state = `it is longer than ${limits.startLine} octets`;
    return { state, section, status: 414 };
  }
  const version = / HTTP\/([0-9])\.[0-9]$/.exec(line);
  if (version && version[1] !== "1") {
    const state = `HTTP/1.0 and HTTP/1.1 are spoken here`;
    return { state, section: "RFC 9110 §15.6.6", status: 505 };
  }
  if (!version) {
    const state = "expected it to end with a space and HTTP/1.1";
    return { state, section: "RFC 9112 §2.3", status: 400 };
  }
  const method = line.split(" ", 1)[0];
  const state = /[^!#$%&'*+\-.^_`|~0-9A-Za-z]/.test(method) || method === ""
    ? "the method is not a token"
    : "expected a method, a target without white space and a version, one space between each";
  return { state, section, status: 400 };
}
