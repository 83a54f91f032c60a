import { tally } from "./tally.ts";
import { TextDisplay } from "./text_display.ts";

const MARKS = { passed: "✓", open: "○", failed: "✗" };
const WORDS = { passed: "done", open: "still to do", failed: "not right yet" };

/**
 * What is done and what is left to do in this notebook, by the checks that have run.
 *
 * @example
 * ```ts
 * import { summary, tally } from "sockets/notebook";
 * import { assertStringIncludes } from "@std/assert";
 *
 * tally().exercises["ex-order"] = "passed";
 * assertStringIncludes(String(summary()), "1 of 1 exercises done");
 * ```
 */
export function summary(): TextDisplay {
  return new TextDisplay(() => {
    const { assertions, exercises } = tally();
    const states = Object.entries(exercises);
    const width = Math.max(0, ...states.map(([id]) => id.length));
    const done = states.filter(([, state]) => state === "passed").length;
    return [
      ...states.map(([id, state]) =>
        `${MARKS[state]} ${id.padEnd(width)}  ${WORDS[state]}`
      ),
      states.length === 0
        ? "No check has run yet: run the check cells under the exercises."
        : `${done} of ${states.length} exercises done, ${
          states.length - done
        } left to do.`,
      `${assertions} assertions ran since the kernel started.`,
    ].join("\n");
  });
}
