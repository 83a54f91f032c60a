import { type Connection, inflowOf } from "./connection.ts";
import type { WaitOptions } from "./deadline.ts";
import { UnexpectedEndError } from "./errors.ts";
import type { Inflow } from "./inflow.ts";

/**
 * How to read a number of bytes.
 *
 * @example
 * ```ts
 * import { connect, DeadlineError, listen, readExactly, type ReadOptions, writeAll } from "sockets";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * const impatient: ReadOptions = { timeout: 10 };
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * using guest = await bar.accept();
 * await writeAll(client, "cid");
 * await assertRejects(() => readExactly(guest, 5, impatient), DeadlineError);
 * await writeAll(client, "er");
 * assertEquals((await readExactly(guest, 5)).length, 5); // Nothing was lost.
 * ```
 */
export type ReadOptions = WaitOptions;

/**
 * Reads exactly `byteCount` bytes, however many pieces they come in.
 *
 * Throws `UnexpectedEndError` with `received` and `expected` if the peer closes first; `DeadlineError` after
 * `timeout`; neither takes a byte. The result is yours: it is never overwritten. Small results
 * are views of shared memory of at most 4 KiB, or 16 times their size, and from 1 MiB on they begin behind the start
 * of theirs; `.slice()` one to send its `.buffer` elsewhere.
 *
 * @example
 * ```ts
 * import { connect, listen, readExactly, writeAll } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * using guest = await bar.accept();
 * await writeAll(client, "ci");
 * await writeAll(client, "der");
 * assertEquals(await readExactly(guest, 5), new TextEncoder().encode("cider"));
 * ```
 */
export function readExactly(
  connection: Connection<Deno.Addr>,
  byteCount: number,
  options?: ReadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const inflow = inflowOf(connection);
  const { buffer } = inflow;
  if (
    byteCount <= buffer.length && byteCount > 0 &&
    Number.isInteger(byteCount) &&
    inflow.idle && !options?.signal?.aborted
  ) {
    return fulfilled(buffer.take(byteCount));
  }
  return waitForBytes(inflow, byteCount, options);
}

/**
 * A promise of these bytes. Fulfilling one searches an object and its prototypes for a `then`; where the compiler
 * has just seen the object's shape, it knows that there is none, which saves a third of a small read.
 */
function fulfilled(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  void bytes.length;
  return Promise.resolve(bytes);
}

async function waitForBytes(
  inflow: Inflow,
  byteCount: number,
  options: ReadOptions | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const { buffer, address } = inflow;
  if (!Number.isSafeInteger(byteCount) || byteCount < 0) {
    throw new RangeError(
      `Cannot read "${byteCount}" bytes from "${address}": expected a whole number, 0 or more`,
    );
  }
  const wait = inflow.begin(`read ${byteCount} bytes from`, options);
  try {
    while (buffer.length < byteCount) {
      if (await inflow.fill(wait, { byteCount })) continue;
      throw new UnexpectedEndError(
        `Cannot read ${byteCount} bytes from "${address}": the peer closed after ${buffer.length}`,
        { address, received: buffer.peek(), expected: byteCount },
      );
    }
    return buffer.take(byteCount);
  } finally {
    inflow.finish(wait);
  }
}
