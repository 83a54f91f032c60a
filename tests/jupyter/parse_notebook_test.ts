import { assertEquals, assertThrows } from "@std/assert";
import {
  describeProblem,
  NotebookFormatError,
} from "../../jupyter/notebook_format_error.ts";
import { parseNotebook } from "../../jupyter/parse_notebook.ts";

function fileWith(cells: unknown, rest: Record<string, unknown> = {}): string {
  return JSON.stringify({
    cells,
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
    ...rest,
  });
}

const CODE = {
  cell_type: "code",
  id: "a",
  metadata: {},
  outputs: [],
  execution_count: null,
  source: "",
};

function withOutput(output: unknown): string {
  return fileWith([{ ...CODE, outputs: [output] }]);
}

/** Every file here is refused, with this message. */
const MALFORMED: [file: string, message: string][] = [
  ["", "the file is empty"],
  ["{", "it is not JSON"],
  ["not json", "it is not JSON"],
  ["[]", "a notebook is a JSON object"],
  ["{}", `"nbformat" is missing`],
  [fileWith([], { nbformat: 3 }), "nbformat 3.5 is not nbformat 4: convert it"],
  [fileWith([], { nbformat_minor: "5" }), `nbformat 4."5" is not`],
  [fileWith({}), `"cells" must be an array`],
  [fileWith([], { extra: 1 }), `unknown key "extra"`],
  [fileWith([], { metadata: [] }), `"metadata" must be an object`],
  [
    fileWith([], { metadata: { kernelspec: { name: "deno" } } }),
    `"metadata.kernelspec.display_name" must be text`,
  ],
  [
    fileWith([], { metadata: { language_info: {} } }),
    `"metadata.language_info.name" must be text`,
  ],
  [fileWith([1]), "cell 1 (no id): a cell must be an object"],
  [
    fileWith([{ ...CODE, cell_type: "heading" }]),
    `cell 1 (id "a"): unknown cell type "heading"`,
  ],
  [
    fileWith([CODE, { ...CODE, cell_type: "constructor", id: "b" }]),
    `cell 2 (id "b"): unknown cell type "constructor"`,
  ],
  [fileWith([{ ...CODE, id: undefined }]), "cell 1 (no id): the id is missing"],
  [fileWith([{ ...CODE, id: "a b" }]), `the id "a b" must be 1 to 64`],
  [fileWith([{ ...CODE, id: "x".repeat(65) }]), "must be 1 to 64"],
  [fileWith([{ ...CODE, id: "" }]), `the id "" must be`],
  [fileWith([CODE, CODE]), `cell 2 (id "a"): the id is already that of cell 1`],
  [fileWith([{ ...CODE, source: 1 }]), `"source" must be text`],
  [fileWith([{ ...CODE, source: [1] }]), `"source" must be text`],
  [fileWith([{ ...CODE, colour: 1 }]), `unknown key "colour" in a code cell`],
  [
    fileWith([{ ...CODE, cell_type: "raw" }]),
    `unknown key "outputs" in a raw cell`,
  ],
  [fileWith([{ ...CODE, metadata: null }]), `"metadata" must be an object`],
  [fileWith([{ ...CODE, metadata: { tags: "x" } }]), "must be an array"],
  [fileWith([{ ...CODE, metadata: { tags: ["a,b"] } }]), `the tag "a,b" must`],
  [fileWith([{ ...CODE, metadata: { tags: ["a", "a"] } }]), "tag is repeated"],
  [fileWith([{ ...CODE, outputs: undefined }]), `"outputs" must be an array`],
  [
    fileWith([{ ...CODE, execution_count: -1 }]),
    `"execution_count" must be null or a whole number, not -1`,
  ],
  [
    fileWith([{ ...CODE, execution_count: undefined }]),
    `"execution_count" must be null or a whole number, not nothing`,
  ],
  [withOutput({}), `output 1: "output_type" is missing`],
  [withOutput({ output_type: "pyout" }), `unknown output type "pyout"`],
  [
    withOutput({ output_type: "stream", text: "" }),
    `output 1: "name" must be text`,
  ],
  [
    withOutput({ output_type: "stream", name: "stdout" }),
    `output 1: "text" must be text`,
  ],
  [
    withOutput({ output_type: "stream", name: "stdout", text: "", more: 1 }),
    `output 1: unknown key "more" in a stream output`,
  ],
  [
    withOutput({ output_type: "display_data", metadata: {} }),
    `output 1: "data" must be an object`,
  ],
  [
    withOutput({
      output_type: "display_data",
      metadata: {},
      data: { "image/png": 1 },
    }),
    `output 1: "image/png" must be text`,
  ],
  [
    withOutput({ output_type: "execute_result", data: {}, metadata: {} }),
    `output 1: "execution_count" must be null`,
  ],
  [
    withOutput({ output_type: "error", ename: "E", evalue: "e" }),
    `output 1: "traceback" must be an array of lines`,
  ],
];

for (const [file, message] of MALFORMED) {
  Deno.test(`parseNotebook refuses ${file.slice(0, 40)}: ${message}`, () => {
    const error = assertThrows(
      () => parseNotebook(file, "some.ipynb"),
      NotebookFormatError,
      message,
    );
    assertEquals(
      error.message.startsWith(`Cannot read notebook "some.ipynb": `),
      true,
    );
    assertEquals(error.path, "some.ipynb");
  });
}

Deno.test("parseNotebook lists every problem and counts the others in its message", () => {
  const error = assertThrows(
    () => parseNotebook(fileWith([{ ...CODE, source: 1 }, { ...CODE, id: 1 }])),
    NotebookFormatError,
    "(and 1 more)",
  );
  assertEquals(error.problems.map(describeProblem), [
    `cell 1 (id "a"): "source" must be text or an array of lines`,
    `cell 2 (no id): the id 1 must be 1 to 64 letters, digits, "-" or "_"`,
  ]);
});

Deno.test("parseNotebook joins lines and leaves JSON forms alone", () => {
  const [cell] = parseNotebook(fileWith([{
    ...CODE,
    source: ["a\n", "b"],
    outputs: [
      { output_type: "stream", name: "stdout", text: ["1\n", "2\n"] },
      {
        output_type: "display_data",
        metadata: {},
        data: {
          "text/plain": ["x\n", "y"],
          "application/vnd.x+json": ["x"],
        },
      },
    ],
  }])).cells;
  assertEquals(cell.source, "a\nb");
  assertEquals(cell.cell_type === "code" && cell.outputs, [
    { output_type: "stream", name: "stdout", text: "1\n2\n" },
    {
      output_type: "display_data",
      metadata: {},
      data: { "text/plain": "x\ny", "application/vnd.x+json": ["x"] },
    },
  ]);
});

Deno.test("parseNotebook names the cells of older files by number", () => {
  const { id: _, ...cell } = CODE;
  const notebook = parseNotebook(
    fileWith([cell, cell], { nbformat_minor: 4 }),
  );
  assertEquals(notebook.cells.map(({ id }) => id), ["cell-1", "cell-2"]);
});

Deno.test("parseNotebook keeps keys that a later minor version added", () => {
  const notebook = parseNotebook(
    fileWith([{ ...CODE, added: 1 }], { nbformat_minor: 6, other: 2 }),
  );
  assertEquals(JSON.stringify(notebook).includes(`"added":1`), true);
});
