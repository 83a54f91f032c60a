import type { FetchTimeline } from "./fetch_timeline.ts";
import { HttpHeaders } from "./http_headers.ts";
import { HttpProtocolError, quoteLine } from "./http_protocol_error.ts";
import { type HttpUrl, parseHttpUrl } from "./parse_http_url.ts";
import type { OutgoingBody } from "./outgoing_message.ts";
import { encodeOctets } from "./octets.ts";

/**
 * One answer that sent the fetch elsewhere.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { listen } from "sockets";
 * import { httpFetch, type Redirect, serveHttp } from "sockets/http";
 *
 * using bar = await listen();
 * const moved = { status: 301, headers: { Location: "/new" } };
 * const serving = serveHttp(bar, ({ target }) => target === "/old" ? moved : { status: 200 });
 * using answer = await httpFetch(`http://127.0.0.1:${bar.addr.port}/old`);
 * const [{ status, location }]: Redirect[] = answer.redirects;
 * assertEquals([status, location], [301, answer.url]);
 * bar.close();
 * await serving;
 * ```
 */
export interface Redirect {
  /** The URL that gave this answer. */
  url: string;
  /** 301, 302, 303, 307 or 308. */
  status: number;
  /** Where it sent the fetch, made absolute, with the fragment it inherits. */
  location: string;
  /** The method of the request that it answered. */
  method: string;
  /** The header lines of this answer. */
  headers: HttpHeaders;
  /** How long each phase of this exchange took. */
  timeline: FetchTimeline;
}

/** What one hop of a fetch asks for. */
export interface FetchRequest {
  url: HttpUrl;
  method: string;
  headers: HttpHeaders;
  body: OutgoingBody;
}

const REDIRECT_STATUSES = new Set([301, 302, 303, 307, 308]);
const CREDENTIALS = ["Authorization", "Cookie", "Proxy-Authorization"];
const CONTENT_HEADERS =
  /^(?:content-.*|digest|last-modified|transfer-encoding|expect|trailer)$/i;

/**
 * The request that a redirect asks for, by RFC 9110 §15.4; `null` if the response is none, or names no place.
 *
 * 301 and 302 turn POST into GET, 303 anything but HEAD; 307 and 308 change nothing. With the method go the
 * body and the headers about it. Credentials stay behind when the origin changes.
 */
export function redirectedRequest(
  request: FetchRequest,
  response: { status: number; headers: HttpHeaders },
): FetchRequest | null {
  const { status } = response;
  const location = locationOf(response);
  if (location === null) return null;
  const url = resolveLocation(location, request.url);
  const becomesGet = status === 303
    ? request.method !== "HEAD" && request.method !== "GET"
    : status <= 302 && request.method === "POST";
  const headers = new HttpHeaders(request.headers).delete("Host");
  if (url.origin !== request.url.origin) {
    for (const name of CREDENTIALS) headers.delete(name);
  }
  if (!becomesGet) {
    return { url, method: request.method, headers, body: request.body };
  }
  for (const [name] of request.headers) {
    if (CONTENT_HEADERS.test(name)) headers.delete(name);
  }
  return { url, method: "GET", headers, body: null };
}

function locationOf(
  response: { status: number; headers: HttpHeaders },
): string | null {
  if (!REDIRECT_STATUSES.has(response.status)) return null;
  const locations = new Set(response.headers.getAll("Location"));
  if (locations.size < 2) return locations.values().next().value ?? null;
  const line = [...locations].map((each) => `Location: ${each}`).join(", ");
  throw new HttpProtocolError(
    `Cannot follow ${quoteLine(line)}: it names two places`,
    { line, section: "RFC 9110 §10.2.2" },
  );
}

/** RFC 9110 §10.2.2: relative to the URL that was asked for, whose fragment it inherits. */
function resolveLocation(location: string, base: HttpUrl): HttpUrl {
  const line = `Location: ${location}`;
  try {
    // Some servers send UTF-8 here instead of percent-encoding it.
    const text = new TextDecoder().decode(encodeOctets(location));
    if (/^[A-Za-z][A-Za-z0-9+.\-]*:/.test(text)) parseHttpUrl(text);
    // The web reads a backslash as a slash, so /\evil.example would be another host.
    if (text.includes("\\")) throw new TypeError("a backslash stands in it");
    const target = new URL(text, base.href);
    if (target.hash === "") target.hash = base.fragment;
    return parseHttpUrl(target);
  } catch (error) {
    throw new HttpProtocolError(
      `Cannot follow ${quoteLine(line)}: ` +
        (error instanceof HttpProtocolError
          ? error.message
          : "it is not a valid URL"),
      { line, section: "RFC 9110 §10.2.2", cause: error },
    );
  }
}
