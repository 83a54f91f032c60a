import type { Command } from "./command.ts";
import type { Endpoint } from "./endpoint.ts";
import { PeerListener } from "./peer_listener.ts";
import { parseSubscription, SubscriptionList } from "./subscription.ts";
import type { PeerOptions, ZmtpPeer } from "./zmtp_peer.ts";

/** A subscriber that lets this much pile up loses messages until it reads again. */
const MAX_PENDING = 64 * 1024 * 1024;

/** A PUB: it sends each message to all who have subscribed to it. Source: RFC 29/PUBSUB. */
export class PubSocket implements Disposable {
  readonly #subscribers = new Map<ZmtpPeer, SubscriptionList>();
  readonly #onSubscription: (topic: Uint8Array) => void;
  #listener!: PeerListener;

  private constructor(onSubscription?: (topic: Uint8Array) => void) {
    this.#onSubscription = onSubscription ?? (() => {});
  }

  /** Listens; TCP port 0 is any free one. `onSubscription` hears of each new subscription. */
  static async bind(
    endpoint: Endpoint,
    options: PeerOptions & { onSubscription?: (topic: Uint8Array) => void } =
      {},
  ): Promise<PubSocket> {
    const publisher = new PubSocket(options.onSubscription);
    publisher.#listener = await PeerListener.bind(
      endpoint,
      "PUB",
      (peer) => publisher.#serve(peer),
      options,
    );
    return publisher;
  }

  /** Where it listens, with the real port. */
  get endpoint(): Endpoint {
    return this.#listener.endpoint;
  }

  /** How many peers are connected. */
  get peerCount(): number {
    return this.#subscribers.size;
  }

  /** Sends to all who want it; resolves once it is on its way to each. */
  async send(parts: readonly Uint8Array[]): Promise<void> {
    const sending: Promise<void>[] = [];
    for (const [peer, list] of this.#subscribers) {
      if (!list.wants(parts[0]) || peer.pending > MAX_PENDING) continue;
      sending.push(peer.send(parts).catch(() => peer.close()));
    }
    await Promise.all(sending);
  }

  close(): void {
    this.#listener.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  async #serve(peer: ZmtpPeer): Promise<void> {
    const list = new SubscriptionList();
    this.#subscribers.set(peer, list);
    // ZMTP 3.1 subscribes by command, 3.0 by message.
    const onCommand = ({ name, content }: Command) => {
      if (name === "SUBSCRIBE") this.#change(list, true, content);
      if (name === "CANCEL") this.#change(list, false, content);
    };
    try {
      for await (const [octets] of peer.messages(onCommand)) {
        const change = parseSubscription(octets);
        if (change) this.#change(list, change.subscribe, change.prefix);
      }
    } finally {
      this.#subscribers.delete(peer);
    }
  }

  #change(list: SubscriptionList, subscribe: boolean, prefix: Uint8Array) {
    list.change({ subscribe, prefix });
    if (subscribe) this.#onSubscription(prefix);
  }
}
