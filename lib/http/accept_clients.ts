import type { Connection } from "../connection.ts";
import { SocketError } from "../errors.ts";
import type { Listener } from "../listener.ts";

/** What the system can be short of for a moment: descriptors, buffers, memory (accept(2), ERRORS). */
const SHORTAGES = new Set(["EMFILE", "ENFILE", "ENOBUFS", "ENOMEM"]);

/** The pause before the next try, in milliseconds: each is twice as long as the one before, up to a second. */
const FIRST_PAUSE = 5;
const LONGEST_PAUSE = 1000;

/** What to do with who comes, and with what keeps them from coming. */
export interface ClientsHandling<Address extends Deno.Addr> {
  take(connection: Connection<Address>): void;
  /** Told of a failure after which it goes on. */
  onShortage(error: SocketError): void;
}

/**
 * Accepts one client after the other until the listener is closed.
 *
 * A system that is short of something gets a pause: it has it again as soon as some client leaves, and those that wait
 * in the backlog are served then.
 */
export async function acceptClients<Address extends Deno.Addr>(
  listener: Listener<Address>,
  { take, onShortage }: ClientsHandling<Address>,
): Promise<void> {
  for (let pause = FIRST_PAUSE;; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    try {
      for await (const connection of listener) {
        pause = FIRST_PAUSE;
        take(connection);
      }
      return;
    } catch (error) {
      if (!isShortage(error)) throw error;
      onShortage(error);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

function isShortage(error: unknown): error is SocketError {
  return error instanceof SocketError && SHORTAGES.has(error.code ?? "");
}
