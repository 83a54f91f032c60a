import { type LadderMessage, type LadderStep } from "./wire_facts.ts";

/**
 * The order in which moments are told: each recording in its own order, nothing received before it
 * was sent, and otherwise by the clock. Clocks alone do not do: they tick coarsely on some systems,
 * and those of two processes differ.
 */
export function orderSteps(
  steps: readonly LadderStep[],
  messages: readonly LadderMessage[],
): LadderStep[] {
  const departures = new Map<LadderStep, LadderStep[]>();
  for (const { departure, arrival } of messages) {
    if (!departure || !arrival) continue;
    departures.set(arrival, [...departures.get(arrival) ?? [], departure]);
  }
  const queues = queuesOf(steps);
  const told = new Set<LadderStep>();
  while (queues.length > 0) {
    const ready = queues.filter(([head]) =>
      (departures.get(head) ?? []).every((departure) => told.has(departure))
    );
    // Where two recordings contradict each other, the clock decides.
    const next = (ready.length > 0 ? ready : queues).reduce((first, queue) =>
      queue[0].at < first[0].at ? queue : first
    );
    told.add(next[0]);
    next.shift();
    if (next.length === 0) queues.splice(queues.indexOf(next), 1);
  }
  return [...told];
}

function queuesOf(steps: readonly LadderStep[]): LadderStep[][] {
  const groups = Map.groupBy(steps, (step) => step.origin?.recording ?? step);
  return Array.from(
    groups.values(),
    (group) =>
      group.toSorted((one, other) =>
        (one.origin?.index ?? 0) - (other.origin?.index ?? 0)
      ),
  );
}
