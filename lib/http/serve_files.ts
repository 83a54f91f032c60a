import { type ByteRange, parseRange } from "./byte_range.ts";
import {
  type FileInFolder,
  fileInFolder,
  isAbsence,
} from "./file_in_folder.ts";
import { FilePieces } from "./file_pieces.ts";
import type { HttpHandler } from "./http_handler.ts";
import type { HttpRequest } from "./http_request.ts";
import { mediaType } from "./media_type.ts";
import type { OutgoingResponse } from "./outgoing_message.ts";
import {
  evaluateIfRange,
  evaluatePreconditions,
  type Validators,
} from "./preconditions.ts";
import { parseRequestTarget } from "./request_target.ts";

const NO_FILE = "there is no such file";

/** RFC 9110 §9.1: known, but not for files. */
const OTHER_METHODS = new Set([
  "POST",
  "PUT",
  "DELETE",
  "CONNECT",
  "OPTIONS",
  "TRACE",
  "PATCH",
]);

/**
 * A handler that serves the files of a folder: type, length, `ETag`, `Last-Modified`, conditions, ranges.
 *
 * A folder answers with its `index.html`. Nothing outside the folder is ever served. Source: RFC 9110.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { listen } from "sockets";
 * import { httpFetch, serveFiles, serveHttp } from "sockets/http";
 *
 * const folder = await Deno.makeTempDir();
 * await Deno.writeTextFile(`${folder}/menu.txt`, "cider");
 * using bar = await listen();
 * const serving = serveHttp(bar, serveFiles(folder));
 * const menu = await httpFetch(`http://127.0.0.1:${bar.addr.port}/menu.txt`, {
 *   headers: { Range: "bytes=0-1" },
 * });
 * assertEquals([menu.status, await menu.text()], [206, "ci"]);
 * bar.close();
 * await serving;
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export function serveFiles(folder: string): HttpHandler {
  return async (request) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      return OTHER_METHODS.has(request.method)
        ? {
          ...words(405, "only GET and HEAD are allowed here"),
          headers: { Allow: "GET, HEAD" },
        }
        : words(501, `the method ${request.method} is not implemented`);
    }
    const found = await fileInFolder(folder, request.target);
    if (found?.info.isDirectory) return await serveFolder(folder, request);
    return found?.info.isFile
      ? await serveFile(request, found)
      : words(404, NO_FILE);
  };
}

async function serveFolder(
  folder: string,
  request: HttpRequest,
): Promise<OutgoingResponse> {
  const { path, query } = parseRequestTarget(request.target)!;
  const suffix = query === null ? "" : `?${query}`;
  if (!path.endsWith("/")) {
    // Without the slash, relative links on the page would lead to the folder above. "//host" would leave the site.
    const location = `${path.replace(/^\/+/, "/")}/${suffix}`;
    return {
      ...words(308, `the folder is at ${location}`),
      headers: { Location: location },
    };
  }
  const index = await fileInFolder(folder, `${path}index.html`);
  return index?.info.isFile
    ? await serveFile(request, index)
    : words(404, "this folder has no index.html");
}

async function serveFile(
  { method, headers: asked }: HttpRequest,
  { path, info }: FileInFolder,
): Promise<OutgoingResponse> {
  const validators = validatorsOf(info);
  const headers: Record<string, string> = {
    "Last-Modified": validators.lastModified.toUTCString(),
    "ETag": validators.etag,
    "Accept-Ranges": "bytes",
  };
  const verdict = evaluatePreconditions(asked, validators);
  if (verdict === 304) return { status: 304, headers };
  if (verdict === 412) return words(412, "the file is another one by now");
  headers["Content-Type"] = mediaType(path);
  const line = method === "GET" ? asked.get("Range") : null; // RFC 9110 §14.2
  const range = line !== null && evaluateIfRange(asked, validators)
    ? parseRange(line, info.size)
    : null;
  if (range === "unsatisfiable") {
    return {
      ...words(416, `the file has ${info.size} octets`),
      headers: { "Content-Range": `bytes */${info.size}` },
    };
  }
  const sent = range ?? { first: 0, last: info.size - 1 };
  const body = await openPart(path, sent);
  if (body === null) return words(404, NO_FILE);
  headers["Content-Length"] = String(sent.last - sent.first + 1);
  if (range) {
    headers["Content-Range"] =
      `bytes ${range.first}-${range.last}/${info.size}`;
  }
  return { status: range ? 206 : 200, headers, body };
}

/** Size and time of the last change: what differs when the file does. */
function validatorsOf({ mtime, size }: Deno.FileInfo): Validators {
  const lastModified = mtime ?? new Date(0);
  const time = Math.round(lastModified.getTime()).toString(16);
  return { etag: `"${time}-${size.toString(16)}"`, lastModified };
}

/** What is to be sent of a file, opened; `null` if it may not be read, or is gone by now. */
async function openPart(
  path: string,
  part: ByteRange,
): Promise<FilePieces | null> {
  try {
    return await FilePieces.open(path, part);
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
}

function words(status: number, text: string): OutgoingResponse {
  return { status, body: `${text}\n` };
}
