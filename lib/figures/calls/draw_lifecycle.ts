import { abridgeToWidth } from "../drawing/abridge.ts";
import { drawBox } from "../drawing/draw_box.ts";
import { drawArrow } from "../drawing/draw_line.ts";
import { drawText, NAME, SMALL_MONO } from "../drawing/draw_text.ts";
import { textWidth } from "../drawing/text_width.ts";
import { groundOf, type Tone } from "../drawing/tone.ts";
import { type CallFact, type Meeting, type PartyCalls } from "./call_facts.ts";
import { LAST_LINE, LINE, type PlacedCall } from "./place_calls.ts";

/** The width of the figure, and of each of its two columns. */
export const WIDTH = 700;
const COLUMN = 290;
const MARGIN = 10;

/** The shapes of a lifecycle: arrows between the columns, then the calls, then labels. */
export function drawLifecycle(
  parties: readonly PartyCalls[],
  placed: readonly PlacedCall[],
  meetings: readonly Meeting[],
): string[] {
  const boxes = new Map(placed.map((box) => [box.call, box]));
  return [
    ...parties.map(({ name }, column) =>
      drawText(
        columnX(column) + COLUMN / 2,
        26,
        abridgeToWidth(name, COLUMN, NAME),
        NAME,
        { anchor: "middle" },
      )
    ),
    ...meetings.map((meeting) => drawMeeting(meeting, boxes)),
    ...placed.map(drawCall),
  ];
}

function columnX(column: number): number {
  return column === 0 ? MARGIN : WIDTH - MARGIN - COLUMN;
}

/** More lines than these would make a call look like a wait. */
const MOST_LINES = 3;

/**
 * A call as it is written in C, broken after commas where one line is too short. The last line
 * leaves room for the result.
 */
export function callLines(call: CallFact): string[] {
  const room = COLUMN - 24;
  const resultRoom = textWidth(resultText(call), SMALL_MONO) + 10;
  const args = call.args.map(({ text }) => text);
  const parts = args.map((text, index) =>
    text + (index < args.length - 1 ? "," : ")")
  );
  const lines = [`${call.call}(${parts.shift() ?? ")"}`];
  for (const [index, part] of parts.entries()) {
    const longer = `${lines[lines.length - 1]} ${part}`;
    const last = index === parts.length - 1;
    const fits =
      textWidth(longer, SMALL_MONO) <= room - (last ? resultRoom : 0);
    if (fits || lines.length === MOST_LINES) lines[lines.length - 1] = longer;
    else lines.push(`  ${part}`);
  }
  return lines.map((line, index) =>
    abridgeToWidth(
      line,
      room - (index === lines.length - 1 ? resultRoom : 0),
      SMALL_MONO,
    )
  );
}

function drawCall({ call, lines, column, top, bottom }: PlacedCall): string {
  const x = columnX(column);
  const tone = toneOf(call);
  const failed = call.errno !== undefined || call.failure !== undefined;
  const box = { x, y: top, width: COLUMN, height: bottom - top };
  return drawBox(box, { fill: groundOf(tone) }) +
    drawBox({ ...box, width: 4 }, { fill: tone }) +
    lines.map((line, index) =>
      drawText(x + 12, top + 22 + index * LINE, line, SMALL_MONO)
    ).join("") +
    drawText(
      x + COLUMN - 8,
      bottom - LAST_LINE + 22,
      resultText(call),
      SMALL_MONO,
      {
        anchor: "end",
        tone: failed ? "alarm" : "soft",
      },
    );
}

function toneOf({ call, errno, failure }: CallFact): Tone {
  if (errno || failure) return "alarm";
  if (call === "getaddrinfo") return "network";
  return ["send", "recv", "read", "write"].includes(call) ? "app" : "transport";
}

/** What a call returned: a number, an error's name, or that it still waits. */
export function resultText({ errno, failure, result }: CallFact): string {
  if (errno) return errno;
  if (failure) return abridgeToWidth(failure, 130, SMALL_MONO);
  return result === undefined ? "…" : `= ${result}`;
}

function drawMeeting(
  { from, to, label }: Meeting,
  boxes: ReadonlyMap<CallFact, PlacedCall>,
): string {
  const start = boxes.get(from);
  const end = boxes.get(to);
  if (!start || !end || start.column === end.column) return "";
  const edge = (column: number) => column === 0 ? MARGIN + COLUMN : columnX(1);
  return drawArrow([
    { x: edge(start.column), y: start.top + LAST_LINE / 2 },
    { x: edge(end.column), y: end.bottom - LAST_LINE / 2 },
  ], {
    tone: label === "connection"
      ? "transport"
      : label === "end"
      ? "soft"
      : "app",
    dashed: label === "end",
  });
}
