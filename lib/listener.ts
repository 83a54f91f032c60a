import { AcceptQueue, type SystemListener } from "./accept_queue.ts";
import { addressLabel } from "./address_label.ts";
import { Connection, type SystemConnection } from "./connection.ts";
import { Wait, type WaitOptions } from "./deadline.ts";
import { ClosedError } from "./errors.ts";
import { systemFailure } from "./system_failure.ts";

/**
 * How to wait for a client.
 *
 * @example
 * ```ts
 * import { type AcceptOptions, DeadlineError, listen } from "sockets";
 * import { assertRejects } from "@std/assert";
 *
 * const impatient: AcceptOptions = { timeout: 10 };
 * using bar = await listen();
 * await assertRejects(() => bar.accept(impatient), DeadlineError, "within 10 ms");
 * ```
 */
export type AcceptOptions = WaitOptions;

/**
 * A listening socket: the doorbell. `accept` gives one connected socket for each client that rings.
 *
 * It wraps anything with the shape of `Deno.Listener`: TCP, TLS and Unix. Several `accept` calls at once queue up.
 *
 * @example
 * ```ts
 * import { Listener } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * using bar = new Listener(Deno.listen({ hostname: "127.0.0.1", port: 0 }));
 * using client = await Deno.connect({ port: bar.addr.port });
 * using guest = await bar.accept();
 * assertEquals(guest.remoteAddr, client.localAddr);
 * ```
 */
export class Listener<Address extends Deno.Addr = Deno.NetAddr>
  implements Disposable, AsyncIterable<Connection<Address>> {
  /** Where it listens; the port is the real one also if any free one was asked for. */
  readonly addr: Address;
  readonly #queue: AcceptQueue<SystemConnection<Address>>;
  readonly #address: string;
  readonly #noDelay: boolean;

  constructor(
    system: SystemListener<SystemConnection<Address>> & {
      readonly addr: Address;
    },
    options: {
      noDelay?: boolean;
      /** More system listeners that belong to this one, such as the IPv4 half of a dual stack. */
      others?: readonly SystemListener<SystemConnection<Address>>[];
    } = {},
  ) {
    this.addr = system.addr;
    this.#address = addressLabel(system.addr);
    this.#noDelay = options.noDelay ?? true;
    this.#queue = new AcceptQueue(
      [system, ...options.others ?? []],
      this.#address,
    );
  }

  /** Waits for the next client: at most 10 s, unless `timeout` says otherwise. */
  accept(options?: AcceptOptions): Promise<Connection<Address>> {
    // By hand: under a flood of clients each promise between the system and the caller counts.
    return new Promise((resolve, reject) => {
      const wait = new Wait("accept on", this.#address, options);
      this.#queue.join({
        wait,
        take: (socket) => {
          wait.end();
          resolve(new Connection(socket, { noDelay: this.#noDelay }));
        },
        fail: (failure) => {
          wait.end();
          reject(systemFailure("accept on", this.#address, failure));
        },
      });
    });
  }

  /** Stops listening. Calls that still wait get a `ClosedError`, and loops over the listener end. */
  close(): void {
    this.#queue.close();
  }

  /** Each client in turn, without a deadline, until the listener is closed. */
  async *[Symbol.asyncIterator](): AsyncIterator<Connection<Address>> {
    while (!this.#queue.closed) {
      try {
        yield await this.accept({ timeout: Infinity });
      } catch (failure) {
        if (failure instanceof ClosedError && this.#queue.closed) return;
        throw failure;
      }
    }
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
