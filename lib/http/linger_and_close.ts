import { type Connection, inflowOf } from "../connection.ts";
import { SocketError } from "../errors.ts";

/** How long to wait for a client to notice that this side said goodbye, in milliseconds. */
const LINGER_TIME = 2000;
/** How much of what it still sends is read meanwhile. */
const LINGER_OCTETS = 1024 * 1024;

/**
 * Closes in the order that RFC 9112 §9.6 asks for: half-close, read what still comes, close.
 *
 * Closing with unread octets sends a reset, and a reset can erase the answer before the client has read it.
 */
export async function lingerAndClose(
  connection: Connection<Deno.Addr>,
): Promise<void> {
  const inflow = inflowOf(connection);
  const { buffer } = inflow;
  try {
    if (inflow.ended) return;
    await connection.closeWrite();
    const wait = inflow.begin("say goodbye to", { timeout: LINGER_TIME });
    try {
      for (let drained = 0; drained < LINGER_OCTETS;) {
        drained += buffer.length;
        buffer.start = buffer.end;
        if (!await inflow.fill(wait)) break;
      }
    } finally {
      inflow.finish(wait);
    }
  } catch (error) {
    if (!(error instanceof SocketError)) throw error; // Whatever the client does now is its business.
  } finally {
    connection.close();
  }
}
