/** Bytes per second in 64 KiB pieces: `write_all.ts <port> <bytes> helpers|bare`. */
import { connect, readExactly, writeAll } from "sockets";
import { printRate } from "./timed.ts";

const [port, bytes, way] = Deno.args;
const PIECE = new Uint8Array(65536);

async function helpers(amount: number): Promise<void> {
  using connection = await connect("127.0.0.1", port);
  const pieces = Math.ceil(amount / PIECE.length);
  await writeAll(connection, `sink ${pieces * PIECE.length}\n`);
  for (let piece = 0; piece < pieces; piece++) {
    await writeAll(connection, PIECE);
  }
  await readExactly(connection, 1);
}

async function bare(amount: number): Promise<void> {
  using connection = await Deno.connect({ port: Number(port) });
  connection.setNoDelay(true);
  const pieces = Math.ceil(amount / PIECE.length);
  await connection.write(
    new TextEncoder().encode(`sink ${pieces * PIECE.length}\n`),
  );
  for (let piece = 0; piece < pieces; piece++) {
    let written = 0;
    while (written < PIECE.length) {
      written += await connection.write(PIECE.subarray(written));
    }
  }
  await connection.read(new Uint8Array(1));
}

await printRate(way === "bare" ? bare : helpers, Number(bytes));
