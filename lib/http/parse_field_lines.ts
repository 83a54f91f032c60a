import { HttpHeaders } from "./http_headers.ts";
import type { HttpLimits } from "./http_limits.ts";
import { HttpProtocolError, quoteLine } from "./http_protocol_error.ts";
import { isWhiteSpace, trimWhiteSpace } from "./white_space.ts";

/** How {@linkcode parseFieldLines} treats what the two sides of a connection treat differently. */
export interface FieldLineOptions {
  limits: Readonly<HttpLimits>;
  /** RFC 9112 §5.2: a server rejects a folded line, a user agent puts a space for the fold. */
  foldedLines: "reject" | "unfold";
  /** Whether a lone LF ends a line, as in a head (RFC 9112 §2.2), or only CRLF, as in chunk framing. */
  loneLineFeed: "accept" | "reject";
}

/**
 * Parses header or trailer lines, from `offset` of a text of octets to the empty line that ends it.
 *
 * @throws {HttpProtocolError} If a line breaks a rule, if the empty line is missing, or if octets follow it.
 */
export function parseFieldLines(
  text: string,
  offset: number,
  options: FieldLineOptions,
): HttpHeaders {
  const { limits } = options;
  if (text.length - offset > limits.headerBytes) {
    throw headerLinesTooLarge(
      text.slice(offset),
      `${limits.headerBytes} octets`,
    );
  }
  const headers = new HttpHeaders();
  for (let count = 0;; count++) {
    const line = lineAt(text, offset, options.loneLineFeed);
    offset = behindLine(text, offset, line);
    if (line === "") break;
    if (count === limits.headerCount) {
      throw headerLinesTooLarge(line, `${limits.headerCount} header lines`);
    }
    if (isWhiteSpace(line, 0)) unfold(headers, line, options);
    else appendFieldLine(headers, line);
  }
  if (offset !== text.length) {
    const line = text.slice(offset);
    throw new HttpProtocolError(
      `Cannot end the head before ${
        quoteLine(line)
      }: octets follow its empty line`,
      { line, section: "RFC 9112 §2.1" },
    );
  }
  return headers;
}

/** The line that starts at `offset`, without its line end. */
export function lineAt(
  text: string,
  offset: number,
  loneLineFeed: FieldLineOptions["loneLineFeed"],
): string {
  const end = text.indexOf("\n", offset);
  const carriageReturn = end > offset && text[end - 1] === "\r";
  if (end < 0 || (!carriageReturn && loneLineFeed === "reject")) {
    const line = text.slice(offset, end < 0 ? undefined : end);
    throw new HttpProtocolError(
      `Cannot find the end of line ${quoteLine(line)}: expected CRLF`,
      { line, section: "RFC 9112 §2.2" },
    );
  }
  return text.slice(offset, carriageReturn ? end - 1 : end);
}

/** The offset behind a line that starts at `offset`, and behind its line end. */
export function behindLine(text: string, offset: number, line: string): number {
  const end = offset + line.length;
  return text[end] === "\r" ? end + 2 : end + 1;
}

function appendFieldLine(headers: HttpHeaders, line: string): void {
  const colon = line.indexOf(":");
  if (colon < 0) {
    throw new HttpProtocolError(
      `Cannot parse header line ${quoteLine(line)}: it has no colon`,
      { line, section: "RFC 9112 §5" },
    );
  }
  const value = trimWhiteSpace(line, colon + 1);
  headers.append(line.slice(0, colon), value, line);
}

function unfold(
  headers: HttpHeaders,
  line: string,
  options: FieldLineOptions,
): void {
  if (headers.size === 0) {
    throw new HttpProtocolError(
      `Cannot parse header line ${
        quoteLine(line)
      }: white space stands before the first name`,
      { line, section: "RFC 9112 §2.2" },
    );
  }
  if (options.foldedLines === "reject") {
    throw new HttpProtocolError(
      `Cannot parse header line ${
        quoteLine(line)
      }: it continues the line before it`,
      { line, section: "RFC 9112 §5.2" },
    );
  }
  headers.unfold(trimWhiteSpace(line), line);
}

/** The error for header lines, from this text on, that are more than a limit allows. */
export function headerLinesTooLarge(
  text: string,
  most: string,
): HttpProtocolError {
  const line = text.slice(0, 256);
  return new HttpProtocolError(
    `Cannot accept the header lines from ${quoteLine(line)} on: ` +
      `they are more than ${most}; raise the limit if you trust the peer`,
    { line, section: "RFC 6585 §5", status: 431 },
  );
}
