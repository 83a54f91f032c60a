/** The phases of one exchange, in their order. */
export type FetchPhaseName =
  | "resolve"
  | "connect"
  | "tls"
  | "request"
  | "first byte"
  | "body";

/** One phase, in milliseconds since the process started (`performance.now()`). */
export interface FetchPhase {
  name: FetchPhaseName;
  start: number;
  end: number;
}

/** How long each phase of an exchange took. `body` is added once the body has been read. */
export interface FetchTimeline {
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
