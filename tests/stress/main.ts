/** The large version of the stress test: `deno run -A --v8-flags=--expose-gc tests/stress/main.ts [inTurn] [atOnce]`. */
import { stress } from "./stress.ts";

if (import.meta.main) {
  const [inTurn = 10_000, atOnce = 1000] = Deno.args.map(Number);
  const report = await stress({ inTurn, atOnce });
  console.log(report);
  const failed = report.answered < inTurn + 2 * atOnce ||
    report.signalListeners > 0 || report.unhandledRejections > 0 ||
    (report.descriptorsLeft ?? 0) > 0 || report.heapPerConnection > 200;
  console.log(
    failed ? "Something was left behind." : "Nothing was left behind.",
  );
  Deno.exit(failed ? 1 : 0);
}
