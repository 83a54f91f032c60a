import { denoProgram } from "../program.ts";
import type { Measure } from "../ratio.ts";
import { kernelCosts } from "./kernel_costs.ts";

const CELLS = 100;
/** At most 1.3 times the stock kernel's time: as rates, at least so much of its rate. */
const GOAL = 0.77;

/** Trivial cells, sent one after the other's end (nbclient) or all at once (Run All). */
export function kernelMeasures(): Promise<
  {
    measures: Measure[];
    figures(rounds: number): Promise<string>;
    cleanUp(): Promise<void>;
  }
> {
  return Promise.resolve({
    measures: [
      smallCells("trivial cells, one by one", ["in-turn"], GOAL),
      smallCells("trivial cells, all at once", ["at-once"], GOAL),
      smallCells("cells that await, one by one", ["in-turn", "await"]),
    ],
    figures: kernelCosts,
    cleanUp: () => Promise.resolve(),
  });
}

function smallCells(name: string, how: string[], goal?: number): Measure {
  const kernel = (name: string, kind: "mended" | "stock") =>
    denoProgram(name, "kernel/cell_rate.ts", [kind, CELLS, ...how]);
  return {
    name: `${CELLS} ${name}`,
    unit: "cells",
    ours: kernel("the kit's kernel", "mended"),
    peers: [{ ...kernel("the stock kernel", "stock"), goal }],
  };
}
