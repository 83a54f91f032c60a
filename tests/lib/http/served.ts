import { connect, type Connection, listen } from "sockets";
import {
  type HttpHandler,
  serveHttp,
  type ServeHttpOptions,
} from "sockets/http";

/** A server of one test; disposing of it ends it and rejects if it went wrong. */
export interface Served extends AsyncDisposable {
  origin: string;
  port: number;
  connect(): Promise<Connection>;
}

/** Serves with a handler on a free port. */
export async function served(
  handler: HttpHandler,
  options?: ServeHttpOptions,
): Promise<Served> {
  const listener = await listen();
  const serving = serveHttp(listener, handler, options);
  const { port } = listener.addr;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    connect: () => connect("127.0.0.1", port),
    async [Symbol.asyncDispose]() {
      listener.close();
      await serving;
    },
  };
}

/** A server that speaks by hand: each connection is given to `speak`, then closed. */
export async function spoken(
  speak: (connection: Connection, turn: number) => Promise<void>,
): Promise<Served> {
  const listener = await listen();
  const serving = (async () => {
    const turns: Promise<void>[] = [];
    for await (const connection of listener) {
      const turn = turns.length;
      turns.push(
        speak(connection, turn).finally(() => connection.close()),
      );
    }
    await Promise.all(turns);
  })();
  const { port } = listener.addr;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    connect: () => connect("127.0.0.1", port),
    async [Symbol.asyncDispose]() {
      listener.close();
      await serving;
    },
  };
}
