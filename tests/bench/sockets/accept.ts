/** Accepted per second while a program floods: `accept.ts <flood program> <count> helpers|bare`. */
import { listen } from "sockets";

const [flood, count, way] = Deno.args;

using bar = way === "bare"
  ? Deno.listen({ hostname: "127.0.0.1", port: 0, tcpBacklog: 4096 })
  : await listen();
const child = new Deno.Command(flood, {
  // More than are counted: some give up while the queue is full.
  args: [String(bar.addr.port), String(2 * Number(count))],
}).spawn();
const amount = Number(count);
// The first guest starts the clock: until then the flood was only being started.
(await bar.accept()).close();
const start = performance.now();
for (let guest = 1; guest < amount; guest++) (await bar.accept()).close();
console.log((amount - 1) / ((performance.now() - start) / 1000));
child.kill();
await child.status;
