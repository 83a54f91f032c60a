import { SocketError } from "../errors.ts";

/** The longest part of an offending line that an error message repeats, in characters. */
const QUOTED_LENGTH = 120;

/**
 * What an {@linkcode HttpProtocolError} carries besides its message.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { HttpProtocolError, type HttpProtocolErrorOptions } from "sockets/http";
 *
 * const rule: HttpProtocolErrorOptions = { line: "BREW / HTTP/1.1", section: "RFC 9110 §9.1", status: 501 };
 * const error = new HttpProtocolError("Cannot serve BREW: not a coffee pot", rule);
 * assertEquals(error.message, "Cannot serve BREW: not a coffee pot (RFC 9110 §9.1)");
 * ```
 */
export interface HttpProtocolErrorOptions extends ErrorOptions {
  /** The offending line, one character for each octet, without its line end. */
  line: string;
  /** The rule that it breaks, such as `RFC 9112 §7.1`. */
  section: string;
  /** The status with which a server answers such a request; 400 if left out. */
  status?: number;
}

/**
 * A peer's message (or one that you are about to send) breaks a rule of HTTP.
 *
 * The message quotes the offending line and ends with the section of the rule.
 *
 * @example
 * ```ts
 * import { assertStringIncludes, assertThrows } from "@std/assert";
 * import { HttpProtocolError, parseChunkLine } from "sockets/http";
 *
 * const error = assertThrows(() => parseChunkLine("cider"), HttpProtocolError);
 * assertStringIncludes(error.message, '"cider"');
 * assertStringIncludes(error.message, "RFC 9112 §7.1");
 * ```
 */
export class HttpProtocolError extends SocketError {
  override name = "HttpProtocolError";
  /** The offending line, one character for each octet, without its line end. */
  readonly line: string;
  /** The rule that it breaks, such as `RFC 9112 §7.1`. */
  readonly section: string;
  /** The status with which a server answers such a request. */
  readonly status: number;
  constructor(message: string, options: HttpProtocolErrorOptions) {
    super(`${message} (${options.section})`, options);
    this.line = options.line;
    this.section = options.section;
    this.status = options.status ?? 400;
  }
}

/**
 * Writes a line between quotes, its control characters escaped, the tail of a long one left out.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { quoteLine } from "sockets/http";
 *
 * assertEquals(quoteLine("GET\0 /"), String.raw`"GET\x00 /"`);
 * ```
 */
export function quoteLine(line: string): string {
  const shown = line.length <= QUOTED_LENGTH
    ? line
    : line.slice(0, QUOTED_LENGTH);
  const rest = line.length - shown.length;
  return `"${shown.replace(/[^\x20-\x7e]|["\\]/g, escapeOctet)}"` +
    (rest > 0 ? ` and ${rest} more octets` : "");
}

function escapeOctet(character: string): string {
  switch (character) {
    case "\r":
      return "\\r";
    case "\n":
      return "\\n";
    case "\t":
      return "\\t";
    case '"':
    case "\\":
      return `\\${character}`;
  }
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
}
