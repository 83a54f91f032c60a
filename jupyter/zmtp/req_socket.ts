import { connectPeer, deliver } from "./connect_peer.ts";
import type { Endpoint } from "./endpoint.ts";
import { Mailbox, type ReceiveOptions } from "./mailbox.ts";
import type { Parts, PeerOptions, ZmtpPeer } from "./zmtp_peer.ts";

/** Connects a REQ: each request has one reply. */
export async function connectReq(
  endpoint: Endpoint,
  options?: PeerOptions,
): Promise<ReqSocket> {
  const peer = await connectPeer(endpoint, "REQ", options);
  return new ReqSocket(peer, endpoint);
}

/** A REQ with one peer; {@linkcode connectReq} makes it. */
export class ReqSocket implements Disposable {
  readonly #peer: ZmtpPeer;
  readonly #inbox: Mailbox<Parts>;
  #last: Promise<unknown> = Promise.resolve();

  constructor(peer: ZmtpPeer, endpoint: Endpoint) {
    this.#peer = peer;
    this.#inbox = new Mailbox(endpoint);
    deliver(peer, this.#inbox);
  }

  /** Sends a request and waits for its reply. Requests made meanwhile wait for their turn. */
  request(
    parts: readonly Uint8Array[],
    options?: ReceiveOptions,
  ): Promise<Parts> {
    const reply = this.#last.then(() => this.#exchange(parts, options));
    this.#last = reply.catch(() => {
      // A reply that is late would be taken for the next one's.
      this.close();
    });
    return reply;
  }

  async #exchange(
    parts: readonly Uint8Array[],
    options?: ReceiveOptions,
  ): Promise<Parts> {
    await this.#peer.send([EMPTY, ...parts]);
    while (true) {
      const [delimiter, ...reply] = await this.#inbox.take(options);
      // RFC 28/REQREP: a REQ discards replies without the empty first part.
      if (delimiter.length === 0) return reply;
    }
  }

  close(): void {
    this.#peer.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

const EMPTY = new Uint8Array();
