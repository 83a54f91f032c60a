/** Connections per second, one after the other: `connect.ts <port> <count> helpers|bare`. */
import { connect } from "sockets";
import { printRate } from "./timed.ts";

const [port, count, way] = Deno.args;

async function helpers(amount: number): Promise<void> {
  for (let turn = 0; turn < amount; turn++) {
    (await connect("127.0.0.1", Number(port))).close();
  }
}

async function bare(amount: number): Promise<void> {
  for (let turn = 0; turn < amount; turn++) {
    (await Deno.connect({ hostname: "127.0.0.1", port: Number(port) })).close();
  }
}

await printRate(way === "bare" ? bare : helpers, Number(count));
