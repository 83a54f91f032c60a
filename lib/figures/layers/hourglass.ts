import { type Tone } from "../drawing/tone.ts";
import { createFigure, type Figure } from "../figure.ts";
import { drawHourglass } from "./draw_hourglass.ts";
import { type HourglassRow, placeHourglass } from "./place_hourglass.ts";
import {
  type EndpointFact,
  type Protocol,
  PROTOCOLS,
  protocolsOf,
} from "./registered_protocols.ts";

/**
 * What stands in an hourglass, and how it is called.
 *
 * @example
 * ```ts
 * import { hourglass, type HourglassOptions, PROTOCOLS } from "sockets/figures";
 * import { assertMatch } from "@std/assert";
 *
 * const waistOnly: HourglassOptions = { protocols: PROTOCOLS.filter(({ layer }) => layer === "network") };
 * assertMatch(hourglass(["IPv6"], waistOnly).text, /^network +IPv4 .*\[IPv6 .*$/);
 * ```
 */
export interface HourglassOptions {
  /** The protocols to draw; the lecture's unless given. */
  protocols?: readonly Protocol[];
  /** Its `title`, instead of the usual one. */
  title?: string;
}

/** The rows, top to bottom; the narrow waist is the third. */
export const ROWS: readonly {
  layer: Protocol["layer"];
  name: string;
  numbers: string;
  tone: Tone;
}[] = [
  { layer: "app", name: "application", numbers: "port", tone: "app" },
  {
    layer: "transport",
    name: "transport",
    numbers: "IP protocol",
    tone: "transport",
  },
  { layer: "network", name: "network", numbers: "EtherType", tone: "network" },
  { layer: "link", name: "link", numbers: "", tone: "link" },
  { layer: "physical", name: "physical", numbers: "", tone: "soft" },
];

/**
 * The Internet's hourglass: many protocols above, many below, IP alone in the waist.
 *
 * `selection` names what is highlighted, or is a connection whose peer's address says it.
 * Throws a `RangeError` for a name that is not drawn.
 *
 * @example
 * ```ts
 * import { hourglass } from "sockets/figures";
 *
 * console.log(hourglass(["HTTP", "TCP", "IPv6", "Wi-Fi"]).text);
 * ```
 */
export function hourglass(
  selection: readonly string[] | { remoteAddr: EndpointFact } = [],
  options: HourglassOptions = {},
): Figure {
  const { protocols = PROTOCOLS } = options;
  const selected = "remoteAddr" in selection
    ? protocolsOf(selection.remoteAddr)
    : selection;
  for (const name of selected) {
    if (!protocols.some((protocol) => protocol.name === name)) {
      const known = protocols.map((protocol) => protocol.name).join(", ");
      throw new RangeError(
        `Cannot highlight "${name}": not among the protocols drawn, which are ${known}`,
      );
    }
  }
  const rows = placeHourglass(protocols, selected);
  const last = rows[rows.length - 1];
  return createFigure({
    title: options.title ?? "The hourglass: IP is the narrow waist",
    description: describeRows(rows, selected),
    width: 680,
    height: last ? last.y + last.height + 16 : 44,
    shapes: drawHourglass(rows),
    lines: writeHourglass(rows),
  });
}

function describeRows(
  rows: readonly HourglassRow[],
  selected: readonly string[],
): string {
  const layers = Map.groupBy(rows, ({ row }) => row.name);
  const members = Array.from(layers, ([name, lines]) => {
    const boxes = lines.flatMap((line) => line.boxes);
    return `${name}: ${boxes.map(({ protocol }) => protocol.name).join(", ")}.`;
  });
  const marked = selected.length > 0
    ? [`Highlighted: ${selected.join(", ")}.`]
    : [];
  return ["Protocols on their layers.", ...members, ...marked].join(" ");
}

function writeHourglass(rows: readonly HourglassRow[]): string[] {
  return rows.map(({ row, first, boxes }) => {
    const cells = boxes.map(({ protocol: { name, number }, selected }) => {
      const words = number ? `${name} ${number}` : name;
      return selected ? `[${words}]` : ` ${words} `;
    }).join(" ");
    const indent = Math.max(0, Math.floor((86 - cells.length) / 2));
    return `${(first ? row.name : "").padEnd(13)}${" ".repeat(indent)}${cells}`
      .slice(0, 100);
  });
}
