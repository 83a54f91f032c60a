import type { HttpHeaders } from "./http_headers.ts";
import { HttpProtocolError, quoteLine } from "./http_protocol_error.ts";
import { trimWhiteSpace } from "./white_space.ts";

/**
 * The length that the header gives a body, in octets; `null` without the header.
 *
 * @throws {HttpProtocolError} If it is invalid, save a list of one repeated valid number (RFC 9112 §6.3 rule 5).
 */
export function contentLength(headers: HttpHeaders): number | null {
  const value = headers.get("Content-Length");
  if (value === null) return null;
  const length = Number(value);
  // Digits of a number under 2^53, one time: nearly always.
  if (/^[0-9]+$/.test(value) && Number.isSafeInteger(length)) return length;
  const members = value.split(",").map((member) => trimWhiteSpace(member));
  const first = Number(members[0]);
  const same = members.every((member) =>
    /^[0-9]+$/.test(member) && Number(member) === first
  );
  if (same && Number.isSafeInteger(first)) return first;
  const line = `Content-Length: ${value}`;
  throw new HttpProtocolError(
    `Cannot tell the length of the body from ${quoteLine(line)}: ` +
      (same
        ? "it is over 2^53 - 1"
        : "expected decimal digits, or a list of one repeated number"),
    { line, section: "RFC 9112 §6.3" },
  );
}
