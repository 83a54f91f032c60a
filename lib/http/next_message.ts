import type { Connection } from "../connection.ts";
import type { HttpBody } from "./http_body.ts";
import { HttpProtocolError, quoteLine } from "./http_protocol_error.ts";

/** The body that is to be read off a connection before its next message. */
const lastBodies = new WeakMap<Connection<Deno.Addr>, HttpBody>();
/** The rule that a message on a connection broke. */
const brokenRules = new WeakMap<Connection<Deno.Addr>, HttpProtocolError>();

/**
 * Reads the message that follows the last one; what is left of that one's body is read and dropped first.
 *
 * Behind a message that broke a rule nothing is read: where one reader sees the rest of a body, another sees
 * a request (RFC 9112 §11.2, request smuggling).
 *
 * @throws {TypeError} If the connection has become a tunnel, which holds no messages.
 */
export async function readNextMessage<
  Message extends { body: HttpBody } | null,
>(
  connection: Connection<Deno.Addr>,
  read: () => Promise<Message>,
): Promise<Message> {
  checkUnbroken(connection);
  try {
    await drainLastBody(connection);
    const message = await read();
    if (message) lastBodies.set(connection, message.body);
    return message;
  } catch (error) {
    if (error instanceof HttpProtocolError) brokenRules.set(connection, error);
    throw error;
  }
}

async function drainLastBody(connection: Connection<Deno.Addr>): Promise<void> {
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

function checkUnbroken(connection: Connection<Deno.Addr>): void {
  const broken = brokenRules.get(connection);
  if (!broken) return;
  const { line, section, status } = broken;
  throw new HttpProtocolError(
    `Cannot read another message behind ${
      quoteLine(line)
    }: nobody can tell where it starts, since that line broke a rule; close the connection`,
    { line, section, status, cause: broken },
  );
}
