import { type Connection, outflowOf } from "./connection.ts";
import type { WaitOptions } from "./deadline.ts";

/**
 * How to write.
 *
 * @example
 * ```ts
 * import { connect, DeadlineError, listen, writeAll, type WriteOptions } from "sockets";
 * import { assert, assertRejects } from "@std/assert";
 *
 * const impatient: WriteOptions = { timeout: 20 };
 * using bar = await listen(); // Nobody reads there: buffers fill, then writing waits.
 * using client = await connect("127.0.0.1", bar.addr.port);
 * const flood = new Uint8Array(64 * 2 ** 20);
 * const error = await assertRejects(() => writeAll(client, flood, impatient), DeadlineError);
 * assert(error.written! < flood.length);
 * ```
 */
export type WriteOptions = WaitOptions;

const encoder = new TextEncoder();

/**
 * Writes all of `data` (text as UTF-8), however many system writes that takes.
 *
 * Calls that overlap go out whole, one after the other. Throws `DeadlineError` or `AbortError`, whose `written`
 * says from where to go on; `ConnectionResetError` if the peer is gone. Leave `data` unchanged until then.
 *
 * @example
 * ```ts
 * import { connect, listen, readToEnd, writeAll } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * using guest = await bar.accept();
 * const sent = writeAll(client, new Uint8Array(8_000_000)).then(() => client.closeWrite());
 * assertEquals((await readToEnd(guest)).length, 8_000_000);
 * await sent;
 * ```
 */
export function writeAll(
  connection: Connection<Deno.Addr>,
  data: string | Uint8Array,
  options?: WriteOptions,
): Promise<void> {
  const bytes = typeof data === "string" ? encoder.encode(data) : data;
  return outflowOf(connection).writeAll(bytes, options);
}
