import { abridgeToWidth } from "../drawing/abridge.ts";
import { drawBox } from "../drawing/draw_box.ts";
import { drawArrow, drawLine, drawPointer } from "../drawing/draw_line.ts";
import { drawText, SMALL_MONO } from "../drawing/draw_text.ts";
import { type Tone } from "../drawing/tone.ts";
import { type AddrInfoNode, type StructField } from "./addr_info_facts.ts";

const ROW = 26;
const MARGIN = 12;
/** Addresses in memory stand left of the structs: `0x` and twelve digits. */
const ADDRESSES = 150;
const STRUCT_WIDTH = 276;
const NAMES = 126;
const TO_TARGET = 46;
const TARGET_WIDTH = 184;
const BETWEEN = 40;
const TOP = 44;

const POINTER_TONES: Readonly<Record<string, Tone>> = {
  sockaddr: "network",
  canonname: "app",
  next: "link",
};

/** The chain: structs under each other, what they point to at their right. */
export function drawAddrInfoChain(
  nodes: readonly AddrInfoNode[],
): { shapes: string[]; width: number; bottom: number } {
  const known = nodes.some(({ address }) => address !== undefined);
  const left = MARGIN + (known ? ADDRESSES : 0);
  const result = drawText(left + 30, 20, "result", SMALL_MONO, {
    tone: "link",
  });
  const shapes = [result];
  let from = TOP - 20;
  let top = TOP;
  for (const node of nodes) {
    shapes.push(
      drawArrow([{ x: left + 40, y: from }, { x: left + 40, y: top - 1 }], {
        width: 2,
        tone: "link",
      }),
      ...drawNode(node, left, top),
    );
    from = top + node.fields.length * ROW;
    top += heightOf(node) + BETWEEN;
  }
  return {
    shapes,
    width: left + STRUCT_WIDTH + TO_TARGET + TARGET_WIDTH + MARGIN,
    bottom: top - BETWEEN + 14,
  };
}

/** What a struct points to may reach further down than the struct. */
function heightOf({ fields, sockaddr, canonname }: AddrInfoNode): number {
  const beside = 24 + sockaddr.fields.length * ROW + (canonname ? 34 + ROW : 0);
  return Math.max(fields.length * ROW, beside);
}

function drawNode(node: AddrInfoNode, left: number, top: number): string[] {
  const { fields, address, sockaddr, canonname } = node;
  const targetX = left + STRUCT_WIDTH + TO_TARGET;
  const sockaddrTop = top + 24;
  const nameTop = sockaddrTop + sockaddr.fields.length * ROW + 34;
  const pointer = (points: "sockaddr" | "canonname", y: number) => {
    const row = fields.findIndex((field) => field.points === points);
    return drawPointer(
      { x: left + STRUCT_WIDTH, y: top + (row + 0.5) * ROW },
      { x: targetX, y: y + ROW / 2 },
      { tone: POINTER_TONES[points] },
    );
  };
  const name = canonname
    ? [
      pointer("canonname", nameTop),
      ...drawTarget([`"${canonname.text}"`], targetX, nameTop, "app"),
      drawAddress(canonname.address, targetX, nameTop - 7),
    ]
    : [];
  const box = {
    x: left,
    y: top,
    width: STRUCT_WIDTH,
    height: fields.length * ROW,
  };
  return [
    drawBox(box, { stroke: "soft" }),
    ...fields.map((field, row) =>
      drawField(field, left, top + row * ROW, row > 0)
    ),
    address
      ? drawText(left - 10, top + 18, shorten(address), SMALL_MONO, {
        tone: "soft",
        anchor: "end",
      })
      : "",
    pointer("sockaddr", sockaddrTop),
    ...drawTarget(
      sockaddr.fields.map(wordsOf),
      targetX,
      sockaddrTop,
      "network",
    ),
    drawAddress(sockaddr.address, targetX, sockaddrTop - 7),
    ...name,
  ];
}

function shorten(address: string): string {
  return abridgeToWidth(address, ADDRESSES - 10, SMALL_MONO);
}

function drawField(
  { name, value, points }: StructField,
  left: number,
  y: number,
  ruled: boolean,
): string {
  const rule = ruled
    ? drawLine([{ x: left, y }, { x: left + STRUCT_WIDTH, y }], {
      tone: "line",
      width: 1,
    })
    : "";
  const words = abridgeToWidth(value, STRUCT_WIDTH - NAMES - 10, SMALL_MONO);
  return rule +
    drawText(left + 8, y + 19, name, SMALL_MONO, { tone: "soft" }) +
    drawText(left + NAMES + 6, y + 19, words, SMALL_MONO, {
      tone: points ? POINTER_TONES[points] : "ink",
    });
}

function drawAddress(
  address: string | undefined,
  x: number,
  y: number,
): string {
  if (!address) return "";
  return drawText(x, y, shorten(address), SMALL_MONO, { tone: "soft" });
}

/** The family by its name alone, numbers with the names of their fields. */
function wordsOf({ name, value }: StructField): string {
  if (name === "family") return value.replace(/^\d+ (?=AF_)/, "");
  return name === "address" || name === "path" ? value : `${name} ${value}`;
}

function drawTarget(
  lines: readonly string[],
  x: number,
  y: number,
  tone: "network" | "app",
): string[] {
  const box = { x, y, width: TARGET_WIDTH, height: lines.length * ROW };
  return [
    drawBox(box, { fill: `${tone}-ground`, stroke: tone }),
    ...lines.map((line, row) =>
      drawText(
        x + 8,
        y + row * ROW + 19,
        abridgeToWidth(line, TARGET_WIDTH - 14, SMALL_MONO),
        SMALL_MONO,
      )
    ),
  ];
}
