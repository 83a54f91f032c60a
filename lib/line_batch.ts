import type { ReadBuffer } from "./read_buffer.ts";

/** How the octets of a line become characters. */
export type LineEncoding = "utf-8" | "latin1";

const LF = 10;
const CR = 13;
/** Complete lines are decoded together up to this size, which is all that keeping one line can pin. */
const BATCH_SIZE = 4096;
/** A line that begins with a byte order mark keeps it: nothing is lost. */
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * The complete lines at the head of a buffer, decoded in one call and handed out one by one.
 *
 * A decoder call per line costs ten times what finding its end in a decoded string does. Where the
 * string is as long as its octets every character is one octet, so offsets in one are offsets in the other.
 */
export class LineBatch {
  readonly #buffer: ReadBuffer;
  #text = "";
  /** Offset in the buffer of the first octet of `#text`, and of the line at `#charAt`. */
  #textStart = 0;
  #lineStart = 0;
  #charAt = 0;
  #octetsAreChars = true;
  #encoding: LineEncoding = "utf-8";
  #generation = -1;

  constructor(buffer: ReadBuffer) {
    this.#buffer = buffer;
  }

  /**
   * Takes the next line without its line end, or `undefined` if the buffer holds no complete line
   * of at most `maxLength` octets.
   */
  next(encoding: LineEncoding, maxLength: number): string | undefined {
    const buffer = this.#buffer;
    const text = this.#text;
    const at = buffer.start - this.#textStart;
    if (
      this.#octetsAreChars && this.#generation === buffer.generation &&
      this.#encoding === encoding && at >= 0 && at < text.length
    ) {
      const lineFeed = text.indexOf("\n", at);
      const end = lineFeed > at && text.charCodeAt(lineFeed - 1) === CR
        ? lineFeed - 1
        : lineFeed;
      if (end - at > maxLength) return undefined;
      buffer.start += lineFeed + 1 - at;
      return text.slice(at, end);
    }
    return this.#nextDecoded(encoding, maxLength);
  }

  #nextDecoded(encoding: LineEncoding, maxLength: number): string | undefined {
    const buffer = this.#buffer;
    const stale = this.#octetsAreChars || this.#encoding !== encoding ||
      this.#generation !== buffer.generation ||
      this.#lineStart !== buffer.start || this.#charAt >= this.#text.length;
    if (stale) {
      if (!this.#decode(encoding)) return undefined;
      if (this.#octetsAreChars) return this.next(encoding, maxLength);
    }
    const lineFeed = buffer.bytes.indexOf(LF, buffer.start);
    const charFeed = this.#text.indexOf("\n", this.#charAt);
    const carriage = lineFeed > buffer.start &&
        buffer.bytes[lineFeed - 1] === CR
      ? 1
      : 0;
    if (lineFeed - carriage - buffer.start > maxLength) return undefined;
    const line = this.#text.slice(this.#charAt, charFeed - carriage);
    this.#charAt = charFeed + 1;
    this.#lineStart = buffer.start = lineFeed + 1;
    return line;
  }

  /** Decodes as many complete lines as a batch holds, at least one; `false` if there is none. */
  #decode(encoding: LineEncoding): boolean {
    const { bytes, start, end, generation } = this.#buffer;
    const size = completeLines(bytes.subarray(start, end));
    if (size === 0) return false;
    const octets = bytes.subarray(start, start + size);
    this.#text = utf8.decode(octets);
    if (encoding === "latin1" && !isAscii(this.#text, octets)) {
      this.#text = decodeLatin1(octets);
    }
    this.#octetsAreChars = this.#text.length === octets.length;
    this.#textStart = this.#lineStart = start;
    this.#charAt = 0;
    this.#encoding = encoding;
    this.#generation = generation;
    return true;
  }
}

/** Size of the complete lines at the head of `waiting`: as many as a batch holds, or one longer line, or none. */
function completeLines(waiting: Uint8Array): number {
  const withinBatch = waiting.subarray(0, BATCH_SIZE).lastIndexOf(LF) + 1;
  return withinBatch > 0 ? withinBatch : waiting.indexOf(LF, BATCH_SIZE) + 1;
}

function isAscii(decoded: string, octets: Uint8Array): boolean {
  return decoded.length === octets.length && !decoded.includes("\uFFFD");
}

/** Each octet as the character of that number; the encoding that the Web calls latin1 is windows-1252. */
export function decodeLatin1(octets: Uint8Array): string {
  let text = "";
  for (let at = 0; at < octets.length; at += BATCH_SIZE) {
    text += String.fromCharCode(...octets.subarray(at, at + BATCH_SIZE));
  }
  return text;
}

/** One line's octets as text. */
export function decodeLine(octets: Uint8Array, encoding: LineEncoding): string {
  return encoding === "latin1" ? decodeLatin1(octets) : utf8.decode(octets);
}
