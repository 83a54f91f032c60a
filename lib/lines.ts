import { type Connection, inflowOf } from "./connection.ts";
import { bufferedLine, readLine, type ReadLineOptions } from "./read_line.ts";

/**
 * Iterates over the lines until the peer closes; `timeout` is for each line. Leaving the loop early keeps the rest.
 *
 * @example
 * ```ts
 * import { connect, lines, listen, writeAll } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * using guest = await bar.accept();
 * await writeAll(client, "cider\nperry\n");
 * await client.closeWrite();
 * const orders = [];
 * for await (const order of lines(guest)) orders.push(order);
 * assertEquals(orders, ["cider", "perry"]);
 * ```
 */
export function lines(
  connection: Connection<Deno.Addr>,
  options: ReadLineOptions = {},
): AsyncIterableIterator<string> {
  const inflow = inflowOf(connection);
  let over = false;
  // By hand: an async generator costs three promises a line, this one.
  return {
    next() {
      if (over) return Promise.resolve({ done: true, value: undefined });
      const line = bufferedLine(inflow, options);
      if (line !== undefined) {
        return Promise.resolve({ done: false, value: line });
      }
      return readLine(connection, options).then((value) => {
        if (value !== null) return { done: false, value };
        over = true;
        return { done: true, value: undefined };
      }, (failure) => {
        over = true;
        throw failure;
      });
    },
    return() {
      over = true;
      return Promise.resolve({ done: true, value: undefined });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
