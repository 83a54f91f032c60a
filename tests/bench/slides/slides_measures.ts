/** What the exporter of slides is measured by: whole commands, from their start to their end. */
import { join } from "node:path";
import { fromFileUrl } from "../../project_files.ts";
import { findTool } from "../../tools.ts";
import { makeSixtyCells } from "../../slides/make_sixty_cells.ts";
import type { Contender, Measure } from "../ratio.ts";

const CELLS = 60;

/** Goal of the export without layout checks against nbconvert. */
const GOAL = 5;

/** A notebook of 60 cells with outputs, made into slides by both. */
export async function slidesMeasures(): Promise<
  { measures: Measure[]; cleanUp(): Promise<void> }
> {
  const folder = await Deno.makeTempDir({ prefix: "slides-bench-" });
  const path = join(folder, "sixty.ipynb");
  await Deno.writeTextFile(path, makeSixtyCells());
  const jupyter = findTool("jupyter");
  const ours = command("deno task slides --no-layout", Deno.execPath(), [
    ...["run", "-A", "-q", fromFileUrl("slides/main.ts"), path],
    ...["--no-layout", "--output", folder],
  ]);
  const measures = jupyter === undefined ? [] : [{
    name: `slides of ${CELLS} cells`,
    unit: "cells",
    ours,
    peers: [{
      ...command("jupyter nbconvert --to slides", jupyter, [
        ...["nbconvert", "--to", "slides", "--log-level", "ERROR"],
        ...["--output-dir", folder, path],
      ]),
      goal: GOAL,
    }],
  }];
  return { measures, cleanUp: () => Deno.remove(folder, { recursive: true }) };
}

/** A program timed from outside: cells per second of the whole command. */
function command(name: string, path: string, args: string[]): Contender {
  return {
    name,
    async rate() {
      const start = performance.now();
      const { success, stderr } = await new Deno.Command(path, { args })
        .output();
      if (success) return CELLS / ((performance.now() - start) / 1000);
      const said = new TextDecoder().decode(stderr);
      throw new Error(`Cannot measure "${name}": it failed and said ${said}`);
    },
  };
}
