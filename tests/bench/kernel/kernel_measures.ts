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
      trivialCells("one by one", "in-turn"),
      trivialCells("all at once", "at-once"),
    ],
    figures: kernelCosts,
    cleanUp: () => Promise.resolve(),
  });
}

function trivialCells(name: string, way: "in-turn" | "at-once"): Measure {
  const kernel = (name: string, kind: "mended" | "stock") =>
    denoProgram(name, "kernel/cell_rate.ts", [kind, CELLS, way]);
  return {
    name: `${CELLS} trivial cells, ${name}`,
    unit: "cells",
    ours: kernel("the kit's kernel", "mended"),
    peers: [{ ...kernel("the stock kernel", "stock"), goal: GOAL }],
  };
}
