import { connectPeer, deliver } from "./connect_peer.ts";
import type { Endpoint } from "./endpoint.ts";
import { Mailbox, type ReceiveOptions } from "./mailbox.ts";
import { encodeSubscription } from "./subscription.ts";
import type { Parts, PeerOptions, ZmtpPeer } from "./zmtp_peer.ts";

/** Connects a SUB, which hears what it subscribes to and nothing else. */
export async function connectSub(
  endpoint: Endpoint,
  options?: PeerOptions,
): Promise<SubSocket> {
  const peer = await connectPeer(endpoint, "SUB", options);
  return new SubSocket(peer, endpoint);
}

/** A SUB with one publisher; {@linkcode connectSub} makes it. */
export class SubSocket implements Disposable {
  readonly #peer: ZmtpPeer;
  readonly #inbox: Mailbox<Parts>;

  constructor(peer: ZmtpPeer, endpoint: Endpoint) {
    this.#peer = peer;
    this.#inbox = new Mailbox(endpoint);
    deliver(peer, this.#inbox);
  }

  /** Asks for the messages whose first part begins with `prefix`; by default for all. Publishers count repeats. */
  subscribe(prefix: Uint8Array = new Uint8Array()): Promise<void> {
    return this.#peer.send([encodeSubscription(true, prefix)]);
  }

  /** Takes one subscription back. */
  unsubscribe(prefix: Uint8Array = new Uint8Array()): Promise<void> {
    return this.#peer.send([encodeSubscription(false, prefix)]);
  }

  /** The next message; throws `DeadlineError`, or why the connection ended. */
  receive(options?: ReceiveOptions): Promise<Parts> {
    return this.#inbox.take(options);
  }

  close(): void {
    this.#peer.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
