/**
 * Runs the torture notebook in a program as often as asked, and says in how many runs every cell showed what it
 * should, and nothing else:
 *
 * ```sh
 * deno run -A tests/jupyter/kernel/torture/main.ts lab 50
 * deno run -A tests/jupyter/kernel/torture/main.ts nbclient 50 --stock
 * ```
 *
 * @module
 */
import { runTorture } from "./run_torture.ts";
import { TOOLS } from "./tools.ts";

function isTool(name: string): name is keyof typeof TOOLS {
  return name in TOOLS;
}

const [name = "", runs = "50", option] = Deno.args;
if (!isTool(name) || !/^\d+$/.test(runs)) {
  console.error(
    `Usage: main.ts ${Object.keys(TOOLS).join("|")} [runs] [--stock]`,
  );
  Deno.exit(2);
}
const result = await runTorture(name, Number(runs), {
  stock: option === "--stock",
});
console.log(JSON.stringify(result, null, 2));
if (result.right < result.runs) Deno.exitCode = 1;
