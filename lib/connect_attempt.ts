/**
 * How one attempt ended. `abandoned` means another address was connected first, or the wait was over.
 *
 * @example
 * ```ts
 * import { connect, type ConnectError, type ConnectOutcome, listen } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const advice: Partial<Record<ConnectOutcome, string>> = {
 *   "refused": "Nobody listens on that port.",
 *   "timed out": "Nobody answers at all: a firewall?",
 * };
 * const bar = await listen();
 * bar.close();
 * const error: ConnectError = await connect("127.0.0.1", bar.addr.port).catch((error) => error);
 * assertEquals(advice[error.attempts[0].outcome], "Nobody listens on that port.");
 * ```
 */
export type ConnectOutcome =
  | "connected"
  | "refused"
  | "unreachable"
  | "timed out"
  | "abandoned"
  | "failed";

/**
 * One address that `connect` tried. Times are milliseconds since the process started.
 *
 * @example
 * ```ts
 * import { connect, type ConnectAttempt, listen } from "sockets";
 * import { assert } from "@std/assert";
 *
 * function milliseconds({ start, end }: ConnectAttempt): number {
 *   return end - start;
 * }
 * using bar = await listen();
 * using client = await connect("127.0.0.1", bar.addr.port);
 * assert(client.attempts.every((attempt) => milliseconds(attempt) >= 0));
 * ```
 */
export interface ConnectAttempt {
  /** The address as text: `"127.0.0.1"`, `"::1"`. */
  address: string;
  /** IPv4 or IPv6. */
  family: 4 | 6;
  /** The port, as a number also where a service was named. */
  port: number;
  /** When the attempt began. */
  start: number;
  /** When it succeeded, failed or was given up. */
  end: number;
  /** How it ended. */
  outcome: ConnectOutcome;
  /** The system's error, unless it connected or was abandoned. */
  error?: Error;
}

/** An address to be tried. */
export interface Candidate {
  address: string;
  family: 4 | 6;
  port: number;
}

const OUTCOMES: Record<string, ConnectOutcome> = {
  ECONNREFUSED: "refused",
  ENETUNREACH: "unreachable",
  EHOSTUNREACH: "unreachable",
  EADDRNOTAVAIL: "unreachable",
  ENETDOWN: "unreachable",
  EHOSTDOWN: "unreachable",
  ETIMEDOUT: "timed out",
};

/** The name of a failed attempt's end. */
export function failedOutcome(error: unknown): ConnectOutcome {
  if (error instanceof Deno.errors.ConnectionRefused) return "refused";
  if (error instanceof Deno.errors.TimedOut) return "timed out";
  const code = (error as { code?: string } | null)?.code ?? "";
  return OUTCOMES[code] ?? "failed";
}
