import {
  abridgeToColumns,
  columnCount,
  formatCount,
  formatSpan,
  padColumns,
} from "../drawing/abridge.ts";
import { payloadLabel } from "../bytes/payload_label.ts";
import { orderSteps } from "./order_steps.ts";
import { stepsOf } from "./place_lifelines.ts";
import {
  arrowText,
  headRows,
  lifelineRow,
  placeColumns,
  type TextColumns,
} from "./text_rows.ts";
import {
  type LadderFacts,
  type LadderMessage,
  type LadderStep,
} from "./wire_facts.ts";

/** The text form of a ladder: a row for each message, in the order in which they were sent. */
export function writeLadder(facts: LadderFacts, lines: number): string[] {
  const steps = orderSteps(stepsOf(facts), facts.messages);
  const places = new Map(steps.map((step, place) => [step, place]));
  const placeOf = ({ departure, arrival }: LadderMessage) =>
    places.get((departure ?? arrival) as LadderStep) ?? 0;
  const messages = facts.messages.toSorted((one, other) =>
    placeOf(one) - placeOf(other)
  );
  const besides = placeBesides(messages, facts.parties.length - 1);
  const columns = placeColumns(facts, [
    ...Array.from(besides.values(), ({ left }) => left),
    ...Array.from(besides.values(), ({ right }) => right),
    ...facts.marks.map(besideText),
  ]);
  const rows = [
    ...messages.map((message) => ({
      place: placeOf(message),
      text: messageRows(message, columns, lines, besides.get(message)),
    })),
    ...facts.marks.map((step) => ({
      place: places.get(step) ?? 0,
      text: [markRow(step, columns)],
    })),
    ...remarks(facts).map(({ at, words }) => {
      const next = steps.findIndex((step) => step.at >= at);
      const place = (next < 0 ? steps.length : next) - 0.5;
      return { place, text: [noteRow(words, columns)] };
    }),
  ].toSorted((one, other) => one.place - other.place);
  return [
    ...headRows(facts.parties, columns),
    ...rows.flatMap(({ text }) => text),
    ...timeRow(steps),
  ];
}

function remarks({ notes, gap }: LadderFacts) {
  const all = notes.map(({ at, text }) => ({ at, words: text }));
  if (!gap) return all;
  const words = `… ${formatCount(gap.messages)} messages, ${
    formatCount(gap.bytes)
  } B not drawn …`;
  return [...all, { at: gap.at, words }];
}

function timeRow(steps: readonly LadderStep[]): string[] {
  if (steps.length < 2) return [];
  const times = steps.map(({ at }) => at);
  const span = Math.max(...times) - Math.min(...times);
  return [`(${formatSpan(span)} from first to last)`];
}

/** What stands at the two margins beside each message; every size once. */
function placeBesides(messages: readonly LadderMessage[], last: number) {
  const lastAt = new Map(messages.map((message) => [message.arrival, message]));
  const told = new Set<LadderStep>();
  return new Map(messages.map((message) => {
    const { departure, arrival } = message;
    const beside = { left: "", right: "", inside: "" };
    const put = (party: number, text: string) => {
      if (party === 0) beside.left = text;
      else if (party === last) beside.right = text;
      else if (text && party === departure?.party) beside.inside = ` (${text})`;
    };
    if (departure && !told.has(departure)) {
      put(departure.party, besideText(departure));
      told.add(departure);
    }
    if (arrival && lastAt.get(arrival) === message) {
      put(arrival.party, besideText(arrival));
    }
    return [message, beside];
  }));
}

function messageRows(
  message: LadderMessage,
  columns: TextColumns,
  lines: number,
  beside: { left: string; right: string; inside: string } | undefined,
): string[] {
  const { from, to, kind, size } = message;
  const inside = beside?.inside ?? "";
  const first = Math.min(from, to);
  const span = Math.abs(columns.lifelines[to] - columns.lifelines[from]) - 1;
  const abridge = (line: string) =>
    abridgeToColumns(line, span - 8 - columnCount(inside));
  const label = kind === "bytes"
    ? payloadLabel(message.bytes, { size, lines, abridge })
    : [kind === "end" ? "end of stream" : "reset"];
  const head = kind === "reset" ? "x" : from < to ? ">" : "<";
  const arrow = arrowText(`${label[label.length - 1]}${inside}`, span, {
    rightwards: from < to,
    dashed: kind === "end",
    head,
  });
  return [
    ...label.slice(0, -1).map((line) =>
      lifelineRow(columns, { first, text: padColumns(`   ${line}`, span) })
    ),
    lifelineRow(columns, { first, text: arrow }, beside),
  ];
}

function besideText(step: LadderStep): string {
  return step.beside.join(" ");
}

function markRow(step: LadderStep, columns: TextColumns): string {
  const { lifelines } = columns;
  const text = besideText(step);
  if (step.party === 0) return lifelineRow(columns, undefined, { left: text });
  if (step.party === lifelines.length - 1) {
    return lifelineRow(columns, undefined, { right: text });
  }
  return lifelineRow(columns, { first: step.party, text: ` ${text}` });
}

function noteRow(text: string, columns: TextColumns): string {
  const { lifelines } = columns;
  const room = lifelines[lifelines.length - 1] - lifelines[0] - 1;
  return lifelineRow(columns, {
    first: 0,
    text: padColumns(` ${text}`, Math.max(24, room)),
  });
}
