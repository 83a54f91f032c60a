import type { HttpHeaders } from "./http_headers.ts";
import { parseHttpDate } from "./parse_http_date.ts";

/**
 * What a client can compare its copy with.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { evaluatePreconditions, HttpHeaders, type Validators } from "sockets/http";
 *
 * const file: Validators = { etag: '"v2"', lastModified: new Date("2026-05-01T12:00:00Z") };
 * const asked = new HttpHeaders({ "If-Modified-Since": "Fri, 01 May 2026 12:00:00 GMT" });
 * assertEquals(evaluatePreconditions(asked, file), 304); // The client's copy is as new.
 * ```
 */
export interface Validators {
  /** With its quotes; a strong one. */
  etag: string;
  /** When it was last changed; HTTP compares whole seconds. */
  lastModified: Date;
}

/**
 * Which answer the conditions of a GET or HEAD call for, by RFC 9110 §13.2.2 in its order.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { evaluatePreconditions, HttpHeaders } from "sockets/http";
 *
 * const current = { etag: '"v1"', lastModified: new Date(0) };
 * assertEquals(evaluatePreconditions(new HttpHeaders({ "If-None-Match": '"v1"' }), current), 304);
 * ```
 */
export function evaluatePreconditions(
  headers: HttpHeaders,
  { etag, lastModified }: Validators,
): 200 | 304 | 412 {
  const match = headers.get("If-Match");
  const unmodified = seconds(headers.get("If-Unmodified-Since"));
  if (match !== null) {
    if (!listsTag(match, etag, "strong")) return 412;
  } else if (unmodified !== null && wholeSeconds(lastModified) > unmodified) {
    return 412;
  }
  const noneMatch = headers.get("If-None-Match");
  const modified = seconds(headers.get("If-Modified-Since"));
  if (noneMatch !== null) {
    return listsTag(noneMatch, etag, "weak") ? 304 : 200;
  }
  return modified !== null && wholeSeconds(lastModified) <= modified
    ? 304
    : 200;
}

/**
 * Whether a `Range` still belongs to what is there now (RFC 9110 §13.1.5).
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { evaluateIfRange, HttpHeaders } from "sockets/http";
 *
 * const current = { etag: '"v2"', lastModified: new Date(0) };
 * assertEquals(evaluateIfRange(new HttpHeaders({ "If-Range": '"v1"' }), current), false);
 * ```
 */
export function evaluateIfRange(
  headers: HttpHeaders,
  { etag, lastModified }: Validators,
): boolean {
  const value = headers.get("If-Range");
  if (value === null) return true;
  if (/^(?:W\/)?"/.test(value)) return value === etag;
  return seconds(value) === wholeSeconds(lastModified);
}

function listsTag(list: string, etag: string, compare: "strong" | "weak") {
  if (list.trim() === "*") return true;
  return [...list.matchAll(/(W\/)?("[\x21\x23-\x7e\x80-\xff]*")/g)]
    .some(([, weak, tag]) => tag === etag && (compare === "weak" || !weak));
}

/** A date of HTTP in seconds; `null` if it is none, which is to be ignored. */
function seconds(value: string | null): number | null {
  const milliseconds = value === null ? null : parseHttpDate(value);
  return milliseconds === null ? null : milliseconds / 1000;
}

/** A file's time is finer than what HTTP can say. */
function wholeSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
