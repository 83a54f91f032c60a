import { type Connection, inflowOf } from "./connection.ts";
import type { WaitOptions } from "./deadline.ts";
import { LineTooLongError, UnexpectedEndError } from "./errors.ts";
import type { Inflow } from "./inflow.ts";
import { decode, type LineEncoding } from "./line_batch.ts";

/**
 * How to read a line.
 *
 * @example
 * ```ts
 * import { connect, listen, readLine, type ReadLineOptions, writeAll } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const lenient: ReadLineOptions = { maxLength: 100, allowUnterminated: true };
 * using bar = await listen();
 * const client = await connect("127.0.0.1", bar.addr.port);
 * using guest = await bar.accept();
 * await writeAll(client, "last orders");
 * client.close();
 * assertEquals(await readLine(guest, lenient), "last orders");
 * ```
 */
export interface ReadLineOptions extends WaitOptions {
  /** The longest line allowed, in bytes without its line end; 65,536 by default. */
  maxLength?: number;
  /** `utf-8` (the default; malformed bytes become U+FFFD) or `latin1`: each octet one character. */
  encoding?: LineEncoding;
  /** Take what came before the peer closed as the last line, instead of an error. */
  allowUnterminated?: boolean;
}

/** Lines may be this long unless told otherwise, in bytes. */
export const DEFAULT_LINE_LENGTH = 65536;

const DEFAULTS: ReadLineOptions = {};

const LF = 10;
const CR = 13;

/**
 * Reads one line without its line end (LF or CRLF); `null` if the peer closed between lines.
 *
 * Throws `UnexpectedEndError` if the peer closed in the middle of a line, `LineTooLongError` over
 * `maxLength`, `DeadlineError` after `timeout`; none of them takes a byte. A lone CR is an ordinary character.
 *
 * @example
 * ```ts
 * import { connect, listen, readLine, writeAll } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * const guest = await bar.accept();
 * await writeAll(guest, "Hello\r\nhere is your cider\n");
 * guest.close();
 * assertEquals(await readLine(client), "Hello");
 * assertEquals(await readLine(client), "here is your cider");
 * assertEquals(await readLine(client), null);
 * ```
 */
export function readLine(
  connection: Connection<Deno.Addr>,
  options: ReadLineOptions = DEFAULTS,
): Promise<string | null> {
  const inflow = inflowOf(connection);
  // By hand: an async function costs twice the promise that it returns.
  const ready = bufferedLine(inflow, options);
  return ready === undefined
    ? waitForLine(inflow, options)
    : Promise.resolve(ready);
}

/** Reads until a line has come, or what takes its place. */
async function waitForLine(
  inflow: Inflow,
  options: ReadLineOptions,
): Promise<string | null> {
  const { maxLength = DEFAULT_LINE_LENGTH } = options;
  const wait = inflow.begin("read a line from", options);
  try {
    let searched = 0;
    while (true) {
      if (searched < inflow.buffer.length) {
        const line = nextLine(inflow, searched, options);
        if (line !== undefined) return line;
        searched = inflow.buffer.length;
      }
      if (!await inflow.fill(wait, { limit: maxLength })) {
        return lastLine(inflow, options);
      }
    }
  } finally {
    inflow.finish(wait);
  }
}

/** The next line if it has come already and nothing stands in the way of taking it. */
export function bufferedLine(
  inflow: Inflow,
  options: ReadLineOptions,
): string | undefined {
  if (!inflow.idle || options.signal?.aborted) return undefined;
  return inflow.lines.next(
    options.encoding ?? "utf-8",
    options.maxLength ?? DEFAULT_LINE_LENGTH,
  );
}

/** The next line, or `undefined` if its end has not come; what was `searched` already holds no LF. */
function nextLine(
  inflow: Inflow,
  searched: number,
  { maxLength = DEFAULT_LINE_LENGTH, encoding = "utf-8" }: ReadLineOptions,
): string | undefined {
  if (inflow.buffer.indexOf(LF, searched) < 0) {
    if (exceeds(inflow, maxLength)) throw lineTooLong(inflow, maxLength);
    return undefined;
  }
  const line = inflow.lines.next(encoding, maxLength);
  if (line === undefined) throw lineTooLong(inflow, maxLength);
  return line;
}

/** Whether what has come without an LF is too long already; a CR at its end may be half of a CRLF. */
function exceeds(inflow: Inflow, maxLength: number): boolean {
  const { bytes, end, length } = inflow.buffer;
  if (length <= maxLength) return false;
  const halfLineEnd = !inflow.ended && bytes[end - 1] === CR;
  return length > maxLength + 1 || !halfLineEnd;
}

/** What the peer's end leaves: nothing between lines, otherwise part of a line. */
function lastLine(
  inflow: Inflow,
  options: ReadLineOptions,
): string | null {
  const { maxLength = DEFAULT_LINE_LENGTH, encoding = "utf-8" } = options;
  const { buffer, address } = inflow;
  if (buffer.length === 0) return null;
  if (exceeds(inflow, maxLength)) throw lineTooLong(inflow, maxLength);
  if (options.allowUnterminated) {
    return decode(buffer.take(buffer.length), encoding);
  }
  throw new UnexpectedEndError(
    `Cannot read a line from "${address}": the peer closed after ${buffer.length} bytes without a line end; allowUnterminated: true takes them as the last line`,
    { address, received: buffer.peek() },
  );
}

function lineTooLong(inflow: Inflow, maxLength: number): LineTooLongError {
  const { address } = inflow;
  return new LineTooLongError(
    `Cannot read a line from "${address}": no line end within maxLength, ${maxLength} bytes; raise maxLength or close the connection`,
    { address, maxLength },
  );
}
