import { type WrongCell, wrongCells } from "./judge_cells.ts";
import { TOOLS } from "./tools.ts";
import type { Trial } from "./torture_notebook.ts";

/** How often a program showed all that it should, and nothing else. */
export interface TortureResult {
  runs: number;
  right: number;
  /** In how many runs a cell of this kind was wrong. */
  wrong: Partial<Record<Trial, number>>;
  /** The first wrong cell. */
  first: WrongCell | undefined;
  /** Why runs failed as a whole, such as by a timeout: nothing is known of their cells. */
  failures: string[];
}

/** Runs the torture notebook in one program. */
export async function runTorture(
  name: keyof typeof TOOLS,
  runs: number,
  options: { stock?: boolean } = {},
): Promise<TortureResult> {
  const { late, open } = TOOLS[name];
  await using tool = await open({ stock: options.stock ?? false });
  const result: TortureResult = {
    runs,
    right: 0,
    wrong: {},
    first: undefined,
    failures: [],
  };
  for (let run = 0; run < runs; run++) {
    try {
      const wrong = wrongCells(await tool.run(), late);
      if (wrong.length === 0) result.right++;
      for (const trial of new Set(wrong.map(({ trial }) => trial))) {
        result.wrong[trial] = (result.wrong[trial] ?? 0) + 1;
      }
      result.first ??= wrong[0];
    } catch (failure) {
      result.failures.push((failure as Error).message);
    }
  }
  return result;
}
