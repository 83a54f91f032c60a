import { Connection } from "../connection.ts";

/** What the peer of a {@linkcode scriptedPeer} does after its last piece, and how it takes what is written. */
export interface PeerScript {
  /** `end`, the default: it closes its side. `silence`: it says nothing more. `reset`: it resets. */
  then?: "end" | "silence" | "reset";
  /** It takes at most so many bytes of one write; any number by default. */
  bytesPerWrite?: number;
}

/** A connection to a scripted peer; `received` is what has been written to it so far. */
export type ScriptedPeer = Connection & { readonly received: Uint8Array };

/** Reads after the end before the script calls it a loop that never stops. */
const MOST_READS_AFTER_END = 100;

const SCRIPT_ADDRESS: Deno.NetAddr = {
  transport: "tcp",
  hostname: "scripted peer",
  port: 0,
};

/**
 * A connection whose peer sends exactly these pieces, one a read: no network, no timing, the same every time.
 *
 * A loop that goes on reading after the end is told so, instead of spinning for ever.
 *
 * @example
 * ```ts
 * import { oneByteAtATime, scriptedPeer } from "sockets/notebook";
 * import { readExactly } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const peer = scriptedPeer(oneByteAtATime("cider"));
 * assertEquals(await peer.read(new Uint8Array(64)), 1);
 * assertEquals(await readExactly(peer, 4), new TextEncoder().encode("ider"));
 * assertEquals(await peer.read(new Uint8Array(64)), null);
 * ```
 */
export function scriptedPeer(
  pieces: Iterable<string | Uint8Array>,
  script: PeerScript = {},
): ScriptedPeer {
  const peer = new ScriptedSystem([...pieces].map(asBytes), script);
  const connection = new Connection<Deno.NetAddr>(peer);
  const read = connection.read.bind(connection);
  let readsAfterEnd = 0;
  // The connection remembers the end, so only here every read can be seen.
  connection.read = async (into, options) => {
    const count = await read(into, options);
    if (count === null && ++readsAfterEnd > MOST_READS_AFTER_END) {
      throw new Error(
        `Cannot read on: the peer has closed, and read has said null ${MOST_READS_AFTER_END} times; stop at the first null`,
      );
    }
    return count;
  };
  return Object.defineProperty(connection, "received", {
    get: () => peer.received(),
  }) as ScriptedPeer;
}

/**
 * Cuts text (as UTF-8) or bytes into pieces of one byte, the most awkward way they can come.
 *
 * @example
 * ```ts
 * import { oneByteAtATime } from "sockets/notebook";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(oneByteAtATime("é"), [Uint8Array.of(0xc3), Uint8Array.of(0xa9)]);
 * ```
 */
export function oneByteAtATime(content: string | Uint8Array): Uint8Array[] {
  return Array.from(asBytes(content), (byte) => Uint8Array.of(byte));
}

function asBytes(content: string | Uint8Array): Uint8Array {
  return typeof content === "string"
    ? new TextEncoder().encode(content)
    : content;
}

/** The system's side of the script, in the shape of `Deno.Conn`. */
class ScriptedSystem {
  readonly localAddr = SCRIPT_ADDRESS;
  readonly remoteAddr = SCRIPT_ADDRESS;
  readonly #pieces: Uint8Array[];
  readonly #script: PeerScript;
  readonly #written: Uint8Array[] = [];
  readonly #closed = Promise.withResolvers<never>();

  constructor(pieces: Uint8Array[], script: PeerScript) {
    this.#pieces = pieces.filter((piece) => piece.length > 0);
    this.#script = script;
    this.#closed.promise.catch(() => {});
  }

  async read(into: Uint8Array): Promise<number | null> {
    await Promise.resolve();
    const piece = this.#pieces.shift();
    if (piece === undefined) return this.#atTheEnd();
    const count = Math.min(piece.length, into.length);
    into.set(piece.subarray(0, count));
    if (count < piece.length) this.#pieces.unshift(piece.subarray(count));
    return count;
  }

  async write(bytes: Uint8Array): Promise<number> {
    await Promise.resolve();
    const count = Math.min(
      bytes.length,
      this.#script.bytesPerWrite ?? Infinity,
    );
    this.#written.push(bytes.slice(0, count));
    return count;
  }

  close(): void {
    this.#closed.reject(new Deno.errors.BadResource("closed"));
  }

  closeWrite(): Promise<void> {
    return Promise.resolve();
  }

  received(): Uint8Array {
    const length = this.#written.reduce((sum, part) => sum + part.length, 0);
    const whole = new Uint8Array(length);
    let offset = 0;
    for (const part of this.#written) {
      whole.set(part, offset);
      offset += part.length;
    }
    return whole;
  }

  #atTheEnd(): Promise<null> | null {
    switch (this.#script.then) {
      case "silence":
        return this.#closed.promise;
      case "reset":
        throw new Deno.errors.ConnectionReset("reset by the script");
      default:
        return null;
    }
  }
}
