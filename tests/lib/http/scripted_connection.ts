import { Connection } from "../../../lib/connection.ts";

const ADDRESS: Deno.NetAddr = {
  transport: "tcp",
  hostname: "127.0.0.1",
  port: 8192,
};

/** A connection that gives these pieces, one for each read, then ends; what is written to it is kept. */
export function scriptedConnection(
  pieces: Iterable<Uint8Array>,
): { connection: Connection; written: () => string } {
  const waiting = [...pieces].filter((piece) => piece.length > 0);
  let sent = "";
  const connection = new Connection<Deno.NetAddr>({
    localAddr: ADDRESS,
    remoteAddr: ADDRESS,
    read(into) {
      const piece = waiting.shift();
      if (piece === undefined) return Promise.resolve(null);
      into.set(piece.subarray(0, into.length));
      if (piece.length > into.length) {
        waiting.unshift(piece.subarray(into.length));
      }
      return Promise.resolve(Math.min(piece.length, into.length));
    },
    write(bytes) {
      sent += String.fromCharCode(...bytes);
      return Promise.resolve(bytes.length);
    },
    closeWrite: () => Promise.resolve(),
    close() {},
  });
  return { connection, written: () => sent };
}

/** The octets of a text, one for each character. */
export function octets(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Octets cut into pieces of this size. */
export function cutInto(
  whole: Uint8Array<ArrayBuffer>,
  size: number,
): Uint8Array<ArrayBuffer>[] {
  const pieces = [];
  for (let at = 0; at < whole.length; at += size) {
    pieces.push(whole.subarray(at, at + size));
  }
  return pieces;
}

/** Octets cut in two at a position. */
export function cutAt(
  whole: Uint8Array<ArrayBuffer>,
  position: number,
): Uint8Array<ArrayBuffer>[] {
  return [whole.subarray(0, position), whole.subarray(position)];
}
