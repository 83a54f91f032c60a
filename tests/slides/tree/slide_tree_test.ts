import { assertEquals } from "@std/assert";
import type { Cell, Notebook } from "../../../jupyter/notebook.ts";
import { parseNotebook } from "../../../jupyter/parse_notebook.ts";
import { buildSlideTree } from "../../../slides/tree/slide_tree.ts";
import { findTool, lacksPythonModule } from "../../tools.ts";

function notebook(
  types: (string | undefined)[],
  tags: Record<number, string[]> = {},
): Notebook {
  const cells = types.map((type, index): Cell => ({
    cell_type: "markdown",
    id: `c${index}`,
    source: `cell ${index}`,
    metadata: {
      ...(type === undefined ? {} : { slideshow: { slide_type: type } }),
      ...(tags[index] ? { tags: tags[index] } : {}),
    },
  }));
  return { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 };
}

/** A tree as text: columns by `|`, slides by `/`, fragments by `+`, notes in brackets. */
function outline(
  types: (string | undefined)[],
  tags?: Record<number, string[]>,
): string {
  return buildSlideTree(notebook(types, tags)).columns.map((column) =>
    column.map((slide) => {
      let last: number | undefined;
      const cells = slide.cells.map(({ number, fragment }) => {
        const mark = fragment !== last ? "+" : "";
        last = fragment;
        return `${mark}${number - 1}`;
      });
      const notes = slide.notes.map(({ number }) => number - 1);
      return cells.join(" ") +
        (notes.length > 0 ? ` [${notes.join(" ")}]` : "");
    }).join(" / ")
  ).join(" | ");
}

const CASES: [string, (string | undefined)[], string][] = [
  ["slides and subslides", ["slide", "subslide", "-", "slide"], "0 / 1 2 | 3"],
  ["first visible cell begins a slide", ["skip", "-", "subslide"], "1 / 2"],
  ["a fragment that comes first is a slide", ["fragment", "fragment"], "0 +1"],
  [
    "fragment lasts until the next",
    ["slide", "fragment", "-", "fragment", "-"],
    "0 +1 2 +3 4",
  ],
  ["slide ends a fragment", ["slide", "fragment", "slide", "-"], "0 +1 | 2 3"],
  ["skipped cells leave no trace", ["slide", "skip", "-"], "0 2"],
  [
    "notes belong to their slide",
    ["slide", "notes", "slide", "-", "notes"],
    "0 [1] | 2 3 [4]",
  ],
  ["notes before the first slide go to it", ["notes", "slide"], "1 [0]"],
  ["unknown types count as none", ["slide", "banana", "fragment"], "0 1 +2"],
  ["nothing visible", ["skip", "notes"], ""],
  ["no cells", [], ""],
];

for (const [name, types, expected] of CASES) {
  Deno.test(`buildSlideTree ${name}`, () =>
    assertEquals(outline(types), expected));
}

Deno.test("buildSlideTree leaves removed cells out before it divides", () => {
  const types = ["slide", "slide", "-"];
  assertEquals(outline(types, { 1: ["remove-cell"] }), "0 2");
  assertEquals(outline(types, { 1: ["remove_cell"] }), "0 2");
});

Deno.test("buildSlideTree takes headings and code for boundaries where nobody set any", () => {
  const text = (source: string, index: number) => ({
    cell_type: "markdown",
    id: `m${index}`,
    metadata: {},
    source,
  });
  const code = (index: number) => ({
    cell_type: "code",
    id: `k${index}`,
    metadata: {},
    source: "x",
    outputs: [],
    execution_count: null,
  });
  const parsed = parseNotebook(JSON.stringify({
    cells: [
      text("# One", 0),
      code(1),
      code(2),
      text("words", 3),
      text("### Three", 4),
      text("## Two", 5),
      code(6),
    ],
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  }));
  const columns = buildSlideTree(parsed).columns.map((column) =>
    column.map(({ cells }) => cells.map(({ cell }) => cell.id).join(" "))
  );
  assertEquals(columns, [["m0 k1", "k2 m3", "m4"], ["m5 k6"]]);
});

Deno.test("buildSlideTree names settings that are wrong, with cell number and id", () => {
  const wrong = notebook(["slide", "-"]);
  wrong.cells[1].metadata.slides = { layout: "sideways" };
  assertEquals(buildSlideTree(wrong).problems, [
    'cell 2 (id "c1"): "slides.layout" is "sideways": expected "beside" or "below"',
  ]);
});

const NBCONVERT = `
import json, sys, nbformat
from nbconvert.exporters.slides import _RevealMetadataPreprocessor
answers = []
for types in json.load(sys.stdin):
    nb = nbformat.v4.new_notebook()
    for t in types:
        cell = nbformat.v4.new_markdown_cell("x")
        cell.metadata.slideshow = {"slide_type": t}
        nb.cells.append(cell)
    nb, _ = _RevealMetadataPreprocessor().preprocess(nb, {})
    answers.append([[c.metadata.get("slide_start", False), c.metadata.get("subslide_start", False), c.metadata.get("fragment_start", False)] for c in nb.cells])
print(json.dumps(answers))
`;

Deno.test({
  name: "buildSlideTree agrees with nbconvert on 400 random notebooks",
  ignore: lacksPythonModule("nbconvert"),
  fn: async () => {
    const samples = randomSamples(400);
    const python = findTool("python3") ?? findTool("python")!;
    const child = new Deno.Command(python, {
      args: ["-c", NBCONVERT],
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(JSON.stringify(samples)));
    await writer.close();
    const { stdout } = await child.output();
    const answers: boolean[][][] = JSON.parse(new TextDecoder().decode(stdout));
    samples.forEach((types, sample) => {
      const starts = types.map(() => [false, false, false]);
      for (const column of buildSlideTree(notebook(types)).columns) {
        starts[column[0].cells[0].number - 1][0] = true;
        for (const { cells } of column) {
          starts[cells[0].number - 1][1] = true;
          cells.forEach(({ number, fragment }, index) => {
            if (
              fragment !== undefined && fragment !== cells[index - 1]?.fragment
            ) starts[number - 1][2] = true;
          });
        }
      }
      assertEquals(starts, answers[sample], types.join(" "));
    });
  },
});

/** Slide types of notebooks with at least one slide, always the same. */
function randomSamples(count: number): string[][] {
  let state = 12345;
  const next = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % below;
  };
  const types = ["slide", "subslide", "fragment", "-", "skip", "notes"];
  return Array.from({ length: count }, () => [
    ...Array.from({ length: next(12) }, () => types[next(types.length)]),
    "slide",
    ...Array.from({ length: next(6) }, () => types[next(types.length)]),
  ]);
}
