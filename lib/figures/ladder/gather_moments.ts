import { formatCount, wrapWords } from "../drawing/abridge.ts";
import { LINE_HEIGHT, SMALL } from "../drawing/draw_text.ts";
import { type MessageLabel } from "./label_messages.ts";
import { orderSteps } from "./order_steps.ts";
import { type Lifelines, stepsOf } from "./place_lifelines.ts";
import { type LadderFacts, type LadderStep } from "./wire_facts.ts";

/** How far an arrow falls if one of its moments is unknown, or both are next to each other. */
export const FALL = 26;

/** A row that runs across all lifelines: a remark, a pause, or what was left out. */
export interface LadderRow {
  kind: "note" | "gap" | "pause";
  lines: string[];
}

/** Something with a height of its own, and the room that it needs over and under that. */
export interface Moment {
  at: number;
  above: number;
  below: number;
  step?: LadderStep;
  row?: LadderRow;
}

/** Everything that gets a height, in the order of time. */
export function gatherMoments(
  facts: LadderFacts,
  labels: readonly MessageLabel[],
  lifelines: Lifelines,
): Moment[] {
  const anchored = new Map(labels.map((label) => [anchorStep(label), label]));
  const rows = gatherRows(facts, lifelines);
  const moments: Moment[] = [];
  for (const step of orderSteps(stepsOf(facts), facts.messages)) {
    while (rows.length > 0 && rows[0].at <= step.at) {
      moments.push(...rows.splice(0, 1));
    }
    moments.push({ at: step.at, step, ...roomOf(step, anchored.get(step)) });
  }
  return [...moments, ...rows];
}

/** Remarks, and what was left out, in the order of time. */
function gatherRows(facts: LadderFacts, { xs, width }: Lifelines): Moment[] {
  const middle = (xs[0] + xs[xs.length - 1]) / 2;
  const room = 2 * Math.min(middle, width - middle, WIDEST_NOTE / 2) - 16;
  const rows = facts.notes.flatMap(({ at, text }) => {
    const lines = wrapWords(text, room, SMALL).slice(0, 4);
    return lines.length > 0 ? [rowMoment(at, { kind: "note", lines })] : [];
  });
  if (facts.gap) {
    const { at, messages, bytes } = facts.gap;
    const words = `${formatCount(messages)} messages, ${
      formatCount(bytes)
    } B not drawn`;
    rows.push(rowMoment(at, { kind: "gap", lines: [words] }));
  }
  return rows.sort((one, other) => one.at - other.at);
}

const WIDEST_NOTE = 420;

function anchorStep({ message, anchor }: MessageLabel): LadderStep | undefined {
  return message[anchor];
}

function rowMoment(at: number, row: LadderRow): Moment {
  const below = 10 + (row.lines.length - 1) * LINE_HEIGHT;
  return { at, row, above: 24, below };
}

function roomOf(
  step: LadderStep,
  label: MessageLabel | undefined,
): { above: number; below: number } {
  const beside = 12 + Math.max(0, step.beside.length - 1) * 11;
  if (!label) return { above: beside, below: beside };
  const { message, lines, anchor } = label;
  const height = 26 + (lines.length - 1) * LINE_HEIGHT;
  if (anchor === "departure") {
    const fall = message.arrival ? 0 : FALL + 4;
    return {
      above: Math.max(beside, height),
      below: Math.max(beside, 14, fall),
    };
  }
  return message.departure
    ? { above: beside, below: Math.max(beside, height + 4) }
    : { above: Math.max(beside, height + FALL), below: beside };
}
