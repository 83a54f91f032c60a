/**
 * Small cells per second: `cell_rate.ts mended|stock <cells> in-turn|at-once [await]`, by the same front-end for both
 * kernels.
 */
import { printRate } from "../sockets/timed.ts";
import { BenchedKernel, type KernelKind } from "./benched_kernel.ts";

const [kind, cells, way, awaits = ""] = Deno.args;

await using kernel = await BenchedKernel.start(kind as KernelKind);
await printRate(async (amount) => {
  const ends: Promise<void>[] = [];
  for (let cell = 0; cell < amount; cell++) {
    ends.push(kernel.run(`${awaits} ${cell} + 1`));
    if (way === "in-turn") await ends.at(-1);
  }
  await Promise.all(ends);
}, Number(cells));
