import type { HttpHeaders } from "./http_headers.ts";
import { HttpProtocolError, quoteLine } from "./http_protocol_error.ts";

/** RFC 3986 §3.2.2: a registered name or IPv4 address, or an IP literal between brackets; then a port. */
const AUTHORITY =
  /^(?:(?:[A-Za-z0-9\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{2})*|\[([0-9A-Fa-f:.]+|v[0-9A-Fa-f]+\.[A-Za-z0-9\-._~!$&'()*+,;=:]+)\])(?::([0-9]*))?$/;

/** Whether a text is a host with or without a port (RFC 9112 §3.2); the host may be empty. */
export function isAuthority(text: string): boolean {
  const match = AUTHORITY.exec(text);
  if (!match) return false;
  const [, literal, port] = match;
  if (literal && !literal.startsWith("v") && !isIpv6(literal)) return false;
  return port === undefined || Number(port) <= 65535;
}

function isIpv6(literal: string): boolean {
  return URL.canParse(`http://[${literal}]/`);
}

/**
 * Checks the `Host` of a request (RFC 9112 §3.2): once in HTTP/1.1, at most once in 1.0, and a valid one.
 *
 * @throws {HttpProtocolError} Otherwise, with status 400.
 */
export function checkHost(headers: HttpHeaders, version: "1.0" | "1.1"): void {
  const hosts = headers.getAll("Host");
  if (hosts.length === 1 ? isAuthority(hosts[0]) : version === "1.0") {
    if (hosts.length < 2) return;
  }
  const line = hosts.map((host) => `Host: ${host}`).join(", ");
  throw new HttpProtocolError(
    `Cannot tell the host from ${quoteLine(line)}: ` +
      (hosts.length === 0
        ? "HTTP/1.1 needs a Host header line"
        : hosts.length > 1
        ? "there must be only one Host header line"
        : "expected a host name or address, with or without a port"),
    { line, section: "RFC 9112 §3.2" },
  );
}
