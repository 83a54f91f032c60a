import { HttpProtocolError, quoteLine } from "./http_protocol_error.ts";

/**
 * What a fetch needs of a URL, taken apart.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { type HttpUrl, parseHttpUrl } from "sockets/http";
 *
 * const { secure, port, authority, target, fragment }: HttpUrl = parseHttpUrl("https://bar.example/menu#cider");
 * assertEquals([secure, port], [true, 443]);
 * assertEquals([authority, target], ["bar.example", "/menu"]); // Sent …
 * assertEquals(fragment, "#cider"); // … and kept.
 * ```
 */
export interface HttpUrl {
  /** The URL itself, as the web writes it, with its fragment. */
  href: string;
  /** Whether TLS comes below HTTP: `https:`. */
  secure: boolean;
  /** What to connect to: a name or address, an IPv6 address without its brackets. */
  hostname: string;
  /** What to connect to; 80 or 443 where the URL names none. */
  port: number;
  /** What goes into `Host`: brackets around IPv6, the port only if it is not the scheme's own. */
  authority: string;
  /** What goes into the request line: path and query, never the fragment. */
  target: string;
  /** Scheme, host and port: what cookies, credentials and pooled connections belong to. */
  origin: string;
  /** With its `#`, or empty. */
  fragment: string;
}

/**
 * Takes an `http:` or `https:` URL apart.
 *
 * The web's `URL` repairs much in silence (`http:/\host`, an empty host, line ends inside); here that is an
 * error, as is a user name, which an attacker can make look like a host (RFC 9110 §4.2).
 *
 * @throws {HttpProtocolError} If it is not an absolute URL of the two schemes, or breaks one of these rules.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseHttpUrl } from "sockets/http";
 *
 * const url = parseHttpUrl("http://[::1]:8192/menu?drink=cider#price");
 * assertEquals([url.hostname, url.port], ["::1", 8192]);
 * assertEquals([url.authority, url.target], ["[::1]:8192", "/menu?drink=cider"]);
 * ```
 */
export function parseHttpUrl(url: string | URL): HttpUrl {
  const text = String(url);
  const usual = USUAL_URL.test(text) && !UNUSUAL_CHARACTER.test(text);
  const parsed = usual ? URL.parse(text) : null;
  if (parsed === null) throw invalidUrl(text);
  const secure = parsed.protocol === "https:";
  return {
    href: parsed.href,
    secure,
    hostname: withoutBrackets(parsed.hostname),
    port: parsed.port === "" ? (secure ? 443 : 80) : Number(parsed.port),
    authority: parsed.host,
    target: parsed.pathname + parsed.search,
    origin: parsed.origin,
    fragment: parsed.hash,
  };
}

function withoutBrackets(hostname: string): string {
  return hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
}

/** Scheme, two slashes, a host that is not empty, no user name, no backslash: what `URL` would repair in silence. */
const USUAL_URL =
  /^https?:\/\/[^/?#@\\:][^/?#@\\]*(?:\/[^?#\\]*)?(?:[?#].*)?$/i;

/** White space and control characters, which `URL` would drop or encode. */
const UNUSUAL_CHARACTER = /[^!-~\u0080-\uffff]/;

function invalidUrl(text: string): HttpProtocolError {
  const { state, section } = urlProblem(text);
  return new HttpProtocolError(`Cannot fetch ${quoteLine(text)}: ${state}`, {
    line: text,
    section,
  });
}

function urlProblem(text: string): { state: string; section: string } {
  const scheme = /^([A-Za-z][A-Za-z0-9+.\-]*):/.exec(text)?.[1].toLowerCase();
  if (scheme !== "http" && scheme !== "https") {
    const state = scheme
      ? `its scheme is ${scheme}, and only http and https are spoken here`
      : "it is not absolute: write the scheme and the host, as in http://localhost/";
    return { state, section: "RFC 9110 §4.2" };
  }
  if (UNUSUAL_CHARACTER.test(text)) {
    const state = "white space or a control character stands in it";
    return { state, section: "RFC 3986 §2" };
  }
  const authority = /^[a-z]+:\/\/([^/?#]*)/i.exec(text)?.[1];
  if (/^[^?#]*\\/.test(text)) {
    const state = "a backslash stands in it; write a slash";
    return { state, section: "RFC 3986 §3.3" };
  }
  if (authority === undefined) {
    const state = "expected two slashes and the host after the scheme";
    return { state, section: "RFC 3986 §3.2" };
  }
  if (authority.includes("@")) {
    const state =
      "a user name stands before the host; send an Authorization header instead";
    return { state, section: "RFC 9110 §4.2.4" };
  }
  if (authority === "" || authority.startsWith(":")) {
    const state = "its host is empty";
    return { state, section: "RFC 9110 §4.2.1" };
  }
  return { state: "its host or port is not valid", section: "RFC 3986 §3.2" };
}
