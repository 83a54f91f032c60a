/** What the kit's kernel costs over the stock kernel: time until it is there, and memory. */
import { median } from "../ratio.ts";
import { BenchedKernel, type KernelKind } from "./benched_kernel.ts";
import { processMemory } from "./process_memory.ts";

/** Cells that have run before the memory is looked at. */
const CELLS = 25;

/** One start of a kernel. */
interface Costs {
  /** Milliseconds until it answers a front-end and is heard. */
  answered: number;
  /** Milliseconds until its first cell has run. */
  ran: number;
  /** Megabytes after some cells, without types. */
  memory: number;
}

/** What is compared, in which unit, and how much more the kit's kernel may cost. */
const ROWS: [key: keyof Costs, name: string, unit: string, goal?: number][] = [
  ["answered", "from its start until it answers", "ms"],
  ["ran", "from its start to the end of the first cell", "ms", 150],
  ["memory", `memory after ${CELLS} cells`, "MB", 120],
];

/** Starts both kernels in turns and makes a Markdown table of the differences. */
export async function kernelCosts(rounds: number): Promise<string> {
  const costs: Record<KernelKind, Costs[]> = { mended: [], stock: [] };
  for (let round = 0; round < rounds; round++) {
    const order: KernelKind[] = round % 2 === 0
      ? ["mended", "stock"]
      : ["stock", "mended"];
    for (const kind of order) costs[kind].push(await startOnce(kind));
  }
  return [
    "| what it costs | the kit's | the stock's | more (range) | at most |",
    "|---|---|---|---|---|",
    ...ROWS.map(([key, name, unit, goal]) => {
      const [ours, theirs] = [costs.mended, costs.stock]
        .map((all) => all.map((one) => one[key]));
      const more = ours.map((amount, round) => amount - theirs[round]);
      const cells = [
        name,
        `${Math.round(median(ours))} ${unit}`,
        `${Math.round(median(theirs))} ${unit}`,
        `${signed(median(more))} ${unit} (${signed(Math.min(...more))} to ${
          signed(Math.max(...more))
        })`,
        verdict(median(more), unit, goal),
      ];
      return `| ${cells.join(" | ")} |`;
    }),
  ].join("\n");
}

async function startOnce(kind: KernelKind): Promise<Costs> {
  const start = performance.now();
  await using kernel = await BenchedKernel.start(kind);
  const answered = performance.now() - start;
  await kernel.run("1");
  const ran = performance.now() - start;
  for (let cell = 1; cell < CELLS; cell++) await kernel.run(`${cell} + 1`);
  return { answered, ran, memory: await processMemory(kernel.pid) };
}

function signed(amount: number): string {
  const rounded = Math.round(amount);
  return rounded < 0 ? `−${-rounded}` : `+${rounded}`;
}

function verdict(more: number, unit: string, goal?: number): string {
  if (goal === undefined) return "–";
  return `+${goal} ${unit} ${more <= goal ? "reached" : "missed"}`;
}
