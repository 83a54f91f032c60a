/**
 * How a thing that was checked stands.
 *
 * - `good`: as it should be
 * - `note`: missing, and only some uses need it
 * - `warning`: the kit runs, but not all of it as it should
 * - `failure`: the kit cannot run
 */
export type FindingState = "good" | "note" | "warning" | "failure";

/** What a check found, in one line. */
export interface Finding {
  /** What was checked, e.g. `"npm packages"`. */
  name: string;
  state: FindingState;
  /** What was found. */
  found: string;
  /** What the user must do, if anything. */
  advice?: string;
}

/** Whether these findings let the kit run. */
export function canRun(findings: Finding[]): boolean {
  return findings.every(({ state }) => state !== "failure");
}

/** Whether something is not as it should be. */
export function isTrouble(state: FindingState): boolean {
  return state === "warning" || state === "failure";
}
