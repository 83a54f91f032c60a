import { listMembers } from "./connection_persists.ts";
import type { BodyFraming } from "./body_framing.ts";
import { bodyTooLarge } from "./body_too_large.ts";
import type { HttpBodyOptions } from "./http_body.ts";
import type { HttpLimits } from "./http_limits.ts";
import { HttpProtocolError, quoteLine } from "./http_protocol_error.ts";
import type { ResponseHead } from "./parse_response_head.ts";

type Pieces = AsyncIterable<Uint8Array<ArrayBuffer>>;

/** A coding, and the header field that names it. */
interface Applied {
  coding: string;
  field: "Content-Encoding" | "Transfer-Encoding";
}

/** What to say in `Accept-Encoding` for the codings that {@linkcode bodyDecoder} undoes. */
export const DECODED_CODINGS = "gzip, deflate, br";

/** RFC 9110 §8.4.1 names the coding, the web's DecompressionStream its format. */
const FORMATS: Record<string, string> = {
  gzip: "gzip",
  "x-gzip": "gzip",
  deflate: "deflate",
  br: "brotli",
};

/**
 * What undoes the codings of a body, the last applied first; `undefined` if there is none to undo.
 *
 * Transfer codings are always undone, content codings if `decodeContent` (RFC 9112 §7, RFC 9110 §8.4). Of gzip
 * the web's DecompressionStream reads one member: more of them (RFC 1952 §2.2) are refused.
 */
export function bodyDecoder(
  { headers }: ResponseHead,
  framing: BodyFraming,
  options: { decodeContent: boolean; limits: Readonly<HttpLimits> },
): HttpBodyOptions["decode"] {
  if (!options.decodeContent && framing.kind === "length") return undefined;
  const transfer = "codings" in framing ? framing.codings : [];
  const content = options.decodeContent
    ? listMembers(headers.get("Content-Encoding") ?? "")
    : [];
  const codings = [
    ...content.map((coding) => ({
      coding,
      field: "Content-Encoding" as const,
    })),
    ...transfer.map((coding) => ({
      coding,
      field: "Transfer-Encoding" as const,
    })),
  ].filter(({ coding }) => coding !== "identity").reverse();
  if (codings.length === 0) return undefined;
  return (pieces) =>
    codings.reduce(
      (coded, applied) => decode(coded, applied, options.limits),
      pieces,
    );
}

async function* decode(
  coded: Pieces,
  applied: Applied,
  limits: Readonly<HttpLimits>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const source = new CodedSource(coded);
  const first = await source.first();
  if (first === null) return; // An empty body, as after HEAD, is not coded.
  const format = FORMATS[applied.coding];
  if (!format) {
    await source.giveUp();
    throw undecodable(applied, "this coding is not implemented");
  }
  const stream = ReadableStream.from(source.all(first))
    .pipeThrough(decompressor(format, first));
  let length = 0;
  try {
    for await (const piece of stream) {
      length += piece.length;
      if (length > limits.body) {
        throw bodyTooLarge(lineOf(applied), limits);
      }
      yield piece;
    }
  } catch (error) {
    if (error instanceof HttpProtocolError) throw error;
    throw source.failure ?? undecodable(applied, error);
  }
}

/** Tells a failure of what is decoded from a failure to decode it. */
class CodedSource {
  failure: unknown;
  readonly #pieces: AsyncIterator<Uint8Array<ArrayBuffer>>;

  constructor(pieces: Pieces) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  async first(): Promise<Uint8Array<ArrayBuffer> | null> {
    const { done, value } = await this.#pieces.next();
    return done ? null : value;
  }

  async *all(
    first: Uint8Array<ArrayBuffer>,
  ): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    try {
      yield first;
      while (true) {
        const { done, value } = await this.#pieces.next();
        if (done) return;
        yield value;
      }
    } catch (error) {
      this.failure = error;
      throw error;
    } finally {
      await this.giveUp();
    }
  }

  async giveUp(): Promise<void> {
    await this.#pieces.return?.();
  }
}

function decompressor(format: string, first: Uint8Array) {
  // RFC 9110 §8.4.1.2: deflate is the zlib format, yet some servers send it without zlib's first two octets.
  const raw = format === "deflate" && (first[0] & 0x0f) !== 8;
  return new DecompressionStream(
    (raw ? "deflate-raw" : format) as CompressionFormat,
  );
}

function undecodable(applied: Applied, cause: unknown): HttpProtocolError {
  const line = lineOf(applied);
  const state = cause instanceof Error ? cause.message : String(cause);
  const section = applied.field === "Content-Encoding"
    ? "RFC 9110 §8.4"
    : "RFC 9112 §7";
  return new HttpProtocolError(
    `Cannot decode the body after ${quoteLine(line)}: ${state}`,
    { line, section, cause },
  );
}

function lineOf({ coding, field }: Applied): string {
  return `${field}: ${coding}`;
}
