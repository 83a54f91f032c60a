import { addressLabel } from "./address_label.ts";
import {
  Connection,
  inflowOf,
  outflowOf,
  spend,
  systemConnectionOf,
} from "./connection.ts";
import type { WaitOptions } from "./deadline.ts";
import { SocketError } from "./errors.ts";
import { systemFailure } from "./system_failure.ts";

/**
 * How to speak TLS.
 *
 * @example
 * ```ts
 * import { connect, listen, readUntil, SocketError, startTls, type StartTlsOptions } from "sockets";
 * import { assert, assertRejects } from "@std/assert";
 *
 * const options: StartTlsOptions = { hostname: "bar.example", alpnProtocols: ["http/1.1"] };
 * using bar = await listen();
 * const client = await connect("127.0.0.1", bar.addr.port);
 * using eavesdropper = await bar.accept();
 * const refused = assertRejects(() => startTls(client, options), SocketError);
 * assert(await readUntil(eavesdropper, "bar.example")); // The name is not encrypted (RFC 6066 §3).
 * eavesdropper.close();
 * await refused;
 * ```
 */
export interface StartTlsOptions extends WaitOptions {
  /** The name the certificate must be for; the address connected to by default. */
  hostname?: string;
  /** Certificates of authorities to trust besides the system's, in PEM. */
  caCerts?: string[];
  /** Application protocols to offer, best first (RFC 7301). */
  alpnProtocols?: string[];
}

/**
 * Speaks TLS over a TCP connection from here on; use the connection it resolves to, the old one is spent.
 *
 * Throws `SocketError` with the `cause` if the handshake fails, and closes the connection then, as on a deadline.
 *
 * @example
 * ```ts
 * import { connect, listen, SocketError, startTls } from "sockets";
 * import { assertRejects } from "@std/assert";
 *
 * using bar = await listen();
 * const client = await connect("127.0.0.1", bar.addr.port);
 * (await bar.accept()).close();
 * await assertRejects(() => startTls(client, { hostname: "localhost" }), SocketError);
 * ```
 */
export async function startTls(
  connection: Connection,
  options: StartTlsOptions = {},
): Promise<Connection> {
  const address = addressLabel(connection.remoteAddr);
  const { hostname = connection.remoteAddr.hostname } = options;
  const { caCerts, alpnProtocols } = options;
  const inflow = inflowOf(connection);
  if (inflow.buffer.length > 0 || inflow.pending) {
    throw new SocketError(
      `Cannot start TLS with "${address}": bytes of the old protocol have come or are awaited; read them first`,
      { address },
    );
  }
  const wait = inflow.begin("start TLS with", options);
  const plain = systemConnectionOf(connection) as Deno.TcpConn;
  let secure: Deno.TlsConn | undefined;
  try {
    outflowOf(connection).settleDelay();
    secure = await Deno.startTls(plain, { hostname, caCerts, alpnProtocols });
    await wait.for(secure.handshake());
    return new Connection<Deno.NetAddr>(secure, {
      attempts: connection.attempts,
    });
  } catch (failure) {
    closeEither(secure, plain);
    throw systemFailure("start TLS with", address, failure);
  } finally {
    inflow.finish(wait);
    spend(connection);
  }
}

/** What TLS took over cannot be closed any more; what it refused has to be. */
function closeEither(
  secure: Deno.TlsConn | undefined,
  plain: Deno.TcpConn,
): void {
  try {
    (secure ?? plain).close();
  } catch (failure) {
    if (!(failure instanceof Deno.errors.BadResource)) throw failure;
  }
}
