/** Lines per second with node:readline: `read_lines.mjs <port> <length> <count>`. */
import { connect } from "node:net";
import { createInterface } from "node:readline";

const [port, length, count] = process.argv.slice(2);

async function pass(amount) {
  const socket = connect(Number(port), "127.0.0.1");
  socket.write(`lines ${length} ${amount}\n`);
  let found = 0;
  for await (
    const _line of createInterface({ input: socket, crlfDelay: Infinity })
  ) {
    found++;
  }
  if (found !== amount) throw new Error(`Expected ${amount}, got ${found}`);
}

await pass(Math.ceil(count / 4));
const start = performance.now();
await pass(Number(count));
console.log(count / ((performance.now() - start) / 1000));
