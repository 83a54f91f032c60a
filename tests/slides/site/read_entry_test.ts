import { assertEquals } from "@std/assert";
import { parseNotebook } from "../../../jupyter/parse_notebook.ts";
import { readEntry } from "../../../slides/site/read_entry.ts";

function notebookOf(sources: string[], slides?: unknown) {
  const cells = sources.map((source, index) => ({
    cell_type: "markdown",
    id: `cell-${index}`,
    metadata: {},
    source,
  }));
  const text = JSON.stringify({
    cells,
    metadata: slides === undefined ? {} : { slides },
    nbformat: 4,
    nbformat_minor: 5,
  });
  return parseNotebook(text, "05_ports.ipynb");
}

const OPENING = [
  "# Ports\n\nA segment has arrived. Whose is it?",
  "**You will be able to**\n\n- say what `listen` is for,\n  and to whom;\n- draw it.\n\n**Time** about 60 minutes.",
];

const SUMMARIES: [string, string[], unknown, string][] = [
  [
    "the first aim",
    OPENING,
    undefined,
    "Say what listen is for, and to whom.",
  ],
  ["what the author says", OPENING, { summary: "All of it." }, "All of it."],
  [
    "the first sentence where no aims are listed",
    OPENING.slice(0, 1),
    undefined,
    "A segment has arrived.",
  ],
];

for (const [name, sources, slides, summary] of SUMMARIES) {
  Deno.test(`readEntry sums a notebook up by ${name}`, () => {
    const entry = readEntry(notebookOf(sources, slides), "05_ports.ipynb");
    assertEquals(entry.summary, summary);
  });
}

Deno.test("readEntry reads the minutes of the opening", () => {
  const entry = readEntry(notebookOf(OPENING), "05_ports.ipynb");
  assertEquals([entry.name, entry.title, entry.minutes], [
    "05_ports",
    "Ports",
    60,
  ]);
});
