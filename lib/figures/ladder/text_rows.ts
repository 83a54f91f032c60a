import {
  abridgeToColumns,
  columnCount,
  padColumns,
  padColumnsStart,
} from "../drawing/abridge.ts";
import { type LadderFacts, type LadderParty } from "./wire_facts.ts";

/** No line of a figure's text form is longer. */
const WIDTH = 100;

/** Where the lifelines of a text form stand. */
export interface TextColumns {
  lifelines: number[];
  /** Columns left of the first lifeline and right of the last. */
  margin: number;
}

/** Spaces the lifelines so that names, addresses and `besides` fit next to them. */
export function placeColumns(
  { parties }: LadderFacts,
  besides: readonly string[],
): TextColumns {
  const heads = parties.flatMap(({ name, addresses }) =>
    [name, ...addresses].map((text) => Math.ceil(columnCount(text) / 2))
  );
  const wanted = Math.max(8, ...heads, ...besides.map(columnCount)) + 1;
  const margin = Math.min(26, wanted);
  const gaps = Math.max(1, parties.length - 1);
  const gap = Math.min(48, Math.floor((WIDTH - 2 * margin - 1) / gaps));
  return { margin, lifelines: parties.map((_, party) => margin + party * gap) };
}

/** Names over the lifelines, addresses under the names. */
export function headRows(
  parties: readonly LadderParty[],
  columns: TextColumns,
): string[] {
  const most = Math.max(...parties.map(({ addresses }) => addresses.length));
  return [
    parties.map(({ name }) => name),
    ...Array.from(
      { length: Math.min(most, 2) },
      (_, row) => parties.map(({ addresses }) => addresses[row] ?? ""),
    ),
  ].filter((texts) => texts.some(Boolean)).map((texts) =>
    headRow(texts, columns)
  );
}

function headRow(texts: string[], { lifelines, margin }: TextColumns): string {
  const room = lifelines.length > 1
    ? Math.min(2 * margin, lifelines[1] - lifelines[0]) - 1
    : 2 * margin;
  let row = "";
  texts.forEach((text, party) => {
    const fitting = abridgeToColumns(text, room);
    const start = lifelines[party] - Math.floor(columnCount(fitting) / 2);
    row = padColumns(row, start) + fitting;
  });
  return row;
}

/** A row of lifelines with `inside` right of the lifeline `first`, and texts at both margins. */
export function lifelineRow(
  { lifelines, margin }: TextColumns,
  inside: { first: number; text: string } | undefined,
  beside: { left?: string; right?: string } = {},
): string {
  let row = padColumnsStart(beside.left ?? "", margin - 1) + " ";
  lifelines.forEach((column, party) => {
    if (columnCount(row) <= column) row = padColumns(row, column) + "│";
    if (party === inside?.first) row += inside.text;
  });
  return beside.right
    ? `${row} ${abridgeToColumns(beside.right, margin - 1)}`
    : row;
}

/** An arrow of `span` columns with a label in it. */
export function arrowText(
  label: string,
  span: number,
  { rightwards, dashed, head }: {
    rightwards: boolean;
    dashed: boolean;
    head: string;
  },
): string {
  const stroke = (length: number) =>
    (dashed ? "- " : "──").repeat(WIDTH / 2).slice(0, Math.max(0, length));
  const filled = `${dashed ? "-" : "──"} ${label} `;
  const rest = stroke(span - columnCount(filled) - 1);
  return rightwards ? `${filled}${rest}${head}` : `${head}${filled}${rest}`;
}
