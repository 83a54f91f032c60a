import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Notebook } from "../../jupyter/notebook.ts";
import { formatNotebook } from "../../jupyter/format_notebook.ts";
import { parseNotebook } from "../../jupyter/parse_notebook.ts";
import { splitLines } from "../../jupyter/split_lines.ts";
import { lacksPythonModule } from "../tools.ts";
import { runPython } from "./run_python.ts";

const AS_JUPYTER_WRITES = `{
 "cells": [
  {
   "cell_type": "markdown",
   "id": "intro",
   "metadata": {
    "slideshow": {
     "slide_type": "slide"
    }
   },
   "source": [
    "# Ports · été\\n",
    "Two servers"
   ]
  },
  {
   "cell_type": "code",
   "execution_count": 3,
   "id": "a1",
   "metadata": {},
   "outputs": [
    {
     "name": "stdout",
     "output_type": "stream",
     "text": [
      "one\\n",
      "two\\n"
     ]
    },
    {
     "data": {
      "application/json": [
       "kept"
      ],
      "text/plain": [
       "1"
      ]
     },
     "execution_count": 3,
     "metadata": {},
     "output_type": "execute_result"
    }
   ],
   "source": []
  }
 ],
 "metadata": {
  "kernelspec": {
   "display_name": "Deno",
   "language": "typescript",
   "name": "deno"
  },
  "vendor": {
   "10": 1.0,
   "2": 1e+5,
   "big": 12345678901234567890,
   "escaped": "\\u00e9\\/",
   "nothing": null
  }
 },
 "nbformat": 4,
 "nbformat_minor": 5
}
`;

const LAYOUTS: Record<string, string> = {
  "as Jupyter writes it": AS_JUPYTER_WRITES,
  "without a last line end": AS_JUPYTER_WRITES.trimEnd(),
  "with CRLF": AS_JUPYTER_WRITES.replaceAll("\n", "\r\n"),
  "with a byte order mark": "\uFEFF" + AS_JUPYTER_WRITES,
  "indented by four": AS_JUPYTER_WRITES.replace(
    /^ +/gm,
    (indent) => indent.repeat(4),
  ),
  "indented by tabs": AS_JUPYTER_WRITES.replace(
    /^ +/gm,
    (indent) => "\t".repeat(indent.length),
  ),
  "on one line": JSON.stringify(JSON.parse(AS_JUPYTER_WRITES)),
  "with text as one string": JSON.stringify({
    nbformat_minor: 5,
    nbformat: 4,
    metadata: {},
    cells: [{
      source: "one\ntwo",
      metadata: {},
      outputs: [{ output_type: "stream", text: "x\ny\n", name: "stdout" }],
      id: "a",
      execution_count: null,
      cell_type: "code",
    }],
  }),
  "of nbformat 4.4, without ids":
    `{"cells": [{"cell_type": "raw", "metadata": {}, "source": "x"}], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}\n`,
};

for (const [layout, text] of Object.entries(LAYOUTS)) {
  Deno.test(`formatNotebook gives back a file ${layout} byte for byte`, () => {
    assertEquals(formatNotebook(parseNotebook(text)), text);
  });

  Deno.test(`formatNotebook after one change touches nothing else ${layout}`, () => {
    const notebook = parseNotebook(text);
    notebook.cells[0].source = "changed";
    const back = formatNotebook(notebook);
    assertEquals(
      withoutLayout(parseNotebook(back)),
      withoutLayout(notebook),
    );
    assertEquals(/\r\n/.test(back), /\r\n/.test(text));
    assertEquals(back.endsWith("\n"), text.endsWith("\n"));
    notebook.cells[0].source = parseNotebook(text).cells[0].source;
    assertEquals(formatNotebook(notebook), text);
  });
}

Deno.test("formatNotebook changes only the lines of the cell that changed", () => {
  const notebook = parseNotebook(AS_JUPYTER_WRITES);
  notebook.cells[0].source = "# Ports · été\nThree servers";
  assertEquals(
    formatNotebook(notebook),
    AS_JUPYTER_WRITES.replace("Two servers", "Three servers"),
  );
});

Deno.test("formatNotebook keeps layouts through copies, moves and additions of cells", () => {
  const { cells, ...rest } = parseNotebook(AS_JUPYTER_WRITES);
  const text = formatNotebook({
    ...rest,
    cells: [
      cells[1],
      { cell_type: "raw", id: "new", metadata: {}, source: "a\nb" },
      cells[0],
    ],
  });
  const added = `  {
   "cell_type": "raw",
   "id": "new",
   "metadata": {},
   "source": [
    "a\\n",
    "b"
   ]
  },
`;
  assert(text.includes(added), text);
  assertEquals(
    text.replace(added, "").split("\n").map((line) => line.replace(/,$/, ""))
      .sort(),
    AS_JUPYTER_WRITES.split("\n").map((line) => line.replace(/,$/, "")).sort(),
  );
});

Deno.test("formatNotebook sets a new notebook as Jupyter does", {
  ignore: lacksPythonModule("nbformat"),
}, async () => {
  const notebook = parseNotebook(AS_JUPYTER_WRITES);
  // Python's json prints numbers its own way: 1e+5 becomes 100000.0.
  delete notebook.metadata.vendor;
  const text = formatNotebook(withoutLayout(notebook));
  const program = `import nbformat, sys
sys.stdin.reconfigure(encoding="utf-8")
sys.stdout.reconfigure(encoding="utf-8", newline="\\n")
sys.stdout.write(nbformat.writes(nbformat.reads(sys.stdin.read(), 4)) + "\\n")`;
  assertEquals(text, await runPython(program, text));
});

Deno.test("splitLines ends lines where Python's splitlines does", () => {
  assertEquals(splitLines("a\nb\r\nc\rd\x0be\x85f\u2028g"), [
    "a\n",
    "b\r\n",
    "c\r",
    "d\x0b",
    "e\x85",
    "f\u2028",
    "g",
  ]);
  assertEquals(splitLines(""), []);
  assertEquals(splitLines("\n\n"), ["\n", "\n"]);
});

Deno.test("formatNotebook and parseNotebook agree on any JSON in metadata", () => {
  fc.assert(fc.property(fc.json(), fc.constantFrom(0, 1, 3), (json, indent) => {
    const text = JSON.stringify(
      {
        cells: [],
        metadata: { vendor: JSON.parse(json) },
        nbformat: 4,
        nbformat_minor: 5,
      },
      null,
      indent,
    );
    assertEquals(formatNotebook(parseNotebook(text)), text);
    const changed = parseNotebook(text);
    changed.metadata.added = true;
    const again = parseNotebook(formatNotebook(changed));
    assertEquals(again.metadata, changed.metadata);
    delete again.metadata.added;
    assertEquals(formatNotebook(again), text);
  }));
});

function withoutLayout({ layout: _, ...notebook }: Notebook): Notebook {
  return notebook;
}
