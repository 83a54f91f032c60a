import type { HttpHeaders } from "./http_headers.ts";
import type { BodyFraming } from "./body_framing.ts";
import { trimWhiteSpace } from "./white_space.ts";

/**
 * Whether a connection can carry another message after this one, as its sender sees it.
 *
 * `Connection: close` wins; otherwise HTTP/1.1 persists, and HTTP/1.0 does with `keep-alive` only
 * (RFC 9112 §9.3). A body that lasts until the close, or a length given in two ways (§6.1), ends it too.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { connectionPersists, parseResponseHead } from "sockets/http";
 *
 * const head = parseResponseHead(new TextEncoder().encode(
 *   "HTTP/1.1 204 No Content\r\nConnection: Close\r\n\r\n",
 * ));
 * assertEquals(connectionPersists(head, { kind: "none" }), false);
 * ```
 */
export function connectionPersists(
  head: { version: "1.0" | "1.1"; headers: HttpHeaders },
  framing: BodyFraming,
): boolean {
  if (framing.kind === "until close" || framing.kind === "tunnel") return false;
  if (framing.kind === "chunked" && head.headers.has("Content-Length")) {
    return false;
  }
  const connection = head.headers.get("Connection");
  if (connection === null) return head.version === "1.1";
  const options = listMembers(connection);
  if (options.includes("close")) return false;
  return head.version === "1.1" || options.includes("keep-alive");
}

/** The members of a comma-separated list in lower case, without empty ones (RFC 9110 §5.6.1). */
export function listMembers(value: string): string[] {
  return value.split(",")
    .map((member) => trimWhiteSpace(member).toLowerCase())
    .filter((member) => member !== "");
}
