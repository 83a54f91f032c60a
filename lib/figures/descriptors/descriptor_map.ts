import { abridgeToWidth } from "../drawing/abridge.ts";
import { drawText, WORDS } from "../drawing/draw_text.ts";
import { createFigure, type Figure } from "../figure.ts";
import { type DescriptorState, type OpenFiles } from "./descriptor_facts.ts";
import {
  drawConnections,
  drawProcess,
  type Side,
} from "./draw_descriptor_map.ts";
import { type DescriptorChoice, gatherOpenFiles } from "./gather_open_files.ts";
import { columnsFor, placeProcess } from "./place_open_files.ts";
import { writeDescriptorMap } from "./write_descriptor_map.ts";

/**
 * How a descriptor map is drawn.
 *
 * @example
 * ```ts
 * import { descriptorMap, type DescriptorMapOptions } from "sockets/figures";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const everything: DescriptorMapOptions = { show: "all" };
 * const log = { fd: 7, kind: "file", target: "/tmp/orders.log", path: "/tmp/orders.log" };
 * const state = { processes: [{ name: "bar", descriptors: [log] }] };
 * assertStringIncludes(descriptorMap(state, everything).text, "/tmp/orders.log");
 * ```
 */
export interface DescriptorMapOptions {
  /** `sockets` (default) leaves out files of the runtime; `all` shows every descriptor. */
  show?: DescriptorChoice;
  /** Its `title`, instead of the usual one. */
  title?: string;
}

const WIDTH = 700;
const MARGIN = 12;
const MOST_STATES = 8;
const MOST_PROCESSES = 4;

/**
 * Descriptor tables, open file descriptions, sockets: descriptor → open file → four-tuple.
 *
 * Two processes face each other, client left, server right, their connections between them; several
 * states follow each other downwards. A listening socket is dashed: it is the doorbell, and no byte
 * goes through it. Where the system does not show its tables, give the descriptors by hand.
 *
 * @example
 * ```ts
 * import { descriptorMap } from "sockets/figures";
 * import { descriptors, socketTable } from "sockets/system";
 *
 * const figure = descriptorMap({
 *   processes: [{ name: "this process", descriptors: descriptors() }],
 *   sockets: socketTable(),
 * });
 * console.log(figure.text);
 * ```
 */
export function descriptorMap(
  states: DescriptorState | readonly DescriptorState[],
  options: DescriptorMapOptions = {},
): Figure {
  const list = ("processes" in states ? [states] : states).slice(
    0,
    MOST_STATES,
  );
  const gathered = list.map((state) => ({
    state,
    processes: gatherOpenFiles(state, options.show ?? "sockets")
      .slice(0, MOST_PROCESSES),
  }));
  let top = 6;
  const shapes = gathered.flatMap(({ state, processes }) => {
    const drawn = drawState(state.caption, processes, top);
    top = drawn.bottom;
    return drawn.shapes;
  });
  const lines = writeDescriptorMap(gathered);
  return createFigure({
    title: options.title ?? "Descriptors, open files and sockets",
    description: lines.join("\n").slice(0, 4000),
    width: WIDTH,
    height: Math.max(44, top + 6),
    shapes,
    lines,
  });
}

function drawState(
  caption: string | undefined,
  processes: readonly OpenFiles[],
  from: number,
): { shapes: string[]; bottom: number } {
  const shapes: string[] = [];
  let top = from;
  if (caption) {
    const words = abridgeToWidth(caption, WIDTH - 2 * MARGIN, WORDS);
    shapes.push(drawText(MARGIN, top + 24, words, WORDS, { tone: "app" }));
    top += 34;
  }
  const facing = processes.length === 2;
  const columns = columnsFor(processes, facing ? 330 : WIDTH - MARGIN - 36);
  const sides: Side[] = [];
  let bottom = top;
  for (const process of processes) {
    const mirrored = facing && sides.length === 1;
    const start = facing ? top : bottom;
    const placed = placeProcess(process, MARGIN, start, columns);
    const side = { placed, mirroredIn: mirrored ? WIDTH : undefined };
    sides.push(side);
    shapes.push(...drawProcess(side, start));
    bottom = Math.max(bottom, start + placed.height);
  }
  shapes.unshift(...drawConnections(sides));
  return { shapes, bottom };
}
