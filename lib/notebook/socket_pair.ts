import { connect } from "../connect.ts";
import type { Connection } from "../connection.ts";
import { listen, type ListenOptions } from "../listen.ts";
import { fresh } from "./fresh.ts";

/**
 * How the two ends are made.
 *
 * @example
 * ```ts
 * import { closeAll, socketPair, type SocketPairOptions } from "sockets/notebook";
 * import { readLine, writeAll } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const counter: SocketPairOptions = { name: "counter" };
 * const kitchen: SocketPairOptions = { name: "kitchen", noDelay: false };
 * const [guest, waiter] = await socketPair(counter);
 * await socketPair(kitchen); // Leaves the other pair open.
 * await writeAll(guest, "cider\n");
 * assertEquals(await readLine(waiter), "cider");
 * await closeAll();
 * ```
 */
export interface SocketPairOptions extends Pick<ListenOptions, "noDelay"> {
  /** Keeps this pair apart from others: a pair closes the one before it of the same name. */
  name?: string;
}

/**
 * Two connected TCP sockets on loopback, the client's end and the server's, as socketpair(2) makes for Unix.
 *
 * A new pair closes the one before it, so a cell can be run again.
 *
 * @example
 * ```ts
 * import { closeAll, socketPair } from "sockets/notebook";
 * import { readLine, writeAll } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const [client, server] = await socketPair();
 * await writeAll(client, "Hello, a cider please\n");
 * assertEquals(await readLine(server), "Hello, a cider please");
 * await closeAll();
 * ```
 */
export function socketPair(
  options: SocketPairOptions = {},
): Promise<[client: Connection, server: Connection]> {
  const { name = "socket pair", noDelay } = options;
  return fresh(name, async () => {
    using listener = await listen(0, { noDelay });
    const { hostname, port } = listener.addr;
    const client = await connect(hostname, port, { noDelay });
    const server = await listener.accept();
    return [client, server] as [Connection, Connection];
  });
}
