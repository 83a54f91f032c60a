/** What a subscriber asks for. */
export interface Subscription {
  /** `false` takes it back. */
  subscribe: boolean;
  prefix: Uint8Array;
}

/** Encodes a subscription as the one part of a message. Source: RFC 29/PUBSUB; in ZMTP 3.0 it is a message. */
export function encodeSubscription(
  subscribe: boolean,
  prefix: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const octets = new Uint8Array(1 + prefix.length);
  octets[0] = subscribe ? 1 : 0;
  octets.set(prefix, 1);
  return octets;
}

/** Reads a subscription; `undefined` for what is none, which publishers ignore. */
export function parseSubscription(
  octets: Uint8Array,
): Subscription | undefined {
  if (octets[0] !== 0 && octets[0] !== 1) return undefined;
  return { subscribe: octets[0] === 1, prefix: octets.subarray(1) };
}

/** The subscriptions of one peer, counted: each is in force until it has been taken back as often as made. */
export class SubscriptionList {
  readonly #counts = new Map<string, { prefix: Uint8Array; count: number }>();

  change({ subscribe, prefix }: Subscription): void {
    const key = prefix.toHex();
    const entry = this.#counts.get(key) ?? { prefix: prefix.slice(), count: 0 };
    entry.count += subscribe ? 1 : -1;
    if (entry.count > 0) this.#counts.set(key, entry);
    else this.#counts.delete(key);
  }

  /** Whether a message with this first part is wanted. */
  wants(topic: Uint8Array): boolean {
    for (const { prefix } of this.#counts.values()) {
      if (prefix.every((octet, index) => octet === topic[index])) return true;
    }
    return false;
  }
}
