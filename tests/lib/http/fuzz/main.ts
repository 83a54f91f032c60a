/** Fuzzes lib/http for as long as you like: `deno task fuzz [minutes] [seed]`. */
import fc from "fast-check";
import { PROPERTIES } from "./properties.ts";

const ROUND = 20_000;

if (import.meta.main) await main(Deno.args);

async function main([minutes = "5", seed = String(Date.now())]: string[]) {
  const end = performance.now() + Number(minutes) * 60_000;
  if (Number.isNaN(end) || minutes.startsWith("-")) {
    console.log("Usage: deno task fuzz [minutes] [seed]");
    return;
  }
  let cases = 0;
  for (let round = 0; round === 0 || performance.now() < end; round++) {
    const from = (Number(seed) + round) | 0;
    for (const { name, share, property } of PROPERTIES) {
      const numRuns = ROUND * share / 1000;
      await fc.assert(property, { numRuns, seed: from, verbose: 1 });
      cases += numRuns;
      if (round === 0) console.log(`${name}: ${numRuns} cases`);
    }
    console.log(`${cases} cases, last seed ${from}`);
  }
}
