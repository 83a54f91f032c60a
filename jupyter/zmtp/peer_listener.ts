import type { Connection, Listener } from "../../lib/mod.ts";
import {
  type Endpoint,
  listenEndpoint,
  parseEndpoint,
  removeSocket,
} from "./endpoint.ts";
import type { SocketType } from "./socket_type.ts";
import { type PeerOptions, ZmtpPeer } from "./zmtp_peer.ts";

/** Serves one peer until its connection ends; what it throws ends that peer and no other. */
export type ServePeer = (peer: ZmtpPeer) => Promise<void>;

/** The listening side of ROUTER, PUB and REP: shakes hands with everyone who comes. */
export class PeerListener implements Disposable {
  /** Where it listens, with the real port. */
  readonly endpoint: Endpoint;
  readonly #listener: Listener<Deno.Addr>;
  readonly #connections = new Set<Connection<Deno.Addr>>();
  #closed = false;

  private constructor(listener: Listener<Deno.Addr>, endpoint: Endpoint) {
    this.#listener = listener;
    this.endpoint = endpoint;
  }

  static async bind(
    endpoint: Endpoint,
    socketType: SocketType,
    serve: ServePeer,
    options: PeerOptions = {},
  ): Promise<PeerListener> {
    const bound = await listenEndpoint(endpoint);
    const peers = new PeerListener(bound.listener, bound.endpoint);
    peers.#acceptAll(socketType, serve, options);
    return peers;
  }

  async #acceptAll(
    socketType: SocketType,
    serve: ServePeer,
    options: PeerOptions,
  ): Promise<void> {
    for await (const connection of this.#listener) {
      this.#connections.add(connection);
      ZmtpPeer.open(connection, socketType, options)
        .then(serve)
        .catch(() => {
          // A peer that breaks the rules or goes away is no one else's concern: its connection is closed.
        })
        .finally(() => {
          this.#connections.delete(connection);
          connection.close();
        });
    }
  }

  /** Stops listening and closes every connection. */
  close(): void {
    if (this.#closed) return; // By now the path may be another socket's.
    this.#closed = true;
    this.#listener.close();
    const place = parseEndpoint(this.endpoint);
    if (place.transport === "ipc") removeSocket(place.path);
    for (const connection of this.#connections) connection.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
