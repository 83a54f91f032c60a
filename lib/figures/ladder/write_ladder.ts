import {
  abridgeToColumns,
  formatCount,
  formatSpan,
  padColumns,
} from "../drawing/abridge.ts";
import { payloadLabel } from "../bytes/payload_label.ts";
import { timeOf } from "./shorten_ladder.ts";
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
  const messages = facts.messages.toSorted((one, other) =>
    timeOf(one) - timeOf(other)
  );
  const besides = placeBesides(messages, facts.parties.length - 1);
  const columns = placeColumns(facts, [
    ...Array.from(besides.values(), ({ left }) => left),
    ...Array.from(besides.values(), ({ right }) => right),
    ...facts.marks.map(besideText),
  ]);
  const rows = [
    ...facts.notes.map(({ at, text }) => ({
      at,
      text: [noteRow(text, columns)],
    })),
    ...messages.map((message) => ({
      at: timeOf(message),
      text: messageRows(message, columns, lines, besides.get(message)),
    })),
    ...facts.marks.map((step) => ({
      at: step.at,
      text: [markRow(step, columns)],
    })),
    ...gapRows(facts, columns),
  ].toSorted((one, other) => one.at - other.at);
  const times = rows.map(({ at }) => at).filter(Number.isFinite);
  const span = formatSpan((times.at(-1) ?? 0) - times[0]);
  return [
    ...headRows(facts.parties, columns),
    ...rows.flatMap(({ text }) => text),
    ...(times.length > 1 ? [`(${span} from first to last)`] : []),
  ];
}

function gapRows({ gap }: LadderFacts, columns: TextColumns) {
  if (!gap) return [];
  const words = `… ${formatCount(gap.messages)} messages, ${
    formatCount(gap.bytes)
  } B not drawn …`;
  return [{ at: gap.at, text: [noteRow(words, columns)] }];
}

/** What stands at the two margins beside each message; every size once. */
function placeBesides(messages: readonly LadderMessage[], last: number) {
  const lastAt = new Map(messages.map((message) => [message.arrival, message]));
  const told = new Set<LadderStep>();
  return new Map(messages.map((message) => {
    const { departure, arrival } = message;
    const beside = { left: "", right: "" };
    const put = (party: number, text: string) => {
      if (party === 0) beside.left = text;
      else if (party === last) beside.right = text;
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
  beside: { left: string; right: string } | undefined,
): string[] {
  const { from, to, kind, size } = message;
  const first = Math.min(from, to);
  const span = Math.abs(columns.lifelines[to] - columns.lifelines[from]) - 1;
  const abridge = (line: string) => abridgeToColumns(line, span - 8);
  const label = kind === "bytes"
    ? payloadLabel(message.bytes, { size, lines, abridge })
    : [kind === "end" ? "end of stream" : "reset"];
  const head = kind === "reset" ? "x" : from < to ? ">" : "<";
  const arrow = arrowText(label[label.length - 1], span, {
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
