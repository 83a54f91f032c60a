import fc from "fast-check";
import { PROPERTIES } from "./fuzz/properties.ts";

/** Cases of all properties together; `fuzz/main.ts` runs as many as you like. */
const CASES = 24_000;

for (const { name, share, property } of PROPERTIES) {
  Deno.test(`fuzzing: ${name}`, async () => {
    await fc.assert(property, {
      numRuns: CASES * share / 1000,
      endOnFailure: true,
    });
  });
}
