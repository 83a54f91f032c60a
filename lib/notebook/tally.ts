/**
 * What one kernel has counted so far.
 *
 * @example
 * ```ts
 * import type { Tally } from "sockets/notebook";
 * import { assertEquals } from "@std/assert";
 *
 * function passed({ exercises }: Tally): string[] {
 *   return Object.keys(exercises).filter((id) => exercises[id] === "passed");
 * }
 * const tally: Tally = { assertions: 9, exercises: { "ex-order": "passed", "ex-bill": "open" } };
 * assertEquals(passed(tally), ["ex-order"]);
 * ```
 */
export interface Tally {
  /** How many assertions of `@std/assert` and cases of checks ran. */
  assertions: number;
  /** The exercises whose check has run, by id, in that order. */
  exercises: Record<string, ExerciseState>;
}

/**
 * `open`: its body is still `todo()`; `failed`: it answers, but not rightly yet.
 *
 * @example
 * ```ts
 * import { check, type ExerciseState, tally, todo } from "sockets/notebook";
 * import { assertEquals } from "@std/assert";
 *
 * const price = (): number => todo("the price of a cider");
 * await check("ex-price", (expect) => expect("a cider", price, 3.5));
 * const state: ExerciseState = tally().exercises["ex-price"];
 * assertEquals(state, "open");
 * ```
 */
export type ExerciseState = "open" | "passed" | "failed";

/** Where whoever runs a notebook from outside finds the tally. */
const TALLY = Symbol.for("sockets.tally");

/**
 * The tally of this kernel: it lives in `globalThis[Symbol.for("sockets.tally")]`, for a runner to read.
 *
 * @example
 * ```ts
 * import { tally } from "sockets/notebook";
 * import { assertEquals } from "@std/assert";
 *
 * tally().exercises["ex-order"] = "open";
 * assertEquals(tally().exercises, { "ex-order": "open" });
 * ```
 */
export function tally(): Tally {
  const holder = globalThis as unknown as Record<symbol, Tally | undefined>;
  return holder[TALLY] ??= { assertions: 0, exercises: {} };
}
