import type { ConnectAttempt } from "./connect_attempt.ts";
import { SocketError } from "./errors.ts";

/**
 * No address of a host could be connected to (the lecture's -1). `attempts` has each address and its error.
 *
 * @example
 * ```ts
 * import { connect, ConnectError, listen } from "sockets";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * const bar = await listen();
 * bar.close();
 * const error = await assertRejects(() => connect("127.0.0.1", bar.addr.port), ConnectError);
 * assertEquals(error.attempts[0].outcome, "refused");
 * ```
 */
export class ConnectError extends SocketError {
  override name = "ConnectError";
  /** Every address that was tried, in order. */
  readonly attempts: readonly ConnectAttempt[];
  constructor(address: string, attempts: readonly ConnectAttempt[]) {
    const each = attempts.map((attempt) =>
      `${attempt.address} ${attempt.outcome}`
    ).join(", ");
    const cause = attempts.findLast(({ error }) => error !== undefined)?.error;
    super(
      `Cannot connect to "${address}": ${
        each || "it has no address"
      }; is somebody listening there?`,
      { address, cause, code: (cause as { code?: string } | undefined)?.code },
    );
    this.attempts = attempts;
  }
}
