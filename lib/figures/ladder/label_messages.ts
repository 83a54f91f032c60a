import { LABEL, LINE_HEIGHT, SMALL } from "../drawing/draw_text.ts";
import { textWidth } from "../drawing/text_width.ts";
import { abridgeToWidth } from "../drawing/abridge.ts";
import { type Point } from "../drawing/draw_line.ts";
import { payloadLabel } from "../bytes/payload_label.ts";
import { type Lifelines } from "./place_lifelines.ts";
import { timeOf } from "./shorten_ladder.ts";
import { type LadderMessage, type LadderStep } from "./wire_facts.ts";

/** What a message says, and at which of its two moments it stands. */
export interface MessageLabel {
  message: LadderMessage;
  lines: string[];
  anchor: "departure" | "arrival";
}

/** Room kept free between a label and the lifelines beside it. */
const CLEARANCE = 20;

/**
 * Words every message and chooses its anchor: the departure of the first message that leaves
 * then, otherwise the arrival. Of the parts of one write only the first begins where the write
 * begins, and each other part is the first one of its read: so no moment carries two labels.
 */
export function labelMessages(
  messages: readonly LadderMessage[],
  lifelines: Lifelines,
  lines: number,
): MessageLabel[] {
  const room = (lifelines.gap || 240) - 2 * CLEARANCE;
  const abridge = (line: string) => abridgeToWidth(line, room, LABEL);
  const taken = new Set<LadderStep>();
  const ordered = messages.toSorted((one, other) =>
    timeOf(one) - timeOf(other)
  );
  return ordered.map((message) => {
    const { departure } = message;
    const atDeparture = departure === undefined
      ? message.arrival === undefined
      : !taken.has(departure);
    if (departure) taken.add(departure);
    return {
      message,
      lines: wordsOf(message, lines, abridge),
      anchor: atDeparture ? "departure" : "arrival",
    };
  });
}

function wordsOf(
  { kind, bytes, size }: LadderMessage,
  lines: number,
  abridge: (line: string) => string,
): string[] {
  if (kind === "end") return ["end of stream"];
  if (kind === "reset") return ["reset"];
  return payloadLabel(bytes, { size, lines, abridge });
}

/**
 * Where a label's lines begin, at the first baseline: over the line near its departure, or, anchored at the
 * arrival of a message whose departure has another label, under the line near its arrival.
 */
export function placeLabel(
  { message, lines, anchor }: MessageLabel,
  startY: number,
  endY: number,
  { xs, gap }: Lifelines,
): Point {
  const { from, to, kind, departure } = message;
  const type = kind === "bytes" ? LABEL : SMALL;
  const half = Math.max(...lines.map((line) => textWidth(line, type))) / 2;
  const side = Math.sign(xs[to] - xs[from]) || 1;
  const slope = (endY - startY) / Math.max(1, Math.abs(xs[to] - xs[from]));
  // A steep line rises past a label in the middle: there the label moves towards its anchor.
  const nearest = Math.max(
    CLEARANCE - 4,
    Math.min(gap / 2 - half, slope > 0 ? 13 / slope : gap),
  );
  // Still steeper, it runs behind the label, which must not leave its band.
  const fallen = Math.min(13, slope * nearest);
  if (anchor === "arrival" && departure !== undefined) {
    return {
      x: xs[to] - side * (nearest + half) - half,
      y: endY - fallen + 22,
    };
  }
  return {
    x: xs[from] + side * (nearest + half) - half,
    y: startY + fallen - 7 - (lines.length - 1) * LINE_HEIGHT,
  };
}
