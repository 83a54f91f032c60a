import {
  abridgeToColumns,
  columnCount,
  padColumns,
} from "../drawing/abridge.ts";
import { type LayerFact, layerName } from "./layer_fact.ts";

const COLUMN = 26;
const BETWEEN = 36;

/** The text form of a layer stack. */
export function writeLayerStack(
  layers: readonly LayerFact[],
  labels: readonly string[],
  hosts: readonly [string, string],
  medium: string,
): string[] {
  const inside = COLUMN - 2;
  const edge = (left: string, right: string) =>
    `${left}${"─".repeat(inside)}${right}`;
  const pair = (one: string, between: string, other: string) =>
    `${one}${padColumns(between, BETWEEN)}${other}`;
  const rows = layers.flatMap(({ name, tone }, index) => {
    const words = padColumns(` ${layerName(tone)}: ${name}`, inside);
    const last = index === layers.length - 1;
    return [
      pair(edge("┌", "┐"), "", edge("┌", "┐")),
      pair(`│${words}│`, arrow(labels[index]), `│${words}│`),
      pair(edge("└", "┘"), "", edge("└", "┘")),
      pair(
        padColumns(`           │ ${last ? "" : "send"}`, COLUMN),
        "",
        `           ^ ${last ? "" : "recv"}`,
      ),
    ];
  });
  const wire = ` ${medium} `;
  const length = COLUMN + BETWEEN - 1;
  const lead = Math.max(0, Math.floor((length - columnCount(wire)) / 2));
  const line = padColumns(`${"─".repeat(lead)}${wire}`, length)
    .replace(/ +$/, (blank) => ` ${"─".repeat(blank.length - 1)}`);
  return [
    pair(
      padColumns(`  ${hosts[0]}`, COLUMN),
      "",
      `  ${abridgeToColumns(hosts[1], inside)}`,
    ),
    ...rows,
    `           └${line}┘`,
  ];
}

function arrow(label: string): string {
  const words = ` ${abridgeToColumns(label, BETWEEN - 8)} `;
  const rest = BETWEEN - columnCount(words) - 4;
  const lead = Math.floor(rest / 2);
  return ` <${"-".repeat(lead)}${words}${"-".repeat(rest - lead)}> `;
}
