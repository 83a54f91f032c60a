import { bodyText } from "./body_text.ts";
import { connectionPersists } from "./connection_persists.ts";
import type { HttpBody } from "./http_body.ts";
import type { HttpHeaders } from "./http_headers.ts";
import type { RequestHead } from "./parse_request_head.ts";
import type { HttpVersion } from "./parse_response_head.ts";

/**
 * A request that a server has received, its body still to be read.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { connect, listen } from "sockets";
 * import { readRequest, writeRequest } from "sockets/http";
 *
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * using guest = await bar.accept();
 * const order = { method: "POST", target: "/order", headers: { Host: "bar" }, body: "cider" };
 * await writeRequest(client, order);
 * const request = await readRequest(guest);
 * assertEquals([request?.method, await request?.text()], ["POST", "cider"]);
 * ```
 */
export class HttpRequest implements RequestHead {
  /** Case-sensitive: `GET`, `HEAD`, `POST`, … (RFC 9110 §9.1). */
  readonly method: string;
  /** As it was sent (RFC 9112 §3.2); {@linkcode parseRequestTarget} takes it apart. */
  readonly target: string;
  /** `1.0` or `1.1`, whatever later HTTP/1.x was sent. */
  readonly version: HttpVersion;
  /** The header lines, in their order. */
  readonly headers: HttpHeaders;
  /** The body as pieces, each never written again. */
  readonly body: HttpBody;

  constructor(head: RequestHead, body: HttpBody) {
    this.method = head.method;
    this.target = head.target;
    this.version = head.version;
    this.headers = head.headers;
    this.body = body;
  }

  /** Whether the client lets the connection carry another request after this one (RFC 9112 §9.3). */
  get persists(): boolean {
    return connectionPersists(this, this.body.framing);
  }

  /** The lines behind a chunked body; complete once the body has been read. */
  get trailers(): HttpHeaders {
    return this.body.trailers;
  }

  /** The whole body. */
  bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return this.body.bytes();
  }

  /** The whole body as text, by the charset that Content-Type names, otherwise UTF-8. */
  async text(): Promise<string> {
    return bodyText(await this.body.bytes(), this.headers);
  }
}
