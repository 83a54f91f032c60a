import { abridgeEndpoint, abridgeToWidth } from "../drawing/abridge.ts";
import { drawArrow, drawCross, drawLine } from "../drawing/draw_line.ts";
import {
  drawText,
  LABEL,
  LINE_HEIGHT,
  NAME,
  SMALL,
  SMALL_MONO,
} from "../drawing/draw_text.ts";
import { type PlacedLadder, type PlacedMessage } from "./place_ladder.ts";
import { LONGEST_ADDRESS } from "./place_lifelines.ts";
import { type PlacedRow } from "./spread_moments.ts";
import { type LadderParty, type LadderStep } from "./wire_facts.ts";

/** The shapes of a ladder: lines first, then every label over them. */
export function drawLadder(
  placed: PlacedLadder,
  parties: readonly LadderParty[],
): string[] {
  const { lifelines: { xs, top, gap }, messages, steps, rows, height } = placed;
  const headRoom = Math.min(LONGEST_ADDRESS, (gap || Infinity) - 14);
  return [
    ...parties.map((party, index) => drawHead(party, xs[index], headRoom)),
    ...xs.map((x) => drawLine([{ x, y: top }, { x, y: height - 12 }])),
    ...messages.map((message) => drawMessage(message, xs)),
    ...steps.map(({ step, y }) => drawMark(step, xs[step.party], y)),
    ...rows.map((row) => drawRow(row, xs)),
    ...messages.map(drawLabel),
    ...steps.map(({ step, y }) => drawBeside(step, y, placed)),
    ...placed.times.map(({ text, y }) =>
      drawText(12, y + 6, text, SMALL_MONO, { tone: "soft" })
    ),
  ];
}

function drawHead(
  { name, addresses }: LadderParty,
  x: number,
  room: number,
): string {
  const shown = addresses.length > 2
    ? [addresses[0], `and ${addresses.length - 1} more`]
    : addresses;
  const title = name
    ? drawText(x, 24, abridgeToWidth(name, room, NAME), NAME, {
      anchor: "middle",
    })
    : "";
  return title + shown.map((address, row) =>
    drawText(
      x,
      (name ? 45 : 34) + row * 21,
      abridgeEndpoint(address, room, SMALL_MONO),
      SMALL_MONO,
      { anchor: "middle", tone: "soft" },
    )
  ).join("");
}

function drawMessage(placed: PlacedMessage, xs: number[]): string {
  const { message: { kind, from, to }, startY, endY } = placed;
  return drawArrow([{ x: xs[from], y: startY }, { x: xs[to], y: endY }], {
    tone: kind === "bytes" ? "app" : kind === "end" ? "soft" : "alarm",
    dashed: kind === "end",
    width: kind === "end" ? 2 : 2.5,
    crossed: kind === "reset",
  });
}

function drawLabel({ message, lines, labelAt }: PlacedMessage): string {
  const tone = message.kind === "bytes"
    ? "ink"
    : message.kind === "end"
    ? "soft"
    : "alarm";
  const type = message.kind === "bytes" ? LABEL : SMALL;
  return lines.map((line, index) =>
    drawText(labelAt.x, labelAt.y + index * LINE_HEIGHT, line, type, {
      tone,
      knockOut: true,
    })
  ).join("");
}

function drawMark({ mark }: LadderStep, x: number, y: number): string {
  if (mark === "error") return drawCross({ x, y });
  if (mark === "close") {
    return drawLine([{ x: x - 8, y }, { x: x + 8, y }], { width: 2.5 });
  }
  return "";
}

/** Sizes and calls stand outside the lifelines; between them, on the side away from the others. */
function drawBeside(
  { party, beside, mark, side }: LadderStep,
  y: number,
  { lifelines: { xs } }: PlacedLadder,
): string {
  const toTheLeft = side === "left";
  const first = y + 6 - (beside.length - 1) * 10;
  return beside.map((line, index) =>
    drawText(
      xs[party] + (toTheLeft ? -11 : 11),
      first + index * 20,
      line,
      SMALL_MONO,
      {
        tone: mark === "error" ? "alarm" : "soft",
        anchor: toTheLeft ? "end" : "start",
        knockOut: party > 0 && party < xs.length - 1,
      },
    )
  ).join("");
}

function drawRow({ kind, lines, y }: PlacedRow, xs: number[]): string {
  const middle = (xs[0] + xs[xs.length - 1]) / 2;
  const rule = kind !== "note"
    ? xs.map((x) =>
      drawLine([{ x: x - 9, y: y - 2 }, { x: x + 9, y: y - 10 }], {
        tone: "soft",
      })
    ).join("")
    : "";
  return rule +
    lines.map((line, index) =>
      drawText(middle, y + index * LINE_HEIGHT, line, SMALL, {
        tone: kind === "note" ? "ink" : "soft",
        anchor: "middle",
        knockOut: true,
      })
    ).join("");
}
