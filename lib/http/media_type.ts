const MEDIA_TYPES: Record<string, string> = {
  css: "text/css; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  gif: "image/gif",
  gz: "application/gzip",
  html: "text/html; charset=utf-8",
  ico: "image/vnd.microsoft.icon",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  md: "text/markdown; charset=utf-8",
  mjs: "text/javascript; charset=utf-8",
  mp4: "video/mp4",
  pdf: "application/pdf",
  png: "image/png",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8",
  wasm: "application/wasm",
  webm: "video/webm",
  webp: "image/webp",
  woff2: "font/woff2",
  xml: "application/xml",
  zip: "application/zip",
};

/**
 * The media type that a file's name suggests; `application/octet-stream` where it suggests none.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { mediaType } from "sockets/http";
 *
 * assertEquals(mediaType("syllabus.PDF"), "application/pdf");
 * ```
 */
export function mediaType(path: string): string {
  const extension = /\.([^./\\]+)$/.exec(path)?.[1].toLowerCase() ?? "";
  return Object.hasOwn(MEDIA_TYPES, extension)
    ? MEDIA_TYPES[extension]
    : "application/octet-stream";
}
