import type { Candidate, ConnectAttempt } from "./connect_attempt.ts";
import { failedOutcome } from "./connect_attempt.ts";

/** One attempt in progress. */
export interface Dialling<Socket> {
  /** Settles when the attempt succeeds or fails. */
  connected: Promise<Socket>;
  /** Gives up; a socket that arrives all the same is closed. */
  abandon(): void;
}

/** What the race needs of the world; tests put a clock and a network of their own here. */
export interface RaceRules<Socket> {
  dial(candidate: Candidate): Dialling<Socket>;
  /** Milliseconds before the next address is tried while the one before has not answered; `Infinity`: in turn. */
  attemptDelay: number;
  now(): number;
  /** Calls back after so many milliseconds, unless cancelled. */
  later(callback: () => void, milliseconds: number): () => void;
}

/** How a race ended: with a socket, or with every attempt failed. */
export interface RaceResult<Socket> {
  socket?: Socket;
  attempts: ConnectAttempt[];
}

/**
 * The order of attempts: the families take turns, beginning with the system's first choice
 * (RFC 8305 §4, First Address Family Count 1).
 */
export function interleaveFamilies(
  candidates: readonly Candidate[],
): Candidate[] {
  if (candidates.length < 2) return [...candidates];
  const first = candidates.filter(({ family }) =>
    family === candidates[0].family
  );
  const second = candidates.filter(({ family }) =>
    family !== candidates[0].family
  );
  const longest = Math.max(first.length, second.length);
  return Array.from({ length: longest }, (_, turn) => [
    ...first.slice(turn, turn + 1),
    ...second.slice(turn, turn + 1),
  ]).flat();
}

/**
 * Tries the candidates in order, a new one whenever the last has failed or has been silent for the attempt delay;
 * the first to connect wins, the others are abandoned (RFC 8305 §5).
 *
 *     next ── dial ──┬─ connected ──────────→ winner, abandon the others
 *       ↑            ├─ failed ─────────────→ next at once
 *       └────────────┴─ silent for the delay → next, this one goes on
 */
export class HappyEyeballs<Socket> {
  readonly attempts: ConnectAttempt[] = [];
  readonly #waiting: Candidate[];
  readonly #rules: RaceRules<Socket>;
  readonly #running = new Map<ConnectAttempt, Dialling<Socket>>();
  readonly #result = Promise.withResolvers<RaceResult<Socket>>();
  #cancelTimer: () => void = () => {};
  #over = false;

  constructor(candidates: readonly Candidate[], rules: RaceRules<Socket>) {
    this.#waiting = [...candidates];
    this.#rules = rules;
  }

  /** Runs the race; resolves also when every attempt failed. */
  run(): Promise<RaceResult<Socket>> {
    this.#next();
    return this.#result.promise;
  }

  /** Ends the race without a winner. */
  abandon(): void {
    if (this.#over) return;
    this.#over = true;
    this.#cancelTimer();
    for (const [attempt, dialling] of this.#running) {
      attempt.end = this.#rules.now();
      dialling.abandon();
    }
  }

  #next(): void {
    this.#cancelTimer();
    const candidate = this.#waiting.shift();
    if (candidate === undefined) {
      if (this.#running.size > 0) return;
      this.#over = true;
      return this.#result.resolve({ attempts: this.attempts });
    }
    const start = this.#rules.now();
    const attempt: ConnectAttempt = {
      ...candidate,
      start,
      end: start,
      outcome: "abandoned",
    };
    this.attempts.push(attempt);
    const dialling = this.#rules.dial(candidate);
    this.#running.set(attempt, dialling);
    dialling.connected.then(
      (socket) => this.#won(attempt, socket),
      (error) => this.#failed(attempt, error),
    );
    if (this.#waiting.length > 0 && this.#rules.attemptDelay !== Infinity) {
      this.#cancelTimer = this.#rules.later(
        () => this.#next(),
        this.#rules.attemptDelay,
      );
    }
  }

  #won(attempt: ConnectAttempt, socket: Socket): void {
    if (this.#over) return;
    this.#running.delete(attempt);
    attempt.end = this.#rules.now();
    attempt.outcome = "connected";
    this.abandon();
    this.#result.resolve({ socket, attempts: this.attempts });
  }

  #failed(attempt: ConnectAttempt, error: Error): void {
    if (this.#over) return;
    this.#running.delete(attempt);
    attempt.end = this.#rules.now();
    attempt.outcome = failedOutcome(error);
    attempt.error = error;
    this.#next();
  }
}
