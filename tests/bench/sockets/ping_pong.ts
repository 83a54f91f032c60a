/** Turns per second of one line there and back: `ping_pong.ts <port> <turns> helpers|bare`. */
import { connect, readLine, writeAll } from "sockets";
import { printRate } from "./timed.ts";

const [port, turns, way] = Deno.args;
const LINE = new TextEncoder().encode("Hello, a cider please\n");

async function helpers(amount: number): Promise<void> {
  using connection = await connect("127.0.0.1", port);
  await writeAll(connection, "echo\n");
  for (let turn = 0; turn < amount; turn++) {
    await writeAll(connection, LINE);
    await readLine(connection);
  }
}

/** As bare as it gets: an answer is taken to come in one piece. */
async function bare(amount: number): Promise<void> {
  using connection = await Deno.connect({ port: Number(port) });
  connection.setNoDelay(true);
  await connection.write(new TextEncoder().encode("echo\n"));
  const answer = new Uint8Array(1024);
  for (let turn = 0; turn < amount; turn++) {
    await connection.write(LINE);
    await connection.read(answer);
  }
}

await printRate(way === "bare" ? bare : helpers, Number(turns));
