import type { Endpoint } from "./endpoint.ts";
import { Mailbox, type ReceiveOptions } from "./mailbox.ts";
import { PeerListener } from "./peer_listener.ts";
import type { Parts, PeerOptions, ZmtpPeer } from "./zmtp_peer.ts";

/** A message and who sent it. */
export interface RoutedMessage {
  identity: Uint8Array;
  parts: Parts;
}

/**
 * A ROUTER: it hears all its peers and answers each by identity.
 *
 * A peer without an identity of its own gets one; a newcomer with the identity of another takes its place, as
 * after a reconnection (libzmq's ZMQ_ROUTER_HANDOVER). Source: RFC 28/REQREP.
 */
export class RouterSocket implements Disposable {
  readonly #inbox: Mailbox<RoutedMessage>;
  readonly #peers = new Map<string, ZmtpPeer>();
  #listener!: PeerListener;
  #peerCount = 0;

  private constructor(endpoint: Endpoint) {
    this.#inbox = new Mailbox(endpoint);
  }

  /** Listens; TCP port 0 is any free one. */
  static async bind(
    endpoint: Endpoint,
    options?: PeerOptions,
  ): Promise<RouterSocket> {
    const router = new RouterSocket(endpoint);
    router.#listener = await PeerListener.bind(
      endpoint,
      "ROUTER",
      (peer) => router.#serve(peer),
      options,
    );
    return router;
  }

  /** Where it listens, with the real port. */
  get endpoint(): Endpoint {
    return this.#listener.endpoint;
  }

  /** The next message of any peer. */
  receive(options?: ReceiveOptions): Promise<RoutedMessage> {
    return this.#inbox.take(options);
  }

  /** Sends to one peer; `false` if it is not there, or goes away meanwhile. */
  async send(
    identity: Uint8Array,
    parts: readonly Uint8Array[],
  ): Promise<boolean> {
    const peer = this.#peers.get(identity.toHex());
    if (peer === undefined) return false;
    try {
      await peer.send(parts);
      return true;
    } catch {
      peer.close();
      return false;
    }
  }

  close(): void {
    this.#listener.close();
    this.#inbox.end(new Error("This side closed the socket"));
  }

  [Symbol.dispose](): void {
    this.close();
  }

  async #serve(peer: ZmtpPeer): Promise<void> {
    const identity = peer.identity.length > 0
      ? peer.identity
      : this.#nextIdentity();
    const key = identity.toHex();
    this.#peers.get(key)?.close();
    this.#peers.set(key, peer);
    try {
      for await (const parts of peer.messages()) {
        this.#inbox.put({ identity, parts });
        await this.#inbox.room();
      }
    } finally {
      if (this.#peers.get(key) === peer) this.#peers.delete(key);
    }
  }

  /** An octet 0, which peers may not choose, and a number. */
  #nextIdentity(): Uint8Array {
    const identity = new Uint8Array(5);
    new DataView(identity.buffer).setUint32(1, ++this.#peerCount);
    return identity;
  }
}
