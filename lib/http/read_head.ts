import { type Connection, inflowOf } from "../connection.ts";
import { UnexpectedEndError } from "../errors.ts";
import type { Inflow } from "../inflow.ts";
import type { ReadBuffer } from "../read_buffer.ts";
import type { Deadlines } from "./deadlines.ts";
import { findHeadEnd } from "./find_head_end.ts";
import type { HttpLimits } from "./http_limits.ts";
import { decodeOctets } from "./octets.ts";
import { headerLinesTooLarge } from "./parse_field_lines.ts";

const LF = 10;
const CR = 13;

/** What differs between the head of a request and that of a response. */
export interface HeadKind {
  /** For errors: `request head`. */
  name: string;
  limits: Readonly<HttpLimits>;
  /** RFC 9112 §2.2: a server skips empty lines before a request. */
  skipEmptyLines: boolean;
  /** Throws if what has come of the start line can't become one: nobody waits for the rest of a banner. */
  checkStartLine(line: string, complete: boolean): void;
  /** Called once the first octets are there. */
  onFirstOctets?: () => void;
}

/**
 * Reads a head with the empty line that ends it, and nothing of the body; one character for each octet. `null` if
 * the peer closed before it.
 *
 * One deadline holds for the whole head, so that a peer that sends an octet now and then gains nothing by it.
 */
export async function readHead(
  connection: Connection<Deno.Addr>,
  kind: HeadKind,
  deadlines: Deadlines,
): Promise<string | null> {
  const inflow = inflowOf(connection);
  const { buffer } = inflow;
  const wait = inflow.begin(`read a ${kind.name} from`, deadlines.next());
  try {
    let searched = 0;
    while (true) {
      if (searched === 0 && buffer.length > 0) kind.onFirstOctets?.();
      if (kind.skipEmptyLines) skipEmptyLines(buffer);
      const from = buffer.start + Math.max(0, searched - 2);
      const end = findHeadEnd(buffer.bytes, from, buffer.end);
      if (end >= 0) return takeText(buffer, end);
      searched = buffer.length;
      if (searched > 0) checkUnfinished(buffer, kind);
      if (!await inflow.fill(wait)) return endOfStream(inflow, kind);
    }
  } finally {
    inflow.finish(wait);
  }
}

function takeText(buffer: ReadBuffer, end: number): string {
  const text = decodeOctets(buffer.bytes.subarray(buffer.start, end));
  buffer.start = end;
  return text;
}

function skipEmptyLines(buffer: ReadBuffer): void {
  const { bytes } = buffer;
  while (buffer.length > 0) {
    if (bytes[buffer.start] === LF) buffer.start += 1;
    else if (
      buffer.length > 1 && bytes[buffer.start] === CR &&
      bytes[buffer.start + 1] === LF
    ) buffer.start += 2;
    else return;
  }
}

/** Refuses at once what no further octet can mend. The parser says how; only sizes are looked at here. */
function checkUnfinished(buffer: ReadBuffer, kind: HeadKind): void {
  const { limits } = kind;
  const waiting = buffer.bytes.subarray(buffer.start, buffer.end);
  const lineEnd = waiting.indexOf(LF);
  if (lineEnd < 0) {
    const shown = waiting.subarray(0, limits.startLine + 2);
    return kind.checkStartLine(decodeOctets(shown), false);
  }
  const line = decodeOctets(waiting.subarray(0, lineEnd));
  kind.checkStartLine(line.endsWith("\r") ? line.slice(0, -1) : line, true);
  if (waiting.length - lineEnd - 1 > limits.headerBytes) {
    throw headerLinesTooLarge(
      decodeOctets(waiting.subarray(lineEnd + 1)),
      `${limits.headerBytes} octets`,
    );
  }
}

function endOfStream(inflow: Inflow, kind: HeadKind): null {
  const { buffer, address } = inflow;
  if (buffer.length === 0) return null;
  throw new UnexpectedEndError(
    `Cannot read a ${kind.name} from "${address}": the peer closed after ` +
      `${buffer.length} octets of it, before the empty line (RFC 9112 §8)`,
    { address, received: buffer.peek() },
  );
}
