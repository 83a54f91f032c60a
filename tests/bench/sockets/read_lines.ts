/** Lines per second in Deno: `read_lines.ts <port> <length> <count> readLine|lines|stream`. */
import { connect, lines, readLine, writeAll } from "sockets";
import { printRate } from "./timed.ts";

const [port, length, count, way] = Deno.args;

const WAYS: Record<string, (request: string) => Promise<number>> = {
  async readLine(request) {
    using connection = await connect("127.0.0.1", port);
    await writeAll(connection, request);
    let found = 0;
    while (await readLine(connection) !== null) found++;
    return found;
  },
  async lines(request) {
    using connection = await connect("127.0.0.1", port);
    await writeAll(connection, request);
    let found = 0;
    for await (const _line of lines(connection)) found++;
    return found;
  },
  async stream(request) {
    const connection = await Deno.connect({ port: Number(port) });
    await connection.write(new TextEncoder().encode(request));
    const text = connection.readable.pipeThrough(new TextDecoderStream());
    let found = 0;
    for await (const _line of text.pipeThrough(lineSplitter())) found++;
    return found;
  },
};

function lineSplitter(): TransformStream<string, string> {
  let rest = "";
  return new TransformStream({
    transform(chunk, controller) {
      const parts = (rest + chunk).split("\n");
      rest = parts.pop()!;
      for (const part of parts) {
        controller.enqueue(part.endsWith("\r") ? part.slice(0, -1) : part);
      }
    },
    flush(controller) {
      if (rest) controller.enqueue(rest);
    },
  });
}

await printRate(async (amount) => {
  const found = await WAYS[way](`lines ${length} ${amount}\n`);
  if (found !== amount) throw new Error(`Expected ${amount}, got ${found}`);
}, Number(count));
