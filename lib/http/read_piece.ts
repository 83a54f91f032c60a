import { type Connection, inflowOf } from "../connection.ts";
import type { Deadlines } from "./deadlines.ts";

/**
 * Takes what is there of a body, at most `most` octets, waiting for at least one; `null` at the peer's end.
 *
 * What it returns is never written again.
 */
export async function readPiece(
  connection: Connection<Deno.Addr>,
  most: number,
  deadlines: Deadlines,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const inflow = inflowOf(connection);
  const { buffer } = inflow;
  if (buffer.length === 0) {
    const wait = inflow.begin("read a body from", deadlines.next());
    try {
      if (!await inflow.fill(wait)) return null;
    } finally {
      inflow.finish(wait);
    }
  }
  return buffer.take(Math.min(buffer.length, most));
}

/**
 * Takes exactly `length` octets, straight into the array that it returns; `null` if the peer closes before.
 *
 * Each wait has its own deadline, so a large body may last as long as something keeps coming.
 */
export async function readWhole(
  connection: Connection<Deno.Addr>,
  length: number,
  deadlines: Deadlines,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const inflow = inflowOf(connection);
  const { buffer } = inflow;
  while (buffer.length < length) {
    const wait = inflow.begin("read a body from", deadlines.next());
    try {
      if (!await inflow.fill(wait, { byteCount: length })) return null;
    } finally {
      inflow.finish(wait);
    }
  }
  return buffer.take(length);
}
