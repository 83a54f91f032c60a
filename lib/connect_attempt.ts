/** How one attempt ended. `abandoned` means another address was connected first, or the wait was over. */
export type ConnectOutcome =
  | "connected"
  | "refused"
  | "unreachable"
  | "timed out"
  | "abandoned"
  | "failed";

/** One address that `connect` tried. Times are milliseconds since the process started. */
export interface ConnectAttempt {
  address: string;
  family: 4 | 6;
  port: number;
  start: number;
  end: number;
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
