import { formatSpan } from "../drawing/abridge.ts";
import { SMALL_MONO } from "../drawing/draw_text.ts";
import { type Point } from "../drawing/draw_line.ts";
import { textWidth } from "../drawing/text_width.ts";
import { FALL, gatherMoments, type Moment } from "./gather_moments.ts";
import {
  labelMessages,
  type MessageLabel,
  placeLabel,
} from "./label_messages.ts";
import { type Lifelines, placeLifelines, stepsOf } from "./place_lifelines.ts";
import { type PlacedRow, spreadMoments } from "./spread_moments.ts";
import { type LadderFacts, type LadderStep } from "./wire_facts.ts";

/** A message with its label and its place. */
export interface PlacedMessage extends MessageLabel {
  startY: number;
  endY: number;
  /** Where the label's first line begins. */
  labelAt: Point;
}

/** A ladder ready to be drawn. */
export interface PlacedLadder {
  lifelines: Lifelines;
  messages: PlacedMessage[];
  steps: { step: LadderStep; y: number }[];
  rows: PlacedRow[];
  times: { text: string; y: number }[];
  height: number;
}

/** What decides about a ladder's look. */
export interface LadderLook {
  width: number;
  /** Distances follow the clock as far as labels leave room. */
  toScale: boolean;
  /** Most lines of one payload. */
  lines: number;
}

/** Gives every moment a height of its own and every label a band that no other label enters. */
export function placeLadder(
  facts: LadderFacts,
  look: LadderLook,
): PlacedLadder {
  const timeColumn = look.toScale ? timeColumnWidth(facts) : 0;
  const lifelines = placeLifelines(facts, look.width, timeColumn);
  const labels = labelMessages(facts.messages, lifelines, look.lines);
  const moments = gatherMoments(facts, labels, lifelines);
  const { ys, rows } = spreadMoments(moments, lifelines.top, look.toScale);
  const heights = new Map<LadderStep | undefined, number>(
    moments.map(({ step }, index) => [step, ys[index]]),
  );
  const bottom = moments.length > 0
    ? ys[ys.length - 1] + moments[moments.length - 1].below
    : lifelines.top + 30;
  return {
    lifelines,
    messages: labels.map((label) => placeMessage(label, heights, lifelines)),
    steps: moments.flatMap(({ step }, index) =>
      step ? [{ step, y: ys[index] }] : []
    ),
    rows,
    times: look.toScale ? timeLabels(moments, ys) : [],
    height: bottom + 26,
  };
}

function placeMessage(
  label: MessageLabel,
  heights: Map<LadderStep | undefined, number>,
  lifelines: Lifelines,
): PlacedMessage {
  const { departure, arrival } = label.message;
  const arrives = arrival && heights.get(arrival);
  const startY = (departure && heights.get(departure)) ??
    (arrives ?? 0) - FALL;
  const endY = arrives ?? startY + FALL;
  const labelAt = placeLabel(label, startY, endY, lifelines);
  return { ...label, startY, endY, labelAt };
}

function timeColumnWidth(facts: LadderFacts): number {
  const times = stepsOf(facts).map(({ at }) => at);
  const start = Math.min(...times);
  const widths = times.map((at) =>
    textWidth(formatSpan(at - start), SMALL_MONO)
  );
  return 14 + Math.max(0, ...widths);
}

function timeLabels(moments: readonly Moment[], ys: readonly number[]) {
  const start = moments.find(({ step }) => step)?.at ?? 0;
  const labels: { text: string; y: number }[] = [];
  moments.forEach(({ step, at }, index) => {
    const crowded = labels.length > 0 &&
      ys[index] - labels[labels.length - 1].y < 22;
    if (!step?.origin || crowded) return;
    labels.push({ text: formatSpan(at - start), y: ys[index] });
  });
  return labels;
}
