import type { HttpHeaders } from "./http_headers.ts";

/**
 * Decodes a body by the charset that Content-Type names, UTF-8 if it names none that is known.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { bodyText, HttpHeaders } from "sockets/http";
 *
 * const headers = new HttpHeaders({ "Content-Type": 'text/plain; charset="iso-8859-1"' });
 * assertEquals(bodyText(new Uint8Array([0xe9]), headers), "é");
 * ```
 */
export function bodyText(body: Uint8Array, headers: HttpHeaders): string {
  const charset = /;[ \t]*charset=[ \t]*"?([^\s";]+)/i
    .exec(headers.get("Content-Type") ?? "")?.[1];
  return decoderFor(charset).decode(body);
}

function decoderFor(charset = "utf-8"): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder(); // An unknown charset is no reason to keep the text from the reader.
  }
}
