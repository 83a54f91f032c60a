import { type Connection, outflowOf } from "../connection.ts";
import type { BodyPlan } from "./body_plan.ts";
import type { Deadlines } from "./deadlines.ts";
import { discard } from "./discard.ts";
import { framingOctets } from "./framing_octets.ts";
import { HttpHeaders, type HttpHeadersInit } from "./http_headers.ts";
import { HttpProtocolError } from "./http_protocol_error.ts";
import { joinPieces } from "./join_pieces.ts";
import { stoppable } from "./stoppable.ts";

/** Up to this size, framing and content are copied into one write, and so mostly go out in one segment. */
const JOINED_SIZE = 64 * 1024;

/** Writes a head, and its body as planned; a stream whose turn does not come is let go of. */
export function writeMessage(
  connection: Connection<Deno.Addr>,
  head: string,
  plan: BodyPlan,
  deadlines: Deadlines,
  trailers?: () => HttpHeadersInit,
): Promise<void> {
  const octets = framingOctets(head);
  if (plan.kind === "none") return write(connection, deadlines, octets);
  if (plan.kind === "bytes" && plan.bytes.length <= JOINED_SIZE) {
    return writeJoined(connection, deadlines, [octets, plan.bytes]);
  }
  return write(connection, deadlines, octets).then(
    () => writeBody(connection, plan, deadlines, trailers),
    async (failure) => {
      if ("pieces" in plan) await discard(plan.pieces);
      throw failure;
    },
  );
}

/** Writes a body as planned, once its head is out. */
export async function writeBody(
  connection: Connection<Deno.Addr>,
  plan: BodyPlan,
  deadlines: Deadlines,
  trailers?: () => HttpHeadersInit,
): Promise<void> {
  switch (plan.kind) {
    case "none":
      return;
    case "bytes":
      return await write(connection, deadlines, plan.bytes);
    case "length":
      return await writeCounted(connection, plan, deadlines);
    case "until close":
      for await (const piece of stoppable(plan.pieces, deadlines.signal)) {
        await write(connection, deadlines, piece);
      }
      return;
    case "chunked":
      return await writeChunks(connection, plan.pieces, deadlines, trailers);
  }
}

async function writeChunks(
  connection: Connection<Deno.Addr>,
  pieces: AsyncIterable<Uint8Array>,
  deadlines: Deadlines,
  trailers?: () => HttpHeadersInit,
): Promise<void> {
  for await (const piece of stoppable(pieces, deadlines.signal)) {
    if (piece.length === 0) continue; // RFC 9112 §7.1: size 0 would end the body.
    const chunkLine = framingOctets(`${piece.length.toString(16)}\r\n`);
    await writeJoined(connection, deadlines, [chunkLine, piece, CRLF]);
  }
  const lines = trailers ? String(new HttpHeaders(trailers())) : "";
  await write(connection, deadlines, framingOctets(`0\r\n${lines}\r\n`));
}

async function writeCounted(
  connection: Connection<Deno.Addr>,
  { length, pieces }: { length: number; pieces: AsyncIterable<Uint8Array> },
  deadlines: Deadlines,
): Promise<void> {
  let left = length;
  for await (const piece of stoppable(pieces, deadlines.signal)) {
    left -= piece.length;
    if (left < 0) break;
    await write(connection, deadlines, piece);
  }
  if (left === 0) return;
  const line = `Content-Length: ${length}`;
  throw new HttpProtocolError(
    `Cannot send the body after "${line}": its stream has ${
      left < 0 ? "more" : `${left} fewer`
    } octets; close the connection`,
    { line, section: "RFC 9112 §6.2" },
  );
}

const CRLF = framingOctets("\r\n");

function write(
  connection: Connection<Deno.Addr>,
  deadlines: Deadlines,
  octets: Uint8Array,
): Promise<void> {
  return outflowOf(connection).writeAll(octets, deadlines.next());
}

async function writeJoined(
  connection: Connection<Deno.Addr>,
  deadlines: Deadlines,
  pieces: Uint8Array[],
): Promise<void> {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (length <= JOINED_SIZE) {
    return await write(connection, deadlines, joinPieces(pieces));
  }
  for (const piece of pieces) await write(connection, deadlines, piece);
}
