import { Connection, inflowOf } from "../connection.ts";
import type { Inflow } from "../inflow.ts";

/**
 * What the peer of a {@linkcode scriptedPeer} does after its last piece, and how it takes what is written.
 *
 * @example
 * ```ts
 * import { type PeerScript, scriptedPeer } from "sockets/notebook";
 * import { ConnectionResetError, readToEnd } from "sockets";
 * import { assertRejects } from "@std/assert";
 *
 * const rude: PeerScript = { then: "reset" };
 * const peer = scriptedPeer(["cid"], rude);
 * await assertRejects(() => readToEnd(peer), ConnectionResetError);
 * ```
 */
export interface PeerScript {
  /** `end`, the default: it closes its side. `silence`: it says nothing more. `reset`: it resets. */
  then?: "end" | "silence" | "reset";
  /** It takes at most so many bytes of one write; any number by default. */
  bytesPerWrite?: number;
}

/**
 * A connection to a scripted peer.
 *
 * @example
 * ```ts
 * import { type ScriptedPeer, scriptedPeer } from "sockets/notebook";
 * import { writeAll } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const slow: ScriptedPeer = scriptedPeer([], { bytesPerWrite: 2 });
 * assertEquals(await slow.write(new TextEncoder().encode("cider")), 2); // A short write.
 * await writeAll(slow, "der");
 * assertEquals(new TextDecoder().decode(slow.received), "cider");
 * ```
 */
export type ScriptedPeer = Connection & {
  /** What has been written to the peer so far. */
  readonly received: Uint8Array;
  /** How many times the peer has been asked for bytes: the system reads. */
  readonly reads: number;
};

/**
 * What the peer sends in one piece; a promise is sent when it resolves.
 *
 * @example
 * ```ts
 * import { type PeerPiece, scriptedPeer } from "sockets/notebook";
 * import { lines } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const later = Promise.resolve("ry\n");
 * const pieces: PeerPiece[] = ["ci", new TextEncoder().encode("der\nper"), later];
 * const orders = await Array.fromAsync(lines(scriptedPeer(pieces)));
 * assertEquals(orders, ["cider", "perry"]);
 * ```
 */
export type PeerPiece = string | Uint8Array | Promise<string | Uint8Array>;

/** Reads after the end before the script calls it a loop that never stops. */
const MOST_READS_AFTER_END = 100;

/** Writes that a peer takes before the script calls it a loop that never stops. */
const MOST_WRITES = 10_000;

const SCRIPT_ADDRESS: Deno.NetAddr = {
  transport: "tcp",
  hostname: "scripted peer",
  port: 0,
};

/**
 * A connection whose peer sends exactly these pieces, one a read: no network, no timing, the same every time.
 *
 * A loop that goes on reading after the end, or writes the same bytes for ever, is told so instead of spinning.
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
  pieces: Iterable<PeerPiece>,
  script: PeerScript = {},
): ScriptedPeer {
  const peer = new ScriptedSystem([...pieces], script);
  const connection = new Connection<Deno.NetAddr>(peer);
  stopEndlessReads(inflowOf(connection));
  return Object.defineProperties(connection, {
    received: { get: () => peer.received() },
    reads: { get: () => peer.reads },
  }) as ScriptedPeer;
}

/**
 * The system is asked only once after the end, so reads are counted here, where `readLine` and the others pass too.
 *
 * Nothing waits in such a loop, so no deadline could end it: it would freeze the kernel.
 */
function stopEndlessReads(inflow: Inflow): void {
  const fill = inflow.fill.bind(inflow);
  let readsAfterEnd = 0;
  inflow.fill = async (wait, request) => {
    const more = await fill(wait, request);
    if (!more && ++readsAfterEnd > MOST_READS_AFTER_END) {
      throw new Error(
        `Cannot read on: the peer has closed, and reading has said null ${MOST_READS_AFTER_END} times; stop at the first null`,
      );
    }
    return more;
  };
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
  reads = 0;
  readonly #pieces: PeerPiece[];
  readonly #script: PeerScript;
  readonly #written: Uint8Array[] = [];
  readonly #closed = Promise.withResolvers<never>();

  constructor(pieces: PeerPiece[], script: PeerScript) {
    this.#pieces = pieces;
    this.#script = script;
    // Nobody may be reading when a piece, or the close, rejects.
    for (const piece of [...pieces, this.#closed.promise]) {
      if (piece instanceof Promise) piece.catch(() => {});
    }
  }

  async read(into: Uint8Array): Promise<number | null> {
    this.reads++;
    let piece: Uint8Array = new Uint8Array(0);
    while (piece.length === 0) {
      const next = this.#pieces.shift();
      if (next === undefined) return this.#atTheEnd();
      piece = asBytes(await Promise.race([next, this.#closed.promise]));
    }
    const count = Math.min(piece.length, into.length);
    into.set(piece.subarray(0, count));
    if (count < piece.length) this.#pieces.unshift(piece.subarray(count));
    return count;
  }

  async write(bytes: Uint8Array): Promise<number> {
    await Promise.resolve();
    if (this.#written.length >= MOST_WRITES) {
      throw new Error(
        `Cannot write on: the peer has taken ${MOST_WRITES} writes; does the loop move on behind what was taken?`,
      );
    }
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
