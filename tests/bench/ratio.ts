/** Speed as ratios: two programs take turns on one machine, so what slows one down slows the other too. */

/** One of the programs compared. */
export interface Contender {
  name: string;
  /** Runs once and resolves to what it did per second; more is better. */
  rate(): Promise<number>;
}

/** What is measured, and how much faster (or slower) than each peer it should be. */
export interface Measure {
  name: string;
  /** What is counted per second, such as `lines`. */
  unit: string;
  ours: Contender;
  peers: (Contender & { goal?: number })[];
}

/** Ours against one peer. */
export interface Ratio {
  measure: string;
  unit: string;
  peer: string;
  /** Medians, per second. */
  ourRate: number;
  peerRate: number;
  /** Median over the rounds of ours divided by the peer's in the same round. */
  ratio: number;
  /** The smallest and largest of these. */
  range: [number, number];
  goal?: number;
}

export const DEFAULT_ROUNDS = 5;

/** Runs one measure in rounds, ours and every peer in turn; every second round goes backwards. */
export async function measureRatios(
  measure: Measure,
  rounds = DEFAULT_ROUNDS,
): Promise<Ratio[]> {
  const contenders = [measure.ours, ...measure.peers];
  const rates = new Map<Contender, number[]>(
    contenders.map((contender) => [contender, []]),
  );
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? contenders : contenders.toReversed();
    for (const contender of order) {
      rates.get(contender)!.push(await contender.rate());
    }
  }
  const ours = rates.get(measure.ours)!;
  return measure.peers.map((peer) => {
    const theirs = rates.get(peer)!;
    const ratios = ours.map((rate, round) => rate / theirs[round]);
    return {
      measure: measure.name,
      unit: measure.unit,
      peer: peer.name,
      ourRate: median(ours),
      peerRate: median(theirs),
      ratio: median(ratios),
      range: [Math.min(...ratios), Math.max(...ratios)],
      goal: peer.goal,
    };
  });
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** One row of a Markdown table per ratio. */
export function formatRatio(result: Ratio): string {
  const { goal, range } = result;
  const verdict = goal === undefined
    ? "–"
    : `${goal}× ${result.ratio >= goal ? "reached" : "missed"}`;
  const cells = [
    result.measure,
    result.peer,
    `${short(result.ourRate)} ${result.unit}/s`,
    `${short(result.peerRate)} ${result.unit}/s`,
    `${result.ratio.toPrecision(3)}× (${range[0].toPrecision(2)}–${
      range[1].toPrecision(2)
    })`,
    verdict,
  ];
  return `| ${cells.join(" | ")} |`;
}

/** The head of the table whose rows {@linkcode formatRatio} makes. */
export const RATIO_HEAD = [
  "| measure | peer | ours | peer's | ratio (range) | goal |",
  "|---|---|---|---|---|---|",
].join("\n");

function short(rate: number): string {
  return new Intl.NumberFormat("en", {
    notation: "compact",
    maximumSignificantDigits: 3,
  }).format(rate);
}
