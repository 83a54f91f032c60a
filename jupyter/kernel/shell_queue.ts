import type { Incoming } from "./kernel_sockets.ts";

/** Requests that were on their way when a cell failed may arrive so many milliseconds later. */
const ABORT_WINDOW = 100;

interface Waiting {
  incoming: Incoming;
  aborted: boolean;
}

/** Requests on the shell channel, one after the other, and those that an error calls off. */
export class ShellQueue {
  readonly #handle: (incoming: Incoming) => Promise<void>;
  readonly #abort: (incoming: Incoming) => void;
  readonly #waiting: Waiting[] = [];
  #busy = false;
  #abortedAt = -Infinity;

  /** `handle` runs a request to its end, `abort` answers one that was called off. */
  constructor(
    handle: (incoming: Incoming) => Promise<void>,
    abort: (incoming: Incoming) => void,
  ) {
    this.#handle = handle;
    this.#abort = abort;
  }

  /** Adds a request; resolves once the queue has been worked off. */
  async add(incoming: Incoming): Promise<void> {
    const aborted = isExecution(incoming) && this.#wasSentBefore(incoming);
    this.#waiting.push({ incoming, aborted });
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (
        let next = this.#waiting.shift();
        next !== undefined;
        next = this.#waiting.shift()
      ) {
        if (next.aborted) this.#abort(next.incoming);
        else await this.#handle(next.incoming);
      }
    } finally {
      this.#busy = false;
    }
  }

  /** A cell has failed: the executions that wait are called off, as `stop_on_error` asks. */
  abortWaiting(): void {
    this.#abortedAt = Date.now();
    for (const waiting of this.#waiting) {
      if (isExecution(waiting.incoming)) waiting.aborted = true;
    }
  }

  /** Whether this request left its front-end before the failure, and was only slower than our reply. */
  #wasSentBefore({ message }: Incoming): boolean {
    const sent = Date.parse(message.header.date);
    return sent < this.#abortedAt &&
      Date.now() - this.#abortedAt < ABORT_WINDOW;
  }
}

function isExecution({ message }: Incoming): boolean {
  return message.header.msg_type === "execute_request";
}
