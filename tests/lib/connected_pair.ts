/** Two ends of one loopback connection. */
import { connect, type Connection, type ConnectOptions, listen } from "sockets";

export interface ConnectedPair extends Disposable {
  /** The side that connected. */
  client: Connection;
  /** The side that was accepted. */
  guest: Connection;
}

/** Connects through a listener that is closed again at once. */
export async function connectedPair(
  options?: ConnectOptions,
): Promise<ConnectedPair> {
  using listener = await listen();
  const [client, guest] = await Promise.all([
    connect("127.0.0.1", listener.addr.port, options),
    listener.accept(),
  ]);
  return {
    client,
    guest,
    [Symbol.dispose]() {
      client.close();
      guest.close();
    },
  };
}
