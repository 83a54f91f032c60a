import type { Endpoint } from "./endpoint.ts";
import { Mailbox, type ReceiveOptions } from "./mailbox.ts";
import { PeerListener } from "./peer_listener.ts";
import type { Parts, PeerOptions, ZmtpPeer } from "./zmtp_peer.ts";

/** A request, and the way back to who made it. */
export interface ZmtpRequest {
  parts: Parts;
  /** Answers it; `false` if who asked is gone. */
  reply(parts: readonly Uint8Array[]): Promise<boolean>;
}

/** A REP: it answers requests. Source: RFC 28/REQREP. */
export class RepSocket implements Disposable {
  readonly #inbox: Mailbox<ZmtpRequest>;
  #listener!: PeerListener;

  private constructor(endpoint: Endpoint) {
    this.#inbox = new Mailbox(endpoint);
  }

  /** Listens; TCP port 0 is any free one. */
  static async bind(
    endpoint: Endpoint,
    options?: PeerOptions,
  ): Promise<RepSocket> {
    const socket = new RepSocket(endpoint);
    socket.#listener = await PeerListener.bind(
      endpoint,
      "REP",
      (peer) => socket.#serve(peer),
      options,
    );
    return socket;
  }

  /** Where it listens, with the real port. */
  get endpoint(): Endpoint {
    return this.#listener.endpoint;
  }

  /** The next request of any peer. */
  receive(options?: ReceiveOptions): Promise<ZmtpRequest> {
    return this.#inbox.take(options);
  }

  close(): void {
    this.#listener.close();
    this.#inbox.end(new Error("This side closed the socket"));
  }

  [Symbol.dispose](): void {
    this.close();
  }

  async #serve(peer: ZmtpPeer): Promise<void> {
    for await (const message of peer.messages()) {
      const delimiter = message.findIndex((part) => part.length === 0);
      // RFC 28: without the empty part the way back is unknown, and the request is dropped.
      if (delimiter < 0) continue;
      const envelope = message.slice(0, delimiter + 1);
      this.#inbox.put({
        parts: message.slice(delimiter + 1),
        reply: (parts) =>
          peer.send([...envelope, ...parts]).then(() => true, () => false),
      });
      await this.#inbox.room();
    }
  }
}
