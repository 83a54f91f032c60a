import type { Connection } from "./connection.ts";

/** Enough for one full system read, so that a stream is no slower than a read loop. */
const CHUNK_SIZE = 65536;

/** What comes in over `connection`, as a web stream that begins with the buffered bytes. */
export function readableStream(
  connection: Connection<Deno.Addr>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    async pull(controller) {
      const chunk = new Uint8Array(CHUNK_SIZE);
      const count = await connection.read(chunk);
      if (count === null) controller.close();
      else controller.enqueue(chunk.slice(0, count));
    },
    cancel() {
      connection.close();
    },
  }, { highWaterMark: 0 });
}

/** What goes out over `connection`, as a web stream. */
export function writableStream(
  connection: Connection<Deno.Addr>,
): WritableStream<Uint8Array> {
  return new WritableStream({
    async write(bytes) {
      for (let at = 0; at < bytes.length;) {
        at += await connection.write(bytes.subarray(at));
      }
    },
    async close() {
      await connection.closeWrite();
    },
    abort() {
      connection.close();
    },
  });
}
