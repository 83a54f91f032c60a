import nodeAssert from "node:assert/strict";
import fc from "fast-check";
import { shortestEdit } from "../../../setup/stand_ins/assert/shortest_edit.ts";

const items = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 12 });

Deno.test("shortestEdit leads from one sequence to the other", () => {
  fc.assert(fc.property(items, items, (before, after) => {
    const edits = shortestEdit(before, after);
    const side = (left: "removed" | "added") =>
      edits.filter(({ kind }) => kind !== left).map(({ value }) => value);
    nodeAssert.deepEqual(side("added"), before);
    nodeAssert.deepEqual(side("removed"), after);
  }));
});

Deno.test("shortestEdit keeps as much as possible", () => {
  fc.assert(fc.property(items, items, (before, after) => {
    const kept = shortestEdit(before, after)
      .filter(({ kind }) => kind === "kept").length;
    nodeAssert.equal(kept, longestCommonLength(before, after));
  }));
});

/** By the textbook's table, quadratic and beyond doubt. */
function longestCommonLength(a: string[], b: string[]): number {
  const lengths = Array.from(
    { length: a.length + 1 },
    () => new Array<number>(b.length + 1).fill(0),
  );
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      lengths[i][j] = a[i - 1] === b[j - 1]
        ? lengths[i - 1][j - 1] + 1
        : Math.max(lengths[i - 1][j], lengths[i][j - 1]);
    }
  }
  return lengths[a.length][b.length];
}
