import { SMALL_MONO } from "../drawing/draw_text.ts";
import { textWidth } from "../drawing/text_width.ts";
import { type Box } from "../drawing/draw_box.ts";
import { type OpenFile, type OpenFiles } from "./descriptor_facts.ts";
import { endpointText } from "./gather_open_files.ts";

/** Widths of the columns of a process: its table, its open files, what is behind them. */
export interface ProcessColumns {
  table: number;
  file: number;
  target: number;
  /** Between the table and the open files, and between those and their targets. */
  toFile: number;
  toTarget: number;
}

/** A thing behind an open file description, with its lines of text. */
export interface PlacedFile {
  file: OpenFile;
  lines: string[];
  /** What is referred to. */
  box: Box;
  /** The open file description; a waiting connection has none. */
  entry: Box;
}

/** A process with all its boxes, as if it stood at the left; a mirrored one is turned when drawn. */
export interface PlacedProcess {
  process: OpenFiles;
  rows: { fd: number; name: string; file: number; box: Box }[];
  files: PlacedFile[];
  height: number;
}

/** Height of a row of a descriptor table. */
export const ROW = 30;
const LINE = 21;
const HEAD = 62;
const BELOW = 14;

/** Stacks a process's table and what it refers to, from `top` downwards. */
export function placeProcess(
  process: OpenFiles,
  left: number,
  top: number,
  columns: ProcessColumns,
): PlacedProcess {
  const fileX = left + columns.table + columns.toFile;
  const targetX = fileX + columns.file + columns.toTarget;
  let y = top + HEAD;
  const files = process.files.map((file): PlacedFile => {
    const lines = linesOf(file);
    const height = lines.length * LINE + 12;
    const box = { x: targetX, y, width: columns.target, height };
    const entry = {
      x: fileX,
      y: columns.toTarget > 0 ? y + height / 2 - 14 : y,
      width: columns.file,
      height: columns.toTarget > 0 ? 28 : height,
    };
    y += height + BELOW;
    return { file, lines, box, entry };
  });
  const rows = process.rows.map((row, index) => ({
    ...row,
    box: {
      x: left,
      y: top + HEAD + index * ROW,
      width: columns.table,
      height: ROW,
    },
  }));
  const extra = process.omitted > 0 || process.hidden ? 28 : 0;
  const tableEnd = top + HEAD + rows.length * ROW + extra;
  return { process, rows, files, height: Math.max(y, tableEnd + BELOW) - top };
}

function linesOf({ socket, words, waiting }: OpenFile): string[] {
  if (!socket) return [words];
  const local = endpointText(socket.local);
  if (socket.remote.port === 0) {
    const queue = socket.state === "LISTEN" && socket.receiveQueue
      ? [`${socket.receiveQueue} waiting`]
      : [];
    return [socket.state, local, ...queue];
  }
  const state = waiting ? "not accepted" : socket.state;
  return [state, local, endpointText(socket.remote)];
}

/** The columns that fit `width`, wide enough for the names of descriptors. */
export function columnsFor(
  processes: readonly OpenFiles[],
  width: number,
): ProcessColumns {
  const names = processes.flatMap(({ rows }) =>
    rows.map(({ fd, name }) => textWidth(rowText(fd, name), SMALL_MONO) + 16)
  );
  const wide = width > 400;
  const table = Math.max(44, Math.min(wide ? 190 : 120, Math.max(0, ...names)));
  const [toFile, file, toTarget] = wide ? [48, 130, 40] : [24, 22, 0];
  const target = width - table - toFile - file - toTarget;
  return { table, toFile, file, toTarget, target };
}

/** A row of a descriptor table. */
export function rowText(fd: number, name: string): string {
  return name ? `${fd} ${name}` : String(fd);
}
