import type { Connection } from "../connection.ts";
import type { HttpBody } from "./http_body.ts";

const lastBodies = new WeakMap<Connection<Deno.Addr>, HttpBody>();

/** Remembers the body that is to be read off a connection before its next message. */
export function rememberBody(
  connection: Connection<Deno.Addr>,
  body: HttpBody,
): void {
  lastBodies.set(connection, body);
}

/**
 * Reads and drops what is left of the last message's body, so that the next message starts where it should.
 *
 * @throws {TypeError} If no message follows it: the body lasts until the close, or the connection became a tunnel.
 */
export async function drainUnreadBody(
  connection: Connection<Deno.Addr>,
): Promise<void> {
  const body = lastBodies.get(connection);
  if (!body) return;
  if (body.framing.kind === "tunnel") {
    throw new TypeError(
      "Cannot read another message: after CONNECT the connection is a tunnel, no longer HTTP",
    );
  }
  if (!body.ended) await body.drain();
  lastBodies.delete(connection);
}
