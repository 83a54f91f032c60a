import type { Candidate } from "./connect_attempt.ts";
import { Wait, type WaitOptions } from "./deadline.ts";
import { ListenError } from "./errors.ts";
import { Listener } from "./listener.ts";
import { resolveCandidates } from "./resolve_candidates.ts";
import { errorCode } from "./system_failure.ts";

/**
 * Where and how to listen.
 *
 * @example
 * ```ts
 * import { listen, type ListenOptions } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * const small: ListenOptions = { hostname: "localhost", family: 4, backlog: 2 };
 * using bar = await listen(0, small);
 * assertEquals(bar.addr.hostname, "127.0.0.1");
 * ```
 */
export interface ListenOptions extends WaitOptions {
  /**
   * The address or name to bind: `127.0.0.1` by default (`::1` with `family: 6`), so only this machine can connect. `"::"`, `"0.0.0.0"` or
   * `""` asks for all interfaces, IPv6 and IPv4 alike; `family` narrows that down, but `6` keeps IPv4 out only
   * where the system's IPv6 sockets do not take it along (RFC 3493 §5.3).
   */
  hostname?: string;
  /** Only addresses of this family. */
  family?: 4 | 6;
  /** How many clients may wait to be accepted: 4096 by default, and the system caps it (LISTENQ, listen(2)). */
  backlog?: number;
  /** Send small writes on accepted connections at once (TCP_NODELAY): `true` by default. */
  noDelay?: boolean;
}

const DEFAULT_BACKLOG = 4096;

/**
 * Opens a listening socket; port 0, the default, is any free one (find it in `addr.port`).
 *
 * Of several addresses the first that can be bound is taken, as in `open_listenfd`; all interfaces means both IPv6
 * and IPv4. SO_REUSEADDR is set, except on Windows. Throws `AddressError` if the name or service cannot be
 * resolved, `ListenError` if nothing can be bound.
 *
 * @example
 * ```ts
 * import { connect, listen, readLine, writeAll } from "sockets";
 * import { assertEquals } from "@std/assert";
 *
 * using bar = await listen(0);
 * using client = await connect("localhost", bar.addr.port);
 * using guest = await bar.accept();
 * await writeAll(client, "Hello, a cider please\n");
 * assertEquals(await readLine(guest), "Hello, a cider please");
 * ```
 */
export async function listen(
  port: number | string = 0,
  options: ListenOptions = {},
): Promise<Listener> {
  const { family } = options;
  const { hostname = family === 6 ? "::1" : "127.0.0.1" } = options;
  const everywhere = isUnspecified(hostname);
  const wait = new Wait("listen on", `${hostname}:${port}`, options);
  try {
    const candidates = await resolveCandidates({
      action: "listen on",
      hostname: everywhere ? (family === 4 ? "0.0.0.0" : "::") : hostname,
      port,
      family,
      passive: true,
    }, options);
    return everywhere && family === undefined
      ? bindDualStack(candidates[0].port, options)
      : bindFirst(candidates, options);
  } finally {
    wait.end();
  }
}

function isUnspecified(hostname: string): boolean {
  return ["", "*", "::", "[::]", "0.0.0.0"].includes(hostname);
}

/**
 * Where IPv6 sockets take IPv4 too (Linux, macOS) the second bind is refused or harmless; where they do not
 * (Windows, IPV6_V6ONLY) it is the IPv4 half; without IPv6 it is all there is.
 */
function bindDualStack(port: number, options: ListenOptions): Listener {
  let both: Deno.TcpListener;
  try {
    both = bind({ address: "::", family: 6, port }, options);
  } catch (failure) {
    if (failure instanceof Deno.errors.AddrInUse) {
      throw listenError(`[::]:${port}`, failure);
    }
    return bindFirst([{ address: "0.0.0.0", family: 4, port }], options);
  }
  const others: Deno.TcpListener[] = [];
  try {
    const half = {
      address: "0.0.0.0",
      family: 4,
      port: both.addr.port,
    } as const;
    others.push(bind(half, options));
  } catch {
    // Taken by the IPv6 listener itself.
  }
  return new Listener<Deno.NetAddr>(both, { noDelay: options.noDelay, others });
}

function bindFirst(
  candidates: Candidate[],
  options: ListenOptions,
): Listener {
  let failure: unknown;
  for (const candidate of candidates) {
    try {
      return new Listener<Deno.NetAddr>(bind(candidate, options), options);
    } catch (error) {
      failure ??= error;
    }
  }
  const { address, port } = candidates[0];
  throw listenError(`${address}:${port}`, failure);
}

function bind(
  { address, port }: Candidate,
  { backlog = DEFAULT_BACKLOG }: ListenOptions,
): Deno.TcpListener {
  return Deno.listen({ hostname: address, port, tcpBacklog: backlog });
}

const REASONS: Record<string, string> = {
  EADDRINUSE: "another program listens there; choose another port, or 0",
  EADDRNOTAVAIL: "this machine has no such address",
  EACCES: "not allowed; ports below 1024 belong to the system's services",
};

function listenError(address: string, cause: unknown): ListenError {
  const code = errorCode(cause) ?? "";
  const words = cause instanceof Error ? cause.message : String(cause);
  return new ListenError(
    `Cannot listen on "${address}": ${REASONS[code] ?? words}`,
    { address, code, cause },
  );
}
