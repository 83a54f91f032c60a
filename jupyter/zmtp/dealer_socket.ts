import { connectPeer, deliver } from "./connect_peer.ts";
import type { Endpoint } from "./endpoint.ts";
import { Mailbox, type ReceiveOptions } from "./mailbox.ts";
import type { Parts, PeerOptions, ZmtpPeer } from "./zmtp_peer.ts";

/** Connects a DEALER: it sends and receives messages in any order. */
export async function connectDealer(
  endpoint: Endpoint,
  options?: PeerOptions,
): Promise<DealerSocket> {
  const peer = await connectPeer(endpoint, "DEALER", options);
  return new DealerSocket(peer, endpoint);
}

/** A DEALER with one peer; {@linkcode connectDealer} makes it. */
export class DealerSocket implements Disposable {
  readonly #peer: ZmtpPeer;
  readonly #inbox: Mailbox<Parts>;

  constructor(peer: ZmtpPeer, endpoint: Endpoint) {
    this.#peer = peer;
    this.#inbox = new Mailbox(endpoint);
    deliver(peer, this.#inbox);
  }

  /** Sends a message. */
  send(parts: readonly Uint8Array[]): Promise<void> {
    return this.#peer.send(parts);
  }

  /** The next message; throws `DeadlineError`, or why the connection ended. */
  receive(options?: ReceiveOptions): Promise<Parts> {
    return this.#inbox.take(options);
  }

  /** Makes the peer's system acknowledge what it sent, so that Nagle's algorithm lets the next part go. */
  ping(): Promise<void> {
    return this.#peer.ping();
  }

  close(): void {
    this.#peer.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
