import { type LadderFacts, type LadderMessage } from "./wire_facts.ts";

/**
 * Leaves out the middle of a ladder with more than `most` messages, and counts what was left out.
 * Three quarters of those kept are the first ones: how a dialogue starts tells more than its end.
 */
export function shortenLadder(facts: LadderFacts, most: number): LadderFacts {
  const { messages } = facts;
  if (messages.length <= most) {
    return {
      ...facts,
      marks: facts.marks.slice(0, most),
      notes: facts.notes.slice(0, most),
    };
  }
  const ordered = messages.toSorted((one, other) =>
    timeOf(one) - timeOf(other)
  );
  const first = Math.ceil(most * 3 / 4);
  const last = most - first;
  const skipped = ordered.slice(first, ordered.length - last);
  const kept = [
    ...ordered.slice(0, first),
    ...ordered.slice(ordered.length - last),
  ];
  const from = timeOf(skipped[0]);
  const until = timeOf(skipped[skipped.length - 1]);
  const outside = ({ at }: { at: number }) => at < from || at > until;
  return {
    parties: facts.parties,
    messages: kept,
    marks: facts.marks.filter(outside).slice(0, most),
    notes: facts.notes.filter(outside).slice(0, most),
    gap: {
      at: from,
      messages: skipped.length,
      bytes: skipped.reduce((total, { size }) => total + size, 0),
    },
  };
}

/** When a message was first seen: at its departure, or where that is unknown at its arrival. */
export function timeOf({ departure, arrival }: LadderMessage): number {
  return (departure ?? arrival)?.at ?? 0;
}
