/**
 * The phases of one exchange, in their order.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { listen, writeAll } from "sockets";
 * import { type FetchPhaseName, httpFetch } from "sockets/http";
 *
 * using bar = await listen();
 * const fetching = httpFetch(`http://127.0.0.1:${bar.addr.port}/`);
 * using guest = await bar.accept();
 * await writeAll(guest, "HTTP/1.1 204 No Content\r\n\r\n");
 * using answer = await fetching;
 * const names: FetchPhaseName[] = answer.timeline.phases.map(({ name }) => name);
 * assertEquals(names.slice(0, 4), ["resolve", "connect", "request", "first byte"]); // No TLS.
 * ```
 */
export type FetchPhaseName =
  | "resolve"
  | "connect"
  | "tls"
  | "request"
  | "first byte"
  | "body";

/**
 * One phase, in milliseconds since the process started (`performance.now()`).
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import type { FetchPhase } from "sockets/http";
 *
 * function milliseconds({ start, end }: FetchPhase): number {
 *   return end - start;
 * }
 * assertEquals(milliseconds({ name: "connect", start: 1200, end: 1212.5 }), 12.5);
 * ```
 */
export interface FetchPhase {
  /** What was done. */
  name: FetchPhaseName;
  /** When it began. */
  start: number;
  /** When it was over. */
  end: number;
}

/**
 * How long each phase of an exchange took. `body` is added once the body has been read.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import type { FetchTimeline } from "sockets/http";
 *
 * function total({ phases }: FetchTimeline): number {
 *   return phases.at(-1)!.end - phases[0].start;
 * }
 * const resolve = { name: "resolve", start: 10, end: 30 } as const;
 * const connect = { name: "connect", start: 30, end: 42 } as const;
 * assertEquals(total({ phases: [resolve, connect] }), 32);
 * ```
 */
export interface FetchTimeline {
  /** In their order; those that were not needed are missing. */
  phases: FetchPhase[];
}

/** Adds a phase that starts where the last one ended. */
export function endPhase(
  timeline: FetchTimeline,
  name: FetchPhaseName,
  start: number,
  end: number = performance.now(),
): number {
  timeline.phases.push({ name, start, end });
  return end;
}
