import { isAuthority } from "./check_host.ts";
import { HttpProtocolError, quoteLine } from "./http_protocol_error.ts";

/**
 * The four forms of a request target (RFC 9112 §3.2).
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseRequestTarget, type RequestTargetForm } from "sockets/http";
 *
 * const forms: Record<string, RequestTargetForm> = {
 *   "/menu": "origin-form",
 *   "http://bar.example/menu": "absolute-form", // To a proxy.
 *   "bar.example:443": "authority-form", // CONNECT
 *   "*": "asterisk-form", // OPTIONS
 * };
 * for (const [target, form] of Object.entries(forms)) assertEquals(parseRequestTarget(target)?.form, form);
 * ```
 */
export type RequestTargetForm =
  | "origin-form"
  | "absolute-form"
  | "authority-form"
  | "asterisk-form";

/**
 * A request target taken apart.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseRequestTarget, type RequestTarget } from "sockets/http";
 *
 * function hostOf({ authority }: RequestTarget, hostHeader: string): string {
 *   return authority ?? hostHeader;
 * }
 * const target = parseRequestTarget("http://bar.example/menu")!;
 * assertEquals(hostOf(target, "elsewhere.example"), "bar.example");
 * ```
 */
export interface RequestTarget {
  /** Which of the four it is. */
  form: RequestTargetForm;
  /** The path, percent-encoded as it came; empty in authority-form, `*` in asterisk-form. */
  path: string;
  /** What follows the question mark, or `null` if there is none. */
  query: string | null;
  /** The host and port that the target itself names; it then overrides `Host` (RFC 9112 §3.2.2). */
  authority: string | null;
}

const ABSOLUTE_FORM = /^https?:\/\/([^/?#]*)([^?#]*)(\?[^#]*)?$/i;

/**
 * Takes a request target apart by the form that its first octets show; `null` if it has none of the four.
 *
 * Source: RFC 9112 §3.2.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseRequestTarget } from "sockets/http";
 *
 * assertEquals(parseRequestTarget("/menu?drink=cider"), {
 *   form: "origin-form",
 *   path: "/menu",
 *   query: "drink=cider",
 *   authority: null,
 * });
 * ```
 */
export function parseRequestTarget(target: string): RequestTarget | null {
  if (target === "*") {
    return { form: "asterisk-form", path: "*", query: null, authority: null };
  }
  if (/[^\x21-\x7e]|#/.test(target)) return null;
  if (target.startsWith("/")) {
    const mark = target.indexOf("?");
    return {
      form: "origin-form",
      path: mark < 0 ? target : target.slice(0, mark),
      query: mark < 0 ? null : target.slice(mark + 1),
      authority: null,
    };
  }
  const absolute = ABSOLUTE_FORM.exec(target);
  if (absolute) {
    const [, authority, path, query] = absolute;
    if (lacksHost(authority) || !isAuthority(authority)) return null;
    return {
      form: "absolute-form",
      path: path || "/",
      query: query === undefined ? null : query.slice(1),
      authority,
    };
  }
  // RFC 9112 §3.2.3: a port must follow, or it would be a scheme or a path without its slash.
  if (!/.:[0-9]+$/.test(target) || !isAuthority(target)) return null;
  return {
    form: "authority-form",
    path: "",
    query: null,
    authority: target,
  };
}

/** RFC 9110 §4.2.1: such a URL is invalid, also if it names a port. */
function lacksHost(authority: string): boolean {
  return authority === "" || authority.startsWith(":");
}

/** Refuses a target whose form its method does not allow; `line` is the request line to quote. */
export function checkRequestTarget(
  target: string,
  method: string,
  line: string,
): void {
  // By far the most frequent: a path, with nothing in it that the request line's grammar let through.
  if (target[0] === "/" && method !== "CONNECT" && !target.includes("#")) {
    return;
  }
  const form = parseRequestTarget(target)?.form;
  const allowed = method === "CONNECT"
    ? form === "authority-form"
    : form === "origin-form" || form === "absolute-form" ||
      (form === "asterisk-form" && method === "OPTIONS");
  if (allowed) return;
  throw new HttpProtocolError(
    `Cannot parse request line ${quoteLine(line)}: ` +
      (method === "CONNECT"
        ? "CONNECT needs a host, a colon and a port as its target"
        : "its target is neither a path that starts with a slash nor a whole http URL") +
      (target.includes("#") ? ", and a fragment is never sent" : ""),
    { line, section: "RFC 9112 §3.2" },
  );
}
