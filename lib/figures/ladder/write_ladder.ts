import {
  abridgeToColumns,
  columnCount,
  formatCount,
  formatSpan,
  padColumns,
  padColumnsStart,
} from "../drawing/abridge.ts";
import { payloadLabel } from "../bytes/payload_label.ts";
import { timeOf } from "./shorten_ladder.ts";
import {
  type LadderFacts,
  type LadderMessage,
  type LadderStep,
} from "./wire_facts.ts";

/** Columns of the text form, and where its lifelines stand. */
interface TextColumns {
  lifelines: number[];
  margin: number;
  width: number;
}

const WIDTH = 100;

/** The text form of a ladder: a row for each message, in the order in which they were sent. */
export function writeLadder(facts: LadderFacts, lines: number): string[] {
  const columns = placeColumns(facts);
  const rows: { at: number; text: string[] }[] = [
    ...facts.messages.map((message) => ({
      at: timeOf(message),
      text: messageRows(message, columns, lines),
    })),
    ...facts.marks.map((step) => ({
      at: step.at,
      text: [markRow(step, columns)],
    })),
    ...facts.notes.map(({ at, text }) => ({
      at: at - 1e-9,
      text: [noteRow(text, columns)],
    })),
  ];
  if (facts.gap) {
    const { at, messages, bytes } = facts.gap;
    const words = `… ${formatCount(messages)} messages, ${
      formatCount(bytes)
    } B not drawn …`;
    rows.push({ at, text: [noteRow(words, columns)] });
  }
  const start = Math.min(...rows.map(({ at }) => at));
  const last = Math.max(...rows.map(({ at }) => at));
  return [
    ...headRows(facts, columns),
    ...rows.toSorted((one, other) => one.at - other.at)
      .flatMap(({ text }) => text),
    ...(rows.length > 1
      ? [`(${formatSpan(last - start)} from first to last)`]
      : []),
  ];
}

function placeColumns({ parties, messages, marks }: LadderFacts): TextColumns {
  const besides = [
    ...messages.flatMap(({ departure, arrival }) => [departure, arrival]),
    ...marks,
  ].map((step) => columnCount(besideText(step)));
  const heads = parties.flatMap(({ name, addresses }) =>
    [name, ...addresses].map((text) => Math.ceil(columnCount(text) / 2))
  );
  const margin = Math.min(26, Math.max(8, ...besides, ...heads) + 1);
  const gaps = Math.max(1, parties.length - 1);
  const gap = Math.min(48, Math.floor((WIDTH - 2 * margin - 1) / gaps));
  return {
    margin,
    lifelines: parties.map((_, party) => margin + party * gap),
    width: 2 * margin + (parties.length - 1) * gap + 1,
  };
}

function headRows({ parties }: LadderFacts, columns: TextColumns): string[] {
  const addressRows = Math.max(
    ...parties.map((party) => party.addresses.length),
  );
  const shown = Math.min(addressRows, 2);
  const rows = [
    parties.map(({ name }) => name),
    ...Array.from(
      { length: shown },
      (_, row) => parties.map(({ addresses }) => addresses[row] ?? ""),
    ),
  ].filter((texts) => texts.some(Boolean));
  return rows.map((texts) => headRow(texts, columns));
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

function messageRows(
  message: LadderMessage,
  columns: TextColumns,
  lines: number,
): string[] {
  const { from, to, departure, arrival, unread } = message;
  const span = Math.abs(columns.lifelines[to] - columns.lifelines[from]) - 1;
  const abridge = (line: string) => abridgeToColumns(line, span - 8);
  const label = message.kind === "bytes"
    ? payloadLabel(message.bytes, { size: message.size, lines, abridge })
    : [message.kind === "end" ? "end of stream" : "reset"];
  const above = label.slice(0, -1).map((line) =>
    bareRow(columns, Math.min(from, to), padColumns(`   ${line}`, span))
  );
  const arrow = arrowText(message, label[label.length - 1], span);
  const row = bareRow(columns, Math.min(from, to), arrow);
  return [
    ...above,
    besideRow(row, columns, departure, unread ? "not read" : arrival),
  ];
}

/** Both ends of an arrow keep clear of the lifelines' columns. */
function arrowText(
  message: LadderMessage,
  label: string,
  span: number,
): string {
  const stroke = message.kind === "end" ? "- " : "─";
  const filled = ` ${label} `;
  const rest = Math.max(0, span - columnCount(filled) - 3);
  const tail = stroke.repeat(WIDTH).slice(0, rest);
  const rightwards = message.from < message.to;
  if (rightwards) {
    const head = message.kind === "reset" ? "x" : ">";
    return `${stroke.repeat(2).slice(0, 2)}${filled}${tail}${head}`;
  }
  const head = message.kind === "reset" ? "x" : "<";
  return `${head}${stroke.repeat(2).slice(0, 2)}${filled}${tail}`;
}

/** A row of lifelines with `inside` standing right of the lifeline `first`. */
function bareRow(
  { lifelines }: TextColumns,
  first: number,
  inside: string,
): string {
  let row = "";
  lifelines.forEach((column, party) => {
    const covered = columnCount(row) > column;
    if (!covered) row = padColumns(row, column) + "│";
    if (party === first) row += inside;
  });
  return row;
}

function besideRow(
  row: string,
  { margin, lifelines }: TextColumns,
  departure: LadderStep | undefined,
  arrival: LadderStep | string | undefined,
): string {
  const last = lifelines.length - 1;
  const texts = [departure, arrival];
  const at = (party: number) =>
    texts.map((text) =>
      typeof text === "string"
        ? text
        : text?.party === party
        ? besideText(text)
        : ""
    ).filter(Boolean).join(" ");
  const outer = row.slice(margin);
  return `${padColumnsStart(at(0), margin - 1)} ${outer} ${
    abridgeToColumns(at(last), margin - 1)
  }`;
}

function besideText(step: LadderStep | undefined): string {
  return step?.beside.join(" ") ?? "";
}

function markRow(step: LadderStep, columns: TextColumns): string {
  const row = bareRow(columns, -1, "");
  return besideRow(row, columns, step, undefined);
}

function noteRow(text: string, { lifelines, margin }: TextColumns): string {
  const room = lifelines[lifelines.length - 1] - margin - 3;
  return `${" ".repeat(margin)}│ ${padColumns(text, Math.max(20, room))} │`;
}
