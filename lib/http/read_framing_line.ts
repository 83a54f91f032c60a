import { type Connection, inflowOf } from "../connection.ts";
import type { Deadlines } from "./deadlines.ts";
import { HttpProtocolError, quoteLine } from "./http_protocol_error.ts";
import { decodeOctets } from "./octets.ts";

const LF = 10;
const CR = 13;

/**
 * Reads a line of chunk framing without its CRLF, one character for each octet; `null` if the peer closed
 * before its end.
 *
 * A lone LF ends no line here: a reader that takes it for one sees other chunks than a reader that does not
 * (RFC 9112 §2.2 allows it for a head only). A line of more than `most` octets gives the error of `tooLong`.
 */
export async function readFramingLine(
  connection: Connection<Deno.Addr>,
  most: number,
  deadlines: Deadlines,
  tooLong: (line: string) => HttpProtocolError,
): Promise<string | null> {
  const inflow = inflowOf(connection);
  const { buffer } = inflow;
  for (let searched = 0;;) {
    const end = buffer.bytes.indexOf(LF, buffer.start + searched);
    const complete = end >= 0 && end < buffer.end;
    searched = complete ? end - buffer.start : buffer.length;
    if (searched > most + 1) throw tooLong(firstOctets(buffer, most));
    if (complete) return takeLine(buffer, searched);
    const wait = inflow.begin("read a chunk line from", deadlines.next());
    try {
      if (!await inflow.fill(wait)) return null;
    } finally {
      inflow.finish(wait);
    }
  }
}

type Waiting = ReturnType<typeof inflowOf>["buffer"];

function takeLine(buffer: Waiting, lineFeed: number): string {
  const { bytes, start } = buffer;
  const end = start + lineFeed;
  if (end === start || bytes[end - 1] !== CR) {
    const line = firstOctets(buffer, lineFeed);
    throw new HttpProtocolError(
      `Cannot find the end of chunk line ${
        quoteLine(line)
      }: expected CRLF, not LF alone`,
      { line, section: "RFC 9112 §2.2" },
    );
  }
  buffer.start = end + 1;
  return decodeOctets(bytes.subarray(start, end - 1));
}

function firstOctets(buffer: Waiting, most: number): string {
  const { bytes, start, end } = buffer;
  return decodeOctets(bytes.subarray(start, Math.min(end, start + most)));
}
