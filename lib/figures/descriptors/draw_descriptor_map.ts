import { abridgeEndpoint, abridgeToWidth } from "../drawing/abridge.ts";
import { type Box, drawBox } from "../drawing/draw_box.ts";
import { drawLine, drawPointer, type Point } from "../drawing/draw_line.ts";
import { drawText, NAME, SMALL, SMALL_MONO } from "../drawing/draw_text.ts";
import { areConnected } from "./gather_open_files.ts";
import {
  type PlacedFile,
  type PlacedProcess,
  rowText,
} from "./place_open_files.ts";

/** How one process is drawn: as placed, or turned round so that its sockets face the other's. */
export interface Side {
  placed: PlacedProcess;
  /** The figure's width if the process is turned round. */
  mirroredIn?: number;
}

/** The shapes of a process: name, table, open files, arrows from one to the next. */
export function drawProcess(side: Side, top: number): string[] {
  const { placed } = side;
  const { process, rows, files } = placed;
  return [
    ...rows.map(({ box, file }) => drawReference(side, box, files[file])),
    ...files.map((file) => drawFile(side, file)),
    ...rows.map(({ box, fd, name }) => drawRow(side, box, fd, name)),
    ...drawHead(side, top),
    ...drawRemark(side, top),
  ].concat(
    process.rows.length === 0 && !process.hidden
      ? [drawText(turnedX(side, 12), top + 80, "nothing open", SMALL, {
        tone: "soft",
        anchor: side.mirroredIn ? "end" : "start",
      })]
      : [],
  );
}

/** A place as it is on this side. */
function turnedX({ mirroredIn }: Side, x: number): number {
  return mirroredIn === undefined ? x : mirroredIn - x;
}

function turned(side: Side, box: Box): Box {
  if (side.mirroredIn === undefined) return box;
  return { ...box, x: side.mirroredIn - box.x - box.width };
}

function drawHead(side: Side, top: number): string[] {
  const { placed: { process, files } } = side;
  const anchor = side.mirroredIn ? "end" : "start";
  const x = turnedX(side, 12);
  const wide = files.some(({ entry }) => entry.width > 60);
  const middle = wide ? "open file description" : "open file";
  return [
    drawText(x, top + 22, abridgeToWidth(process.name, 300, NAME), NAME, {
      anchor,
    }),
    drawText(
      x,
      top + 46,
      side.mirroredIn
        ? `socket, ${middle}, descriptor`
        : `descriptor, ${middle}, socket`,
      SMALL,
      { anchor, tone: "soft" },
    ),
  ];
}

function drawRemark(side: Side, top: number): string[] {
  const { process: { omitted, hidden, rows } } = side.placed;
  const words = hidden
    ? "not shown by this system"
    : omitted > 0
    ? `and ${omitted} more`
    : "";
  if (!words) return [];
  const y = top + 62 + rows.length * 30 + 20;
  return [drawText(turnedX(side, 12), y, words, SMALL, {
    tone: "soft",
    anchor: side.mirroredIn ? "end" : "start",
  })];
}

function drawRow(side: Side, box: Box, fd: number, name: string): string {
  const placed = turned(side, box);
  const text = abridgeToWidth(rowText(fd, name), box.width - 12, SMALL_MONO);
  return drawBox(placed, { fill: "paper", stroke: "soft" }) +
    drawText(placed.x + 8, box.y + 21, text, SMALL_MONO);
}

/** From a row of the table to its open file description. */
function drawReference(side: Side, row: Box, { entry }: PlacedFile): string {
  const from = {
    x: turnedX(side, row.x + row.width),
    y: row.y + row.height / 2,
  };
  const until = { x: turnedX(side, entry.x), y: entry.y + entry.height / 2 };
  return drawPointer(from, until, { tone: "soft" });
}

function drawFile(side: Side, { file, lines, box, entry }: PlacedFile): string {
  const target = turned(side, box);
  const listening = file.socket?.state === "LISTEN";
  const look = !file.socket
    ? { fill: "panel", stroke: "line" }
    : listening || file.waiting
    ? { fill: "paper", stroke: "transport", strokeWidth: 2, dashed: true }
    : { fill: "transport-ground", stroke: "transport", strokeWidth: 2 };
  return drawEntry(side, file.references, entry, box) +
    drawBox(target, look) +
    lines.map((line, index) =>
      drawText(
        target.x + 8,
        target.y + 22 + index * 21,
        abridgeEndpoint(line, target.width - 14, SMALL_MONO),
        SMALL_MONO,
        { tone: index === 0 || !file.socket ? "ink" : "soft" },
      )
    ).join("");
}

function drawEntry(
  side: Side,
  references: number,
  entry: Box,
  box: Box,
): string {
  if (references === 0) return "";
  const placed = turned(side, entry);
  const words = entry.width > 60
    ? `${references} ${references === 1 ? "reference" : "references"}`
    : String(references);
  const y = entry.y + entry.height / 2;
  const attached = entry.x + entry.width >= box.x;
  const pointer = attached ? "" : drawPointer(
    { x: turnedX(side, entry.x + entry.width), y },
    { x: turnedX(side, box.x), y },
    { tone: "soft" },
  );
  return pointer +
    drawBox(placed, {
      fill: "panel",
      stroke: "soft",
      radius: attached ? 0 : 8,
    }) +
    drawText(
      placed.x + placed.width / 2,
      y + 6,
      words,
      entry.width > 60 ? SMALL : SMALL_MONO,
      {
        anchor: "middle",
      },
    );
}

/** Lines between the two ends of each connection, and from a caller to a listener. */
export function drawConnections(sides: readonly Side[]): string[] {
  const ends = sides.flatMap((side) =>
    side.placed.files.flatMap((file) =>
      file.file.socket ? [{ side, file, socket: file.file.socket }] : []
    )
  );
  return ends.flatMap((one, index) =>
    ends.slice(index + 1).filter((other) =>
      areConnected(one.socket, other.socket)
    )
      .map((other) => drawConnection(one, other))
  );
}

interface ConnectionEnd {
  side: Side;
  file: PlacedFile;
}

function drawConnection(one: ConnectionEnd, other: ConnectionEnd): string {
  const from = outerEdge(one);
  const until = outerEdge(other);
  if (one.side !== other.side && from.x !== until.x) {
    return drawLine([from, until], { tone: "transport", width: 4 });
  }
  const bend = from.x + 16;
  return drawLine([
    from,
    { x: bend, y: from.y },
    { x: bend, y: until.y },
    until,
  ], { tone: "transport", width: 4 });
}

function outerEdge({ side, file: { box } }: ConnectionEnd): Point {
  return { x: turnedX(side, box.x + box.width), y: box.y + box.height / 2 };
}
