import { type Connection, inflowOf } from "./connection.ts";
import { ReadLimitError } from "./errors.ts";
import type { ReadLimitOptions } from "./read_until.ts";

const DEFAULT_MAX_LENGTH = 64 * 1024 * 1024;

/**
 * Reads everything until the peer closes its side; empty if it closed at once.
 *
 * Throws `ReadLimitError` once more than `maxLength` bytes (64 MiB by default) have come, `DeadlineError` after
 * `timeout`; neither takes a byte.
 *
 * @example
 * ```ts
 * import { connect, listen, readToEnd, writeAll } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * const guest = await bar.accept();
 * await writeAll(guest, "closing time");
 * guest.close();
 * assertEquals((await readToEnd(client)).length, 12);
 * ```
 */
export async function readToEnd(
  connection: Connection<Deno.Addr>,
  options: ReadLimitOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { maxLength = DEFAULT_MAX_LENGTH } = options;
  const inflow = inflowOf(connection);
  const { buffer, address } = inflow;
  const wait = inflow.begin("read to the end of", options);
  try {
    let more = true;
    while (more) {
      if (buffer.length > maxLength) {
        throw new ReadLimitError(
          `Cannot read to the end of "${address}": more than maxLength, ${maxLength} bytes, came`,
          { address, maxLength },
        );
      }
      more = await inflow.fill(wait, { limit: maxLength });
    }
    return buffer.take(buffer.length);
  } finally {
    inflow.finish(wait);
  }
}
