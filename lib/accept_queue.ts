import type { Wait } from "./deadline.ts";
import { ClosedError } from "./errors.ts";

/** Anything with the shape of `Deno.Listener`. */
export interface SystemListener<Socket> {
  accept(): Promise<Socket>;
  close(): void;
}

/** Who waits for a guest. */
interface Acceptor<Socket> {
  wait: Wait;
  take(socket: Socket): void;
  fail(failure: unknown): void;
}

/**
 * Queues concurrent accepts on one or more listeners: first come, first served.
 *
 * The system has one accept at a time per listener (Deno refuses a second as `Busy`). A deadline ends
 * a wait, never the system's accept: whoever connects meanwhile goes to the next acceptor.
 */
export class AcceptQueue<Socket extends { close(): void }> {
  readonly #listeners: readonly SystemListener<Socket>[];
  readonly #address: string;
  readonly #arrived: Socket[] = [];
  readonly #acceptors: Acceptor<Socket>[] = [];
  readonly #accepting = new Set<SystemListener<Socket>>();
  closed = false;

  constructor(listeners: readonly SystemListener<Socket>[], address: string) {
    this.#listeners = listeners;
    this.#address = address;
  }

  /** Hands over the next socket, in the order of the calls; or fails, also when the acceptor's wait ends first. */
  join(acceptor: Acceptor<Socket>): void {
    if (this.closed) return acceptor.fail(this.#closedError());
    const arrived = this.#arrived.shift();
    if (arrived !== undefined) return acceptor.take(arrived);
    this.#acceptors.push(acceptor);
    acceptor.wait.endsIn((failure) => {
      if (this.#leave(acceptor)) acceptor.fail(failure);
    });
    this.#acceptMore();
  }

  /** Gives up the place in the queue; `false` if it was called already. */
  #leave(acceptor: Acceptor<Socket>): boolean {
    const place = this.#acceptors.indexOf(acceptor);
    if (place >= 0) this.#acceptors.splice(place, 1);
    return place >= 0;
  }

  #arrive(socket: Socket): void {
    if (this.closed) return socket.close();
    const acceptor = this.#acceptors.shift();
    if (acceptor === undefined) this.#arrived.push(socket);
    else acceptor.take(socket);
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    for (const listener of this.#listeners) listener.close();
    for (const socket of this.#arrived.splice(0)) socket.close();
    for (const acceptor of this.#acceptors.splice(0)) {
      acceptor.fail(this.#closedError());
    }
  }

  #acceptMore(): void {
    for (const listener of this.#listeners) {
      if (this.#accepting.has(listener)) continue;
      this.#accepting.add(listener);
      listener.accept().then(
        (socket) => {
          this.#accepting.delete(listener);
          this.#arrive(socket);
          if (this.#acceptors.length > 0) this.#acceptMore();
        },
        (failure) => {
          this.#accepting.delete(listener);
          const ours = !this.closed && !leftEarly(failure);
          if (ours) this.#acceptors.shift()?.fail(failure);
          if (this.#acceptors.length > 0) this.#acceptMore();
        },
      );
    }
  }

  #closedError(): ClosedError {
    return new ClosedError(
      `Cannot accept on "${this.#address}": this side has closed the listener`,
      { address: this.#address },
    );
  }
}

/** Whether a client was gone again before it was accepted: no reason to stop serving (accept(2), ECONNABORTED). */
function leftEarly(failure: unknown): boolean {
  return failure instanceof Deno.errors.NotConnected ||
    failure instanceof Deno.errors.ConnectionAborted ||
    failure instanceof Deno.errors.ConnectionReset;
}
