import { Deadlines } from "./deadlines.ts";
import { type HttpLimits, httpLimits } from "./http_limits.ts";
import type { HttpHeadersInit } from "./http_headers.ts";
import type { HttpPool } from "./http_pool.ts";
import type { OutgoingBody } from "./outgoing_message.ts";
import type { HttpVersion } from "./parse_response_head.ts";

/**
 * The longest wait in each phase, in milliseconds; 10,000 each unless told otherwise.
 *
 * @example
 * ```ts
 * import { assertRejects } from "@std/assert";
 * import { DeadlineError, listen } from "sockets";
 * import { type FetchTimeouts, httpFetch } from "sockets/http";
 *
 * const timeouts: Partial<FetchTimeouts> = { firstByte: 20 };
 * using bar = await listen(); // Lets clients in, and never answers.
 * const url = `http://127.0.0.1:${bar.addr.port}/`;
 * await assertRejects(() => httpFetch(url, { timeouts }), DeadlineError, "within 20 ms");
 * ```
 */
export interface FetchTimeouts {
  /** Resolving the name and connecting. */
  connect: number;
  /** The TLS handshake. */
  tls: number;
  /** Each write of the request. */
  request: number;
  /** From the end of the request to the end of the response's head. */
  firstByte: number;
  /** Each wait for more of the body. */
  body: number;
}

/**
 * How to fetch.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { listen } from "sockets";
 * import { httpFetch, type HttpFetchOptions, serveHttp } from "sockets/http";
 *
 * const order: HttpFetchOptions = { method: "PUT", body: "cider", timeout: 5000 };
 * using bar = await listen();
 * const serving = serveHttp(bar, ({ method }) => ({ status: method === "PUT" ? 201 : 405 }));
 * using answer = await httpFetch(`http://127.0.0.1:${bar.addr.port}/order`, order);
 * assertEquals(answer.reason, "Created");
 * bar.close();
 * await serving;
 * ```
 */
export interface HttpFetchOptions {
  /** `GET` if left out. */
  method?: string;
  /** Sent as they are, behind `Host`. */
  headers?: HttpHeadersInit;
  /** Text and bytes go out with their length, a stream in chunks. */
  body?: OutgoingBody;
  /** `1.1` if left out. */
  version?: HttpVersion;
  /** What to do with a redirect: go there (the default), return it, or fail. */
  redirect?: "follow" | "manual" | "error";
  /** How many redirects to follow: 20 if left out. */
  maxRedirects?: number;
  /**
   * Ask for gzip, deflate or br, and decode the body by what its `Content-Encoding` says. Reading a gzip body of
   * several members (RFC 1952 §2.2) fails, since the web's DecompressionStream takes one.
   */
  decode?: boolean;
  /** Ask the server whether it wants the body before sending it (RFC 9110 §10.1.1). */
  expectContinue?: boolean;
  /** Where to keep connections for the next request; without it each is closed. */
  pool?: HttpPool;
  /** Certificates of authorities to trust besides the system's, in PEM. */
  caCerts?: string[];
  /** How much to accept; the rest is as in `DEFAULT_HTTP_LIMITS`. */
  limits?: Partial<HttpLimits>;
  /** All of it, redirects and body included, in milliseconds: 60,000 if left out. */
  timeout?: number;
  /** The longest wait in each phase, in milliseconds; 10,000 for those left out. */
  timeouts?: Partial<FetchTimeouts>;
  /** Aborting it ends the fetch, also while its body is read. */
  signal?: AbortSignal;
}

/** The options with everything filled in, shared by all hops of one fetch. */
export interface FetchSettings extends HttpFetchOptions {
  version: HttpVersion;
  limits: Readonly<HttpLimits>;
  timeouts: FetchTimeouts;
  deadlines: Deadlines;
}

const DEFAULT_OVERALL = 60_000;

const DEFAULT_TIMEOUTS: FetchTimeouts = Object.freeze({
  connect: 10_000,
  tls: 10_000,
  request: 10_000,
  firstByte: 10_000,
  body: 10_000,
});

/** Fills the options in, and starts the clock for the whole fetch. */
export function fetchSettings(
  href: string,
  options: HttpFetchOptions,
): FetchSettings {
  const { timeout = DEFAULT_OVERALL, signal, maxRedirects } = options;
  const limits = httpLimits(options.limits);
  return {
    ...options,
    version: options.version ?? "1.1",
    limits: maxRedirects === undefined
      ? limits
      : { ...limits, redirects: maxRedirects },
    timeouts: options.timeouts
      ? { ...DEFAULT_TIMEOUTS, ...options.timeouts }
      : DEFAULT_TIMEOUTS,
    deadlines: new Deadlines({ signal }, {
      action: `fetch "${href}"`,
      duration: timeout,
      end: performance.now() + timeout,
    }),
  };
}
