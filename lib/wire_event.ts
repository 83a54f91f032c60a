/**
 * What crossed a connection in one system call, or how one direction ended.
 *
 * @example
 * ```ts
 * import { connect, listen, recordWire, type WireEvent, writeAll } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * using guest = await bar.accept();
 * const { events } = recordWire(guest);
 * await writeAll(client, "cider");
 * await guest.read(new Uint8Array(100));
 * const [{ kind, requested, byteCount }]: WireEvent[] = events;
 * assertEquals([kind, requested, byteCount], ["read", 100, 5]); // A short read.
 * ```
 */
export interface WireEvent {
  /** Milliseconds since the process started (`performance.now()`). */
  at: number;
  /**
   * `read` and `write` are system calls with the bytes they moved; `end` is the peer's end of stream,
   * `close-write` and `close` this side's, `reset` the peer's reset, `error` any other failure.
   */
  kind: "read" | "write" | "end" | "close-write" | "close" | "reset" | "error";
  /** How many bytes the call moved. */
  byteCount?: number;
  /** The bytes themselves, until the recording holds `maxBytes`. */
  bytes?: Uint8Array;
  /** How many bytes the call offered (write) or had room for (read). */
  requested?: number;
  /** The system's message, for `reset` and `error`. */
  message?: string;
}

/** Where a connection reports its system calls while it is recorded. */
export interface WireObserver {
  observe(event: Omit<WireEvent, "at">): void;
}
