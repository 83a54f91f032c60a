import { assertEquals } from "@std/assert";
import type { Block } from "../../../slides/render/block.ts";
import type { RenderedSlide } from "../../../slides/render/render_slides.ts";
import { estimateDeck } from "../../../slides/layout/estimate_deck.ts";
import {
  cellBoundary,
  nameParts,
  splitPoints,
  splitSlide,
} from "../../../slides/layout/split_slide.ts";
import type { Deck } from "../../../slides/assemble/deck_html.ts";

function block(kind: Block["kind"], cellId: string, lines = 1): Block {
  return { kind, cellId, html: "", lines, text: "" };
}

function slide(id: string, blocks: Block[]): RenderedSlide {
  return {
    id,
    title: "T",
    titleText: "T",
    continued: false,
    opening: false,
    blocks,
    notes: "notes",
    settings: {},
    cellNumber: 1,
    cellIds: [...new Set(blocks.map(({ cellId }) => cellId))],
    fit: {},
  };
}

/** p prose, c code, o output, f figure. */
const KINDS = { p: "prose", c: "code", o: "output", f: "figure" } as const;
const blocksOf = (kinds: string) =>
  [...kinds].map((letter) =>
    block(KINDS[letter as keyof typeof KINDS], letter)
  );

const POINTS: [string, number[], number, number[]][] = [
  ["ppp", [100, 100, 100], 500, [2]],
  ["ppp", [200, 200, 200], 500, [2]],
  ["pppp", [300, 300, 300, 300], 350, [1, 2, 3]],
  ["coco", [200, 100, 200, 100], 400, [2]],
  ["pco", [300, 100, 100], 420, [1]],
  ["co", [400, 300], 500, [1]],
  ["p", [900], 500, []],
];

for (const [kinds, heights, room, expected] of POINTS) {
  Deno.test(`splitPoints of ${kinds} with ${heights} in ${room}`, () =>
    assertEquals(splitPoints(blocksOf(kinds), heights, room), expected));
}

Deno.test("cellBoundary parts two cells of code, words going with the code they lead into", () => {
  assertEquals(cellBoundary(blocksOf("pcopco"), [50, 100, 50, 50, 100, 50]), 3);
  assertEquals(cellBoundary(blocksOf("pco"), [50, 100, 50]), undefined);
  assertEquals(cellBoundary(blocksOf("pp"), [50, 50]), undefined);
});

Deno.test("splitSlide continues title and notes, and parts get ids of their own", () => {
  const whole = slide("ask", [
    block("prose", "ask"),
    block("code", "b"),
    block("code", "c"),
  ]);
  const columns = [[...splitSlide(whole, [1, 2]), slide("ask--2", [])]];
  nameParts(columns);
  assertEquals(columns[0].map(({ id }) => id), [
    "ask",
    "ask--3",
    "ask--4",
    "ask--2",
  ]);
  assertEquals(columns[0].map(({ continued }) => continued), [
    false,
    true,
    true,
    false,
  ]);
  assertEquals(columns[0][1].cellIds, ["b"]);
  assertEquals(columns[0][2].notes, "notes");
  // A part that is divided again keeps counting.
  const again = [[
    columns[0][0],
    ...splitSlide(slide("x", [block("prose", "x"), block("prose", "y")]), [1]),
  ]];
  nameParts(again);
  assertEquals(again[0].map(({ id }) => id), ["ask", "x", "x--2"]);
});

Deno.test("estimateDeck divides what cannot fit and leaves the rest alone", () => {
  const long = slide(
    "long",
    Array.from({ length: 6 }, (_, index) => block("code", `k${index}`, 20)),
  );
  const short = slide("short", [block("prose", "s", 3)]);
  const deck = { slides: [[long], [short]] } as unknown as Deck;
  const reports = estimateDeck(deck);
  assertEquals(reports.map(({ cell }) => cell), ["long"]);
  assertEquals(deck.slides[1], [short]);
  assertEquals(deck.slides[0].flatMap(({ blocks }) => blocks).length, 6);
  assertEquals(deck.slides[0].length > 1, true);
});
