import { type Connection, inflowOf } from "./connection.ts";
import type { WaitOptions } from "./deadline.ts";
import { ReadLimitError, UnexpectedEndError } from "./errors.ts";
import type { Inflow } from "./inflow.ts";

/**
 * How to read what has no length of its own.
 *
 * @example
 * ```ts
 * import { connect, listen, ReadLimitError, type ReadLimitOptions, readToEnd, writeAll } from "sockets";
 * import { assertRejects } from "@std/assert";
 *
 * const sip: ReadLimitOptions = { maxLength: 10 };
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * using guest = await bar.accept();
 * await writeAll(client, "more than one can drink");
 * await client.closeWrite();
 * await assertRejects(() => readToEnd(guest, sip), ReadLimitError, "10 bytes");
 * ```
 */
export interface ReadLimitOptions extends WaitOptions {
  /** The most bytes allowed: 65,536 by default (before the delimiter), 64 MiB for `readToEnd`. */
  maxLength?: number;
}

const DEFAULT_MAX_LENGTH = 65536;

/**
 * Reads up to and including `delimiter`; `null` if the peer closed before the first byte.
 *
 * Throws `UnexpectedEndError` if the peer closed before the delimiter, `ReadLimitError` if more than `maxLength`
 * bytes come before it, `DeadlineError` after `timeout`; none of them takes a byte.
 *
 * @example
 * ```ts
 * import { connect, listen, readUntil, writeAll } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * using guest = await bar.accept();
 * await writeAll(client, "GET / HTTP/1.0\r\n\r\nbody");
 * const head = await readUntil(guest, "\r\n\r\n");
 * assertEquals(head?.length, 18);
 * ```
 */
export async function readUntil(
  connection: Connection<Deno.Addr>,
  delimiter: string | Uint8Array,
  options: ReadLimitOptions = {},
): Promise<Uint8Array<ArrayBuffer> | null> {
  const sought = typeof delimiter === "string"
    ? new TextEncoder().encode(delimiter)
    : delimiter;
  const inflow = inflowOf(connection);
  if (sought.length === 0) {
    throw new TypeError(
      `Cannot read until "" from "${inflow.address}": a delimiter has at least one byte`,
    );
  }
  const wait = inflow.begin(`read until ${quote(sought)} from`, options);
  try {
    return await searchDelimiter(inflow, sought, {
      maxLength: options.maxLength ?? DEFAULT_MAX_LENGTH,
      fill: () => inflow.fill(wait, { limit: options.maxLength }),
    });
  } finally {
    inflow.finish(wait);
  }
}

async function searchDelimiter(
  inflow: Inflow,
  sought: Uint8Array,
  { maxLength, fill }: { maxLength: number; fill: () => Promise<boolean> },
): Promise<Uint8Array<ArrayBuffer> | null> {
  const { buffer, address } = inflow;
  let searched = 0;
  while (true) {
    const waiting = buffer.bytes.subarray(buffer.start, buffer.end);
    const at = indexOfBytes(waiting, sought, searched);
    if (
      at > maxLength || at < 0 && waiting.length >= maxLength + sought.length
    ) {
      throw new ReadLimitError(
        `Cannot read until ${
          quote(sought)
        } from "${address}": not within maxLength, ${maxLength} bytes`,
        { address, maxLength },
      );
    }
    if (at >= 0) return buffer.take(at + sought.length);
    searched = Math.max(0, waiting.length - sought.length + 1);
    if (await fill()) continue;
    if (buffer.length === 0) return null;
    throw new UnexpectedEndError(
      `Cannot read until ${
        quote(sought)
      } from "${address}": the peer closed after ${buffer.length} bytes without it`,
      { address, received: buffer.peek() },
    );
  }
}

/** Offset of the first `sought` in `bytes` from `from` on, or -1. */
function indexOfBytes(
  bytes: Uint8Array,
  sought: Uint8Array,
  from: number,
): number {
  let at = bytes.indexOf(sought[0], from);
  while (at >= 0 && at + sought.length <= bytes.length) {
    let matched = 1;
    while (matched < sought.length && bytes[at + matched] === sought[matched]) {
      matched++;
    }
    if (matched === sought.length) return at;
    at = bytes.indexOf(sought[0], at + 1);
  }
  return -1;
}

function quote(bytes: Uint8Array): string {
  return JSON.stringify(new TextDecoder().decode(bytes));
}
