import { listMembers } from "./connection_persists.ts";
import { HttpProtocolError, quoteLine } from "./http_protocol_error.ts";
import type { RequestHead } from "./parse_request_head.ts";
import type { ResponseHead } from "./parse_response_head.ts";

/** RFC 9112 §7: a token, then perhaps parameters. */
const CODING = /^[!#$%&'*+\-.^_`|~0-9a-z]+(?:[ \t]*;.*)?$/;

/**
 * The transfer codings of a message in the order applied, in lower case; `null` without the header.
 *
 * @throws {HttpProtocolError} If they are malformed, or HTTP/1.0 has any (RFC 9112 §6.1 and §7).
 */
export function transferCodings(
  head: RequestHead | ResponseHead,
): string[] | null {
  const value = head.headers.get("Transfer-Encoding");
  if (value === null) return null;
  const line = `Transfer-Encoding: ${value}`;
  if (head.version === "1.0") {
    throw new HttpProtocolError(
      `Cannot trust the framing ${
        quoteLine(line)
      }: HTTP/1.0 has no transfer codings`,
      { line, section: "RFC 9112 §6.1" },
    );
  }
  const codings = listMembers(value);
  const state = transferCodingsProblem(codings);
  if (state) {
    throw new HttpProtocolError(
      `Cannot tell the transfer codings from ${quoteLine(line)}: ${state}`,
      { line, section: "RFC 9112 §7" },
    );
  }
  return codings;
}

function transferCodingsProblem(codings: string[]): string | null {
  if (codings.length === 0) return "it names none";
  if (!codings.every((coding) => CODING.test(coding))) {
    return "one of them is not a token";
  }
  if (codings.some((coding) => /^chunked[ \t]*;/.test(coding))) {
    return "chunked takes no parameters";
  }
  return codings.filter((coding) => coding === "chunked").length > 1
    ? "chunked may be applied only once"
    : null;
}
