import type { Listener } from "../listener.ts";
import { acceptClients } from "./accept_clients.ts";
import type { HttpHandler } from "./http_handler.ts";
import type { HttpLimits } from "./http_limits.ts";
import { ServedConnection } from "./served_connection.ts";

/**
 * How to serve.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { connect, listen, readLine } from "sockets";
 * import { serveHttp, type ServeHttpOptions } from "sockets/http";
 *
 * const busy: ServeHttpOptions = { idleTimeout: 20 };
 * using bar = await listen();
 * const serving = serveHttp(bar, () => ({ status: 200 }), busy);
 * using client = await connect("127.0.0.1", bar.addr.port);
 * assertEquals(await readLine(client), null); // Who orders nothing has to go.
 * bar.close();
 * await serving;
 * ```
 */
export interface ServeHttpOptions {
  /** How much to accept; the rest is as in `DEFAULT_HTTP_LIMITS`. */
  limits?: Partial<HttpLimits>;
  /** The longest wait for a client that is sending or reading, in milliseconds; 10,000 if left out. */
  timeout?: number;
  /** How long a client may keep its connection without asking anything; 60,000 ms if left out. */
  idleTimeout?: number;
  /** Told of what went wrong with one connection, or kept a client from being accepted; the others go on. */
  onError?: (error: unknown) => void;
}

/**
 * Serves HTTP/1.0 and 1.1 on a listener until it is closed; then it finishes what it is answering.
 *
 * Each connection carries as many requests as the client likes, also several at once, which are answered in
 * their order (RFC 9112 §9.3). Malformed requests get the status of the rule that they break. An exception
 * of the handler becomes a 500.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { listen } from "sockets";
 * import { httpFetch, serveHttp } from "sockets/http";
 *
 * using bar = await listen();
 * const serving = serveHttp(bar, async (request) => ({
 *   status: 200,
 *   headers: { "Content-Type": "text/plain; charset=utf-8" },
 *   body: `Here is your ${await request.text()}`,
 * }));
 * const url = `http://127.0.0.1:${bar.addr.port}/`;
 * const answer = await httpFetch(url, { method: "POST", body: "cider" });
 * assertEquals(await answer.text(), "Here is your cider");
 * bar.close();
 * await serving;
 * ```
 */
export async function serveHttp<Address extends Deno.Addr>(
  listener: Listener<Address>,
  handler: HttpHandler,
  options: ServeHttpOptions = {},
): Promise<void> {
  const served = new Set<ServedConnection>();
  const ends = new Set<Promise<void>>();
  try {
    await acceptClients(listener, {
      take(connection) {
        const each = new ServedConnection(connection, { handler, ...options });
        served.add(each);
        const end = each.serve().catch((error) => options.onError?.(error))
          .finally(() => {
            served.delete(each);
            ends.delete(end);
          });
        ends.add(end);
      },
      onShortage: (error) => options.onError?.(error),
    });
  } finally {
    listener.close(); // Who knocks where nobody accepts any more would wait for ever.
    for (const each of served) each.finish();
    await Promise.all(ends);
  }
}
