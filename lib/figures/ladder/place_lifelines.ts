import { NAME, SMALL_MONO } from "../drawing/draw_text.ts";
import { textWidth } from "../drawing/text_width.ts";
import { type LadderFacts, type LadderStep } from "./wire_facts.ts";

/** Where the lifelines of a ladder stand. */
export interface Lifelines {
  /** Horizontal place of each party. */
  xs: number[];
  /** Distance between two of them. */
  gap: number;
  /** Width of the column of times at the left, 0 without one. */
  timeColumn: number;
  width: number;
  /** Where the lifelines begin, under names and addresses. */
  top: number;
}

/** An address is abridged beyond this. */
export const LONGEST_ADDRESS = 200;
const MARGIN = 14;

/** The least distance of two lifelines, by how many there are. */
const LEAST_GAP = [0, 0, 300, 210, 150];

/** Spaces the lifelines over `width`; the figure grows only where labels leave no choice. */
export function placeLifelines(
  facts: LadderFacts,
  width: number,
  timeColumn: number,
): Lifelines {
  const { parties } = facts;
  const last = parties.length - 1;
  // One party alone still needs room for remarks.
  const least = last === 0 ? 150 : 0;
  const left = timeColumn + MARGIN + Math.max(least, besideWidth(facts, 0));
  const right = MARGIN + Math.max(least, besideWidth(facts, last));
  const gap = last === 0
    ? 0
    : Math.max(LEAST_GAP[parties.length], (width - left - right) / last);
  const rows = Math.max(1, ...parties.map(({ addresses }) => addresses.length));
  return {
    xs: parties.map((_, party) => left + party * gap),
    gap,
    timeColumn,
    width: left + last * gap + right,
    top: 32 + Math.min(rows, 2) * 21,
  };
}

/** Room that a party's name, address and sizes need outside its lifeline. */
function besideWidth(facts: LadderFacts, party: number): number {
  const sizes = stepsOf(facts).filter((step) => step.party === party)
    .flatMap(({ beside }) => beside)
    .map((line) => textWidth(line, SMALL_MONO) + 12);
  const { name, addresses } = facts.parties[party];
  const heads = [
    textWidth(name, NAME),
    ...addresses.map((address) => textWidth(address, SMALL_MONO)),
  ].map((width) => Math.min(LONGEST_ADDRESS, width) / 2);
  return Math.max(
    ...heads,
    ...sizes,
  );
}

/** All moments of a ladder that have a party, each once. */
export function stepsOf(facts: LadderFacts): LadderStep[] {
  const steps = new Set<LadderStep>(facts.marks);
  for (const { departure, arrival } of facts.messages) {
    if (departure) steps.add(departure);
    if (arrival) steps.add(arrival);
  }
  return [...steps];
}
