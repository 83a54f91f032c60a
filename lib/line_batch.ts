import type { ReadBuffer } from "./read_buffer.ts";

/**
 * How the octets of a line become characters.
 *
 * @example
 * ```ts
 * import { connect, type LineEncoding, listen, readLine, writeAll } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * using guest = await bar.accept();
 * await writeAll(client, "é\né\n"); // Two octets each.
 * const encodings: LineEncoding[] = ["utf-8", "latin1"];
 * for (const [at, text] of ["é", "Ã©"].entries()) {
 *   assertEquals(await readLine(guest, { encoding: encodings[at] }), text);
 * }
 * ```
 */
export type LineEncoding = "utf-8" | "latin1";

const LF = 10;
const CR = 13;
/**
 * Complete lines are decoded together up to this size, or so many of the size that lines had before: that is
 * all that keeping one line can pin.
 */
const BATCH_SIZE = 4096;
const LINES_PINNED = 16;
/** So small is a batch after something else was read in the middle of one. */
const FIRST_BATCH_SIZE = 256;

/** A line that begins with a byte order mark keeps it: nothing is lost. */
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * The complete lines at the head of a buffer, decoded in one call and cut out one by one.
 *
 * A decoder call per line costs ten times what cutting it from a decoded string does. Where the string is
 * as long as its octets every character is one octet, so a line's length is its size too.
 */
export class LineBatch {
  readonly #buffer: ReadBuffer;
  /** Complete lines, each with its LF; the next one begins at character `at`. */
  #text = "";
  #at = 0;
  #encoding: LineEncoding = "utf-8";
  /** Whether each character is one octet, and whether there are CRs at all: most texts need not be looked at twice. */
  #oneToOne = true;
  #hasCarriages = false;
  /** Size of the text in octets, and how many of its lines were taken. */
  #size = 0;
  #taken = 0;
  /** Where in the buffer the next line begins, as long as no bytes were moved. */
  #lineStart = 0;
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
    if (
      this.#at >= this.#text.length || this.#lineStart !== buffer.start ||
      this.#generation !== buffer.generation || this.#encoding !== encoding
    ) {
      if (buffer.start === buffer.end) return undefined;
      const only = this.#single(encoding, maxLength);
      if (only !== undefined || !this.#decode(encoding)) return only;
    }
    const from = this.#at;
    const text = this.#text;
    const lineFeed = text.indexOf("\n", from);
    // What precedes an empty line is the LF before it.
    const hasCarriage = this.#hasCarriages &&
      text.charCodeAt(lineFeed - 1) === CR;
    const lineEnd = hasCarriage ? lineFeed - 1 : lineFeed;
    const size = this.#oneToOne ? lineFeed + 1 - from : buffer.indexOf(LF) + 1;
    if (size - (hasCarriage ? 2 : 1) > maxLength) return undefined;
    this.#at = lineFeed + 1;
    this.#taken++;
    this.#lineStart = buffer.start += size;
    return text.substring(from, lineEnd);
  }

  /** The only line there is, as in most dialogues: no batch is made for it. */
  #single(encoding: LineEncoding, maxLength: number): string | undefined {
    const { bytes, start, end } = this.#buffer;
    const lineFeed = this.#buffer.indexOf(LF) + start;
    if (lineFeed < start || lineFeed !== end - 1) return undefined;
    const carriage = lineFeed > start && bytes[lineFeed - 1] === CR ? 1 : 0;
    const lineEnd = lineFeed - carriage;
    if (lineEnd - start > maxLength) return undefined;
    this.#buffer.start = end;
    return decode(bytes.subarray(start, lineEnd), encoding);
  }

  /** Decodes as many complete lines as a batch holds, at least one; `false` if there is none. */
  #decode(encoding: LineEncoding): boolean {
    const { bytes, start, generation } = this.#buffer;
    const size = completeLines(this.#buffer, this.#batchSize());
    this.#text = "";
    if (size === 0) return false;
    this.#text = decode(bytes.subarray(start, start + size), encoding);
    this.#at = 0;
    this.#size = size;
    this.#taken = 0;
    this.#oneToOne = this.#text.length === size;
    this.#hasCarriages = this.#text.includes("\r");
    this.#encoding = encoding;
    this.#lineStart = start;
    this.#generation = generation;
    return true;
  }

  /** Where something else is read between lines, most of a large batch would be decoded in vain. */
  #batchSize(): number {
    if (this.#at < this.#text.length) return FIRST_BATCH_SIZE;
    const average = this.#taken > 0 ? this.#size / this.#taken : 0;
    return Math.max(BATCH_SIZE, Math.ceil(LINES_PINNED * average));
  }
}

/** Size of the complete lines at the head of the buffer: as many as a batch holds, or one longer line, or none. */
function completeLines(buffer: ReadBuffer, batchSize: number): number {
  const { bytes, start, end } = buffer;
  const lastFeed = bytes.lastIndexOf(LF, Math.min(start + batchSize, end) - 1);
  return lastFeed < start
    ? buffer.indexOf(LF, batchSize) + 1
    : lastFeed + 1 - start;
}

/** Octets as text; whole lines give the same together as one by one, since no character contains an LF. */
export function decode(octets: Uint8Array, encoding: LineEncoding): string {
  const text = utf8.decode(octets);
  if (encoding === "utf-8") return text;
  const ascii = text.length === octets.length && !text.includes("\uFFFD");
  return ascii ? text : decodeLatin1(octets);
}

/** Each octet as the character of that number; what the Web calls latin1 is windows-1252. */
function decodeLatin1(octets: Uint8Array): string {
  let text = "";
  for (let at = 0; at < octets.length; at += BATCH_SIZE) {
    text += String.fromCharCode(...octets.subarray(at, at + BATCH_SIZE));
  }
  return text;
}
