import { type Connection, inflowOf } from "../connection.ts";
import type { Deadlines } from "./deadlines.ts";

/**
 * Waits until at least one octet is buffered, and says how many are; 0 once the peer has closed.
 *
 * `byteCount` is how many are to be taken as one piece if that many come.
 */
export function octetsReady(
  connection: Connection<Deno.Addr>,
  deadlines: Deadlines,
  byteCount = 0,
): Promise<number> | number {
  const { length } = inflowOf(connection).buffer;
  return length > 0 ? length : waitForOctets(connection, deadlines, byteCount);
}

async function waitForOctets(
  connection: Connection<Deno.Addr>,
  deadlines: Deadlines,
  byteCount: number,
): Promise<number> {
  const inflow = inflowOf(connection);
  const wait = inflow.begin("read a body from", deadlines.next());
  try {
    await inflow.fill(wait, { byteCount });
    // Closing drops what has come: that is no end.
    if (wait.failure !== undefined) throw wait.failure;
    return inflow.buffer.length;
  } finally {
    inflow.finish(wait);
  }
}

/**
 * The system reads a large body in pieces of this size: only behind each does the peer hear that there is room
 * again, and what waits for its turn longer has left the processor's cache.
 */
const AT_ONCE = 256 * 1024;

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
      if (!await inflow.fill(wait, { byteCount: length, most: AT_ONCE })) {
        return null;
      }
    } finally {
      inflow.finish(wait);
    }
  }
  return buffer.take(length);
}
