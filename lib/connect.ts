import {
  type Candidate,
  type ConnectAttempt,
  failedOutcome,
} from "./connect_attempt.ts";
import { ConnectError } from "./connect_error.ts";
import { Connection } from "./connection.ts";
import { Wait, type WaitOptions } from "./deadline.ts";
import {
  type Dialling,
  HappyEyeballs,
  interleaveFamilies,
  type RaceResult,
} from "./happy_eyeballs.ts";
import { literalCandidate, resolveCandidates } from "./resolve_candidates.ts";

/**
 * How to connect. `timeout` covers resolving the name and all attempts together.
 *
 * @example
 * ```ts
 * import { connect, type ConnectOptions, listen } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const walk: ConnectOptions = { strategy: "sequential", family: 4, timeout: 5000 };
 * using bar = await listen();
 * using client = await connect("localhost", bar.addr.port, walk);
 * assertEquals(client.attempts.map(({ address }) => address), ["127.0.0.1"]);
 * ```
 */
export interface ConnectOptions extends WaitOptions {
  /**
   * `happy-eyeballs` (the default, RFC 8305) tries the next address while a silent one is still being tried;
   * `sequential` walks the list one by one, as the lecture's `open_clientfd` does.
   */
  strategy?: "happy-eyeballs" | "sequential";
  /** Milliseconds a silent attempt has before the next one starts; 250 by default, at least 10 (RFC 8305 §8). */
  attemptDelay?: number;
  /** Only addresses of this family. */
  family?: 4 | 6;
  /** Send small writes at once (TCP_NODELAY): `true` by default; `false` leaves Nagle's algorithm on. */
  noDelay?: boolean;
}

const DEFAULT_ATTEMPT_DELAY = 250;
const LEAST_ATTEMPT_DELAY = 10;

/**
 * Connects to a host by name or IP address, and a port by number or service name (`"80"`, `"http"`).
 *
 * Throws `AddressError` if the name or port cannot be resolved, `ConnectError` with all `attempts` if no address
 * answered, `DeadlineError` after `timeout`. TCP_NODELAY is on, as in Go; `noDelay: false` leaves it off.
 *
 * @example
 * ```ts
 * import { connect, listen } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * using bar = await listen();
 * using client = await connect("localhost", bar.addr.port);
 * assertEquals(client.remoteAddr.port, bar.addr.port);
 * assertEquals(client.attempts.at(-1)?.outcome, "connected");
 * ```
 */
export async function connect(
  hostname: string,
  port: number | string,
  options: ConnectOptions = {},
): Promise<Connection> {
  const label = hostname.includes(":") && !hostname.startsWith("[")
    ? `[${hostname}]:${port}`
    : `${hostname}:${port}`;
  const wait = new Wait("connect to", label, options);
  const { family, noDelay = true } = options;
  const query = { action: "connect to", hostname, port, family };
  try {
    const literal = literalCandidate(query);
    const { socket, attempts } = literal !== undefined
      ? await dialOnly(literal, wait)
      : await waitForWinner(
        startRace(await resolveCandidates(query, options), options),
        wait,
      );
    if (socket === undefined) throw new ConnectError(label, attempts);
    return new Connection<Deno.NetAddr>(socket, { attempts, noDelay });
  } finally {
    wait.end();
  }
}

/** Connects to the only address there is: nothing to race. */
async function dialOnly(
  { address, family, port }: Candidate,
  wait: Wait,
): Promise<RaceResult<Deno.TcpConn>> {
  const start = performance.now();
  const attempt: ConnectAttempt = {
    address,
    family,
    port,
    start,
    end: start,
    outcome: "connected",
  };
  const { connected, abandon } = dial(attempt);
  try {
    return { socket: await wait.for(connected), attempts: [attempt] };
  } catch (error) {
    if (error === wait.failure) {
      abandon();
      throw error;
    }
    attempt.outcome = failedOutcome(error);
    attempt.error = error as Error;
    return { attempts: [attempt] };
  } finally {
    attempt.end = performance.now();
  }
}

async function waitForWinner<Socket extends Deno.Conn>(
  race: HappyEyeballs<Socket>,
  wait: Wait,
): Promise<RaceResult<Socket>> {
  const racing = race.run();
  try {
    return await wait.for(racing);
  } catch (failure) {
    race.abandon();
    // Won in the very turn in which the deadline passed: nobody else knows of it.
    racing.then(({ socket }) => socket?.close());
    throw failure;
  }
}

function startRace(
  candidates: Candidate[],
  options: ConnectOptions,
): HappyEyeballs<Deno.TcpConn> {
  const sequential = options.strategy === "sequential";
  const { attemptDelay = DEFAULT_ATTEMPT_DELAY } = options;
  return new HappyEyeballs(
    sequential ? candidates : interleaveFamilies(candidates),
    {
      dial,
      attemptDelay: sequential
        ? Infinity
        : Math.max(LEAST_ATTEMPT_DELAY, attemptDelay),
      now: () => performance.now(),
      later(callback, milliseconds) {
        const timer = setTimeout(callback, milliseconds);
        return () => clearTimeout(timer);
      },
    },
  );
}

function dial({ address, port }: Candidate): Dialling<Deno.TcpConn> {
  const controller = new AbortController();
  const connected = Deno.connect({
    hostname: address,
    port,
    signal: controller.signal,
    autoSelectFamily: false,
  });
  return {
    connected,
    abandon() {
      controller.abort();
      connected.then((socket) => socket.close(), () => {});
    },
  };
}
