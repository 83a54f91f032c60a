import {
  fetchPhases,
  httpHeads,
  layers,
  namesAndAddresses,
} from "./live_bytes.ts";
import {
  barWithTwoGuests,
  bytePipe,
  reset,
  timeDialogue,
} from "./live_dialogues.ts";
import type { LiveFigure } from "./live_figure.ts";
import { backPressure, knockKnock, twoLives } from "./live_system.ts";

/** Runs that need the system calls, which Windows does not let us make. */
const NEEDS_CALLS = [knockKnock, twoLives];

const RUNS:
  (() => LiveFigure | LiveFigure[] | Promise<LiveFigure | LiveFigure[]>)[] = [
    timeDialogue,
    bytePipe,
    barWithTwoGuests,
    reset,
    layers,
    httpHeads,
    namesAndAddresses,
    ...(Deno.build.os === "windows" ? [] : NEEDS_CALLS),
    fetchPhases,
    backPressure,
  ];

/** Makes things happen over loopback, one after the other, and draws them. */
export async function liveFigures(
  tell: (title: string) => void = () => {},
): Promise<LiveFigure[]> {
  const figures: LiveFigure[] = [];
  for (const run of RUNS) {
    for (const live of [await run()].flat()) {
      tell(live.title);
      figures.push(live);
    }
  }
  return figures;
}
