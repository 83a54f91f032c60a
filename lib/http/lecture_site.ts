import type { HttpHandler } from "./http_handler.ts";
import type { HttpRequest } from "./http_request.ts";
import type { OutgoingResponse } from "./outgoing_message.ts";
import {
  evaluateIfRange,
  evaluatePreconditions,
  type Validators,
} from "./preconditions.ts";
import { parseRange } from "./byte_range.ts";
import { parseRequestTarget } from "./request_target.ts";
import { syllabusPdf } from "./syllabus_pdf.ts";

/**
 * The port on which the lecture's example server listens.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { LECTURE_PORT, parseHttpUrl } from "sockets/http";
 *
 * assertEquals(parseHttpUrl(`http://localhost:${LECTURE_PORT}/`).authority, "localhost:8192");
 * ```
 */
export const LECTURE_PORT = 8192;

/** The length of the page that comes with the lecture's 308, in octets. */
const MOVED_LENGTH = 171;

/** When the syllabus was last changed: a Monday, 2 September 2024. */
const LAST_MODIFIED = new Date(Date.UTC(2024, 8, 2, 8, 0, 0));

/**
 * A handler that gives the lecture's two answers: a 308 with a page of 171 octets that sends to `https`, and
 * at `/syllabus.pdf` a 200 with a PDF of 121,895 octets.
 *
 * @param options.secureOrigin Where the 308 sends to; `https://` and the request's host if left out.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { listen } from "sockets";
 * import { httpFetch, lectureSite, serveHttp } from "sockets/http";
 *
 * using bar = await listen();
 * const serving = serveHttp(bar, lectureSite());
 * const origin = `http://127.0.0.1:${bar.addr.port}`;
 * const moved = await httpFetch(`${origin}/`, { redirect: "manual" });
 * assertEquals([moved.status, (await moved.bytes()).length], [308, 171]);
 * const syllabus = await httpFetch(`${origin}/syllabus.pdf`);
 * assertEquals([syllabus.status, (await syllabus.bytes()).length], [200, 121_895]);
 * bar.close();
 * await serving;
 * ```
 */
export function lectureSite(
  options: { secureOrigin?: string } = {},
): HttpHandler {
  const syllabus = syllabusPdf();
  return (request) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      return {
        status: 405,
        headers: { Allow: "GET, HEAD", ...SERVER },
        body: "only GET and HEAD are allowed here\n",
      };
    }
    const target = parseRequestTarget(request.target);
    if (target?.path === "/syllabus.pdf") return sendPdf(request, syllabus);
    if (target?.path !== "/") {
      return { status: 404, headers: SERVER, body: "there is no such page\n" };
    }
    const host = target.authority ?? request.headers.get("Host");
    const { secureOrigin = `https://${host || "localhost"}` } = options;
    return sendElsewhere(`${secureOrigin}/syllabus.pdf`);
  };
}

const SERVER = { Server: "bar/1.0" };

/** The lecture's first answer. */
function sendElsewhere(location: string): OutgoingResponse {
  return {
    status: 308,
    headers: {
      ...SERVER,
      "Content-Type": "text/html",
      Connection: "close",
      Location: location,
    },
    body: movedPage(),
  };
}

/** A page whose comment brings it to its length. */
function movedPage(): string {
  const start = "<!DOCTYPE html>\r\n<html lang=en>\r\n" +
    "<title>308 Permanent Redirect</title>\r\n<h1>308 Permanent Redirect</h1>\r\n" +
    "<p>The syllabus has moved.\r\n<!-- ";
  const end = " -->\r\n";
  return start.padEnd(MOVED_LENGTH - end.length, ".") + end;
}

/** The lecture's second answer. */
function sendPdf(
  { method, headers: asked }: HttpRequest,
  syllabus: Uint8Array,
): OutgoingResponse {
  const time = LAST_MODIFIED.getTime().toString(16);
  const validators: Validators = {
    etag: `"${time}-${syllabus.length.toString(16)}"`,
    lastModified: LAST_MODIFIED,
  };
  const headers: Record<string, string> = {
    ...SERVER,
    "Content-Type": "application/pdf",
    "Last-Modified": LAST_MODIFIED.toUTCString(),
    ETag: validators.etag,
    "Accept-Ranges": "bytes",
  };
  const status = evaluatePreconditions(asked, validators);
  if (status !== 200) return { status, headers };
  const line = method === "GET" ? asked.get("Range") : null; // RFC 9110 §14.2
  const range = line !== null && evaluateIfRange(asked, validators)
    ? parseRange(line, syllabus.length)
    : null;
  if (range === null) return { status: 200, headers, body: syllabus };
  if (range === "unsatisfiable") {
    return {
      status: 416,
      headers: { "Content-Range": `bytes */${syllabus.length}` },
    };
  }
  const { first, last } = range;
  headers["Content-Range"] = `bytes ${first}-${last}/${syllabus.length}`;
  return { status: 206, headers, body: syllabus.subarray(first, last + 1) };
}
