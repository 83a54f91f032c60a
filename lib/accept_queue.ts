import type { Wait } from "./deadline.ts";
import { ClosedError } from "./errors.ts";

/** Anything with the shape of `Deno.Listener`. */
export interface SystemListener<Socket> {
  accept(): Promise<Socket>;
  close(): void;
}

/** A guest at the door, and who waits for one. */
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

  /** The next socket, in the order of the calls. */
  next(wait: Wait): Promise<Socket> {
    if (this.closed) return Promise.reject(this.#closedError());
    const arrived = this.#arrived.shift();
    if (arrived !== undefined) return Promise.resolve(arrived);
    const come = new Promise<Socket>((take, fail) => {
      this.#acceptors.push({ wait, take, fail });
    });
    this.#acceptMore();
    return wait.for(come, (socket) => {
      // Taken in the very turn in which the wait was aborted: it is the next one's.
      if (wait.failure !== undefined) this.#arrive(socket);
      return socket;
    });
  }

  /** Gives up the place in the queue. */
  leave(wait: Wait): void {
    const place = this.#acceptors.findIndex((other) => other.wait === wait);
    if (place >= 0) this.#acceptors.splice(place, 1);
  }

  #arrive(socket: Socket): void {
    if (this.closed) return socket.close();
    let acceptor = this.#acceptors.shift();
    while (acceptor?.wait.failure !== undefined) {
      acceptor = this.#acceptors.shift();
    }
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
