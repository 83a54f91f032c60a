/** Prints speed ratios: `deno task bench [names…]`, see README.md. */
import { httpMeasures } from "./http/http_measures.ts";
import { kernelMeasures } from "./kernel/kernel_measures.ts";
import { notebookMeasures } from "./notebooks/notebook_measures.ts";
import {
  DEFAULT_ROUNDS,
  formatRatio,
  type Measure,
  measureRatios,
  RATIO_HEAD,
} from "./ratio.ts";
import { slidesMeasures } from "./slides/slides_measures.ts";
import { socketMeasures } from "./sockets/socket_measures.ts";

/** Each suite makes its measures, and cleans up what they needed. */
interface Suite {
  measures: Measure[];
  /** What is no rate, as a table of its own. */
  figures?(rounds: number): Promise<string>;
  cleanUp(): Promise<void>;
}

const SUITES: Record<string, () => Promise<Suite>> = {
  sockets: socketMeasures,
  http: httpMeasures,
  kernel: kernelMeasures,
  notebooks: notebookMeasures,
  slides: slidesMeasures,
};

const HELP = `Measures speed as ratios against peers built on the spot.

Usage: deno task bench [options] [suites]
Suites: ${Object.keys(SUITES).join(", ")} (all by default)

  --rounds=N     rounds of each measure, ${DEFAULT_ROUNDS} by default
  --only=WORD    only measures whose name contains WORD
  --help         this text
`;

async function main(args: string[]): Promise<number> {
  if (args.includes("--help")) {
    console.log(HELP);
    return 0;
  }
  const option = (name: string) =>
    args.find((arg) => arg.startsWith(`--${name}=`))?.split("=")[1];
  const rounds = Number(option("rounds") ?? DEFAULT_ROUNDS);
  const only = option("only") ?? "";
  const named = args.filter((arg) => !arg.startsWith("--"));
  const unknown = named.find((name) => !(name in SUITES));
  if (unknown !== undefined || !(rounds >= 1)) {
    console.error(`Cannot measure "${unknown ?? `--rounds=${rounds}`}"\n`);
    console.error(HELP);
    return 2;
  }
  console.log(RATIO_HEAD);
  for (const name of named.length > 0 ? named : Object.keys(SUITES)) {
    const suite = await SUITES[name]();
    try {
      for (const measure of suite.measures) {
        if (!measure.name.includes(only)) continue;
        const ratios = await measureRatios(measure, rounds);
        for (const ratio of ratios) console.log(formatRatio(ratio));
      }
      if (suite.figures && only === "") {
        console.log(`\n${await suite.figures(rounds)}\n`);
      }
    } finally {
      await suite.cleanUp();
    }
  }
  return 0;
}

if (import.meta.main) Deno.exit(await main(Deno.args));
