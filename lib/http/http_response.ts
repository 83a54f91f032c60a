import { bodyText } from "./body_text.ts";
import { connectionPersists } from "./connection_persists.ts";
import type { FetchTimeline } from "./fetch_timeline.ts";
import type { HttpBody } from "./http_body.ts";
import type { HttpHeaders } from "./http_headers.ts";
import type { HttpVersion, ResponseHead } from "./parse_response_head.ts";
import type { Redirect } from "./redirect.ts";

/** What a response says about how it was fetched; {@linkcode readResponse} knows none of it. */
export interface ResponseOrigin {
  url: string;
  redirects: Redirect[];
  timeline: FetchTimeline;
}

/**
 * A response that a client has received, its body still to be read.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { listen } from "sockets";
 * import { httpFetch, serveHttp } from "sockets/http";
 *
 * using bar = await listen();
 * const serving = serveHttp(bar, () => ({ status: 418, headers: { "X-Menu": "cider" } }));
 * using response = await httpFetch(`http://127.0.0.1:${bar.addr.port}/`);
 * assertEquals([response.status, response.reason], [418, "I'm a teapot"]);
 * assertEquals([response.ok, response.headers.get("x-menu")], [false, "cider"]);
 * bar.close();
 * await serving;
 * ```
 */
export class HttpResponse implements ResponseHead, Disposable {
  /** `1.0` or `1.1`, whatever later HTTP/1.x was sent. */
  readonly version: HttpVersion;
  /** The status code, from 100 to 999. */
  readonly status: number;
  /** The reason phrase, often empty; nothing may depend on it. */
  readonly reason: string;
  /** The header lines, in their order. */
  readonly headers: HttpHeaders;
  /** The body as pieces, each never written again. */
  readonly body: HttpBody;
  /** The 1xx answers that came before this one, in order. */
  readonly interim: ResponseHead[];
  /** The URL that finally answered, with its fragment; empty unless it was fetched. */
  readonly url: string;
  /** The answers that led here, in order. */
  readonly redirects: Redirect[];
  /** How long each phase took; empty unless it was fetched. */
  readonly timeline: FetchTimeline;

  constructor(
    head: ResponseHead,
    body: HttpBody,
    interim: ResponseHead[] = [],
    origin?: ResponseOrigin,
  ) {
    this.version = head.version;
    this.status = head.status;
    this.reason = head.reason;
    this.headers = head.headers;
    this.body = body;
    this.interim = interim;
    this.url = origin?.url ?? "";
    this.redirects = origin?.redirects ?? [];
    this.timeline = origin?.timeline ?? { phases: [] };
  }

  /** Whether the status is one of success: 200 to 299. */
  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  /** Whether the server lets the connection carry another request after this one (RFC 9112 §9.3). */
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

  /** Gives up what has not been read of the body; a connection that `httpFetch` opened is closed. */
  close(): void {
    this.body.cancel();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
