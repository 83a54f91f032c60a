import { SocketError } from "../errors.ts";
import { discard } from "./discard.ts";
import { exchange } from "./exchange.ts";
import {
  type FetchSettings,
  fetchSettings,
  type HttpFetchOptions,
} from "./fetch_settings.ts";
import { HttpHeaders } from "./http_headers.ts";
import { HttpProtocolError, quoteLine } from "./http_protocol_error.ts";
import type { HttpResponse } from "./http_response.ts";
import { isReplayable } from "./outgoing_message.ts";
import { parseHttpUrl } from "./parse_http_url.ts";
import {
  type FetchRequest,
  type Redirect,
  redirectedRequest,
} from "./redirect.ts";

/**
 * Fetches a URL: resolves the name, connects, speaks TLS for `https:`, sends the request, reads the response,
 * and follows it where it redirects.
 *
 * It resolves once the head of the final response is there; its body is still to be read (or `close`d). An
 * answer such as 404 is no error.
 *
 * @throws {HttpProtocolError} If the URL or a message breaks a rule; the error quotes the line.
 * @throws {AddressError} If the name can't be resolved. {@linkcode ConnectError} if nobody answers there.
 * @throws {CertificateError} If the server can't prove that it has the name.
 * @throws {DeadlineError} If a phase, or all of it, takes too long.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { listen } from "sockets";
 * import { httpFetch, serveHttp } from "sockets/http";
 *
 * using bar = await listen();
 * const serving = serveHttp(bar, (request) => ({ status: 200, body: `you asked for ${request.target}` }));
 * const response = await httpFetch(`http://localhost:${bar.addr.port}/cider`);
 * assertEquals(response.status, 200);
 * assertEquals(await response.text(), "you asked for /cider");
 * bar.close();
 * await serving;
 * ```
 */
export async function httpFetch(
  url: string | URL,
  options: HttpFetchOptions = {},
): Promise<HttpResponse> {
  try {
    let request = firstRequest(url, options);
    const settings = fetchSettings(request.url.href, options);
    const redirects: Redirect[] = [];
    while (true) {
      const response = await exchange(request, settings, redirects);
      const next = whereNext(request, response, settings);
      if (next === null) return response;

      redirects.push(recordRedirect(request, response, next));
      await leaveBehind(response, settings);
      checkRedirect(request, next, redirects, settings);
      request = next;
    }
  } catch (error) {
    discard(options.body).catch(() => {}); // Locked: it is being sent, and ends with its connection.
    throw error;
  }
}

function firstRequest(
  url: string | URL,
  options: HttpFetchOptions,
): FetchRequest {
  const { method = "GET", headers, body = null } = options;
  if (method === "CONNECT") {
    throw new TypeError(
      'Cannot fetch with method "CONNECT": it opens a tunnel; use writeRequest and readResponse',
    );
  }
  return {
    url: parseHttpUrl(url),
    method,
    headers: new HttpHeaders(headers),
    body,
  };
}

function whereNext(
  request: FetchRequest,
  response: HttpResponse,
  { redirect }: FetchSettings,
): FetchRequest | null {
  try {
    if (redirect === "manual") return null;
    return redirectedRequest(request, response);
  } catch (error) {
    response.close();
    throw error;
  }
}

function recordRedirect(
  { url, method }: FetchRequest,
  { status, headers, timeline }: HttpResponse,
  next: FetchRequest,
): Redirect {
  const location = next.url.href;
  return { url: url.href, method, status, headers, location, timeline };
}

/** With a pool, a short body is read so that its connection can be used again; a long one costs more than that. */
async function leaveBehind(
  response: HttpResponse,
  { pool }: FetchSettings,
): Promise<void> {
  try {
    if (pool) await response.body.drain(LEFT_BEHIND);
  } catch {
    // Nobody asked for this body: that its connection failed matters only if the next one does too.
  } finally {
    response.close();
  }
}

const LEFT_BEHIND = 64 * 1024;

/** RFC 9110 §15.4: a client should detect loops; and what was sent as a stream can't be sent again. */
function checkRedirect(
  request: FetchRequest,
  next: FetchRequest,
  redirects: Redirect[],
  { redirect, limits }: FetchSettings,
): void {
  const line = `Location: ${next.url.href}`;
  if (redirect === "error") {
    throw new SocketError(
      `Cannot fetch "${request.url.href}": it redirects to "${next.url.href}"; pass redirect: "follow" to go there`,
    );
  }
  const seen = redirects.some(({ url, method }) =>
    url === next.url.href && method === next.method
  );
  const state = seen
    ? "it leads back to where the fetch has been"
    : redirects.length > limits.redirects
    ? `more than ${limits.redirects} redirects came`
    : !isReplayable(next.body)
    ? "the body was a stream, which can't be sent twice; pass bytes"
    : null;
  if (state === null) return;
  throw new HttpProtocolError(`Cannot follow ${quoteLine(line)}: ${state}`, {
    line,
    section: "RFC 9110 §15.4",
  });
}
