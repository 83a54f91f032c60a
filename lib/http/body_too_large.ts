import type { HttpLimits } from "./http_limits.ts";
import { HttpProtocolError, quoteLine } from "./http_protocol_error.ts";

/** The error for a body over the limit; `line` is what shows its size. */
export function bodyTooLarge(
  line: string,
  limits: Readonly<HttpLimits>,
): HttpProtocolError {
  return new HttpProtocolError(
    `Cannot accept the body after ${
      quoteLine(line)
    }: it has more than ${limits.body} octets; ` +
      "raise limits.body if you trust the peer",
    { line, section: "RFC 9110 §15.5.14", status: 413 },
  );
}
