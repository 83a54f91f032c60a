import { unmapAddress } from "./address_label.ts";
import type { ConnectAttempt } from "./connect_attempt.ts";
import { readableStream, writableStream } from "./connection_streams.ts";
import type { WaitOptions } from "./deadline.ts";
import { type ByteSource, Inflow } from "./inflow.ts";
import { type ByteSink, Outflow } from "./outflow.ts";
import { PeerLabel } from "./peer_label.ts";

/**
 * Anything with the shape of `Deno.Conn`: TCP, TLS and Unix connections all have it.
 *
 * @example
 * ```ts
 * import { Connection, readLine, type SystemConnection } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const address: Deno.NetAddr = { transport: "tcp", hostname: "127.0.0.1", port: 0 };
 * const emptyBar: SystemConnection<Deno.NetAddr> = {
 *   ...{ localAddr: address, remoteAddr: address, close() {} },
 *   read: () => Promise.resolve(null), // The peer has nothing to say.
 *   write: (bytes) => Promise.resolve(bytes.length),
 *   closeWrite: () => Promise.resolve(),
 * };
 * assertEquals(await readLine(new Connection(emptyBar)), null);
 * ```
 */
export interface SystemConnection<Address extends Deno.Addr = Deno.Addr>
  extends ByteSource, ByteSink {
  /** Closes both directions and frees the socket. */
  close(): void;
  /** This side's address. */
  readonly localAddr: Address;
  /** The peer's address. */
  readonly remoteAddr: Address;
}

/**
 * What is known of a connection besides its socket.
 *
 * @example
 * ```ts
 * import { Connection, type ConnectionOptions } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const atOnce: ConnectionOptions = { noDelay: true };
 * using bar = Deno.listen({ hostname: "127.0.0.1", port: 0 });
 * using client = new Connection(await Deno.connect({ port: bar.addr.port }), atOnce);
 * assertEquals(client.attempts, []); // Made by hand: nobody counted.
 * ```
 */
export interface ConnectionOptions {
  /** The addresses that were tried. */
  attempts?: readonly ConnectAttempt[];
  /** Send small writes at once (TCP_NODELAY); by default the wrapped connection's setting stays. */
  noDelay?: boolean;
}

// The library's own functions share a connection's buffer through these; they are not exported by mod.ts.
/** The read side of a connection. */
export let inflowOf: (connection: Connection<Deno.Addr>) => Inflow;
/** The write side of a connection. */
export let outflowOf: (connection: Connection<Deno.Addr>) => Outflow;
/** What a connection wraps. */
export let systemConnectionOf: (
  connection: Connection<Deno.Addr>,
) => SystemConnection;

/** Gives up what a connection wraps without closing it: another one has taken it over. */
export let spend: (connection: Connection<Deno.Addr>) => void;

const NO_ATTEMPTS: readonly ConnectAttempt[] = [];

/**
 * A connected socket: a byte pipe between two programs, with the one buffer that all reads share.
 *
 * It wraps anything with the shape of `Deno.Conn`. From then on use the `Connection` alone: what the wrapped
 * one reads by itself is missing here. Any number of `readLine`, `readExactly`, `readUntil` and `read` may
 * follow each other, one at a time. A call that fails takes no byte.
 *
 * @example
 * ```ts
 * import { Connection } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * using bar = Deno.listen({ hostname: "127.0.0.1", port: 0 });
 * using client = new Connection(await Deno.connect({ port: bar.addr.port }));
 * using guest = new Connection(await bar.accept());
 * await client.write(new TextEncoder().encode("cider"));
 * const order = new Uint8Array(100);
 * assertEquals(await guest.read(order), 5);
 * ```
 */
export class Connection<Address extends Deno.Addr = Deno.NetAddr>
  implements Disposable {
  /** This side's address. */
  readonly localAddr: Address;
  /** The peer's address. */
  readonly remoteAddr: Address;
  /** For a connection made by `connect`: every address that was tried, in order. */
  readonly attempts: readonly ConnectAttempt[];
  readonly #system: SystemConnection<Address>;
  readonly #noDelay: boolean;
  // Made when first used: a listener may close what it accepts without a word.
  #inflow: Inflow | undefined;
  #outflow: Outflow | undefined;
  #closed = false;
  #readable: ReadableStream<Uint8Array<ArrayBuffer>> | undefined;
  #writable: WritableStream<Uint8Array> | undefined;

  static {
    // Fields by hand: a private getter costs every small read a check of its own.
    inflowOf = (connection) => connection.#inflow ?? connection.#makeInflow();
    outflowOf = (connection) =>
      connection.#outflow ?? connection.#makeOutflow();
    systemConnectionOf = (connection) => connection.#system;
    spend = (connection) => connection.#closeFlows();
  }

  constructor(
    system: SystemConnection<Address>,
    options: ConnectionOptions = {},
  ) {
    this.#system = system;
    this.localAddr = unmapAddress(system.localAddr);
    this.remoteAddr = unmapAddress(system.remoteAddr);
    this.attempts = options.attempts ?? NO_ATTEMPTS;
    this.#noDelay = options.noDelay ?? false;
  }

  #makeInflow(): Inflow {
    const inflow = new Inflow(this.#system, new PeerLabel(this.remoteAddr));
    if (this.#closed) inflow.close();
    return this.#inflow = inflow;
  }

  #makeOutflow(): Outflow {
    const peer = new PeerLabel(this.remoteAddr);
    const outflow = new Outflow(this.#system, peer, { noDelay: this.#noDelay });
    if (this.#closed) outflow.close();
    return this.#outflow = outflow;
  }

  /**
   * Reads what is there, up to the size of `into`: from the buffer if it holds anything, otherwise by one
   * system read. May be short. Resolves to the number of bytes, or `null` once the peer has closed its side.
   */
  async read(
    into: Uint8Array,
    options?: WaitOptions,
  ): Promise<number | null> {
    const inflow = inflowOf(this);
    const wait = inflow.begin("read from", options);
    try {
      const { buffer } = inflow;
      if (into.length === 0) return 0;
      if (
        buffer.length === 0 && !await inflow.fill(wait, { most: into.length })
      ) {
        return null;
      }
      const count = Math.min(into.length, buffer.length);
      into.set(buffer.bytes.subarray(buffer.start, buffer.start + count));
      buffer.start += count;
      return count;
    } finally {
      inflow.finish(wait);
    }
  }

  /** Writes once. May be short, as the system's: resolves to the number of bytes taken. `writeAll` loops. */
  write(bytes: Uint8Array, options?: WaitOptions): Promise<number> {
    return outflowOf(this).write(bytes, options);
  }

  /** Says "that was all": the peer reads to the end, and this side can still read (`shutdown(2)`, SHUT_WR). */
  closeWrite(options?: WaitOptions): Promise<void> {
    return outflowOf(this).closeWrite(options);
  }

  /** Closes both directions. Calls that still wait get a `ClosedError`. Closing twice is harmless. */
  close(): void {
    if (this.#closed) return;
    this.#closeFlows();
    try {
      this.#system.close();
    } catch (failure) {
      // While TLS starts, the socket is no longer here: startTls closes it.
      if (!(failure instanceof Deno.errors.BadResource)) throw failure;
    }
    this.#inflow?.observer?.observe({ kind: "close" });
  }

  #closeFlows(): void {
    this.#closed = true;
    this.#inflow?.close();
    this.#outflow?.close();
  }

  /** What comes in, as a web stream; it begins with what is buffered. Cancelling it closes the connection. */
  get readable(): ReadableStream<Uint8Array<ArrayBuffer>> {
    return this.#readable ??= readableStream(this);
  }

  /** What goes out, as a web stream. Closing it closes the writing side; aborting it closes the connection. */
  get writable(): WritableStream<Uint8Array> {
    return this.#writable ??= writableStream(this);
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
