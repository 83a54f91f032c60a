/** Bytes per second: `read_exactly.ts <port> <bytes> <size>|raw`. */
import { connect, readExactly, writeAll } from "sockets";
import { printRate } from "./timed.ts";

const [port, bytes, way] = Deno.args;

async function helpers(amount: number): Promise<void> {
  using connection = await connect("127.0.0.1", port);
  const size = Number(way);
  const total = Math.ceil(amount / size) * size;
  await writeAll(connection, `bytes ${total}\n`);
  for (let read = 0; read < total; read += size) {
    await readExactly(connection, size);
  }
}

async function raw(amount: number): Promise<void> {
  using connection = await Deno.connect({ port: Number(port) });
  await connection.write(new TextEncoder().encode(`bytes ${amount}\n`));
  const buffer = new Uint8Array(65536);
  let read = 0;
  while (read < amount) read += await connection.read(buffer) ?? Infinity;
}

await printRate(way === "raw" ? raw : helpers, Number(bytes));
