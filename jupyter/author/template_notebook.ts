/** What a notebook of this kit looks like before anything is written: every part is there, and everything runs. */
import type { Cell, Notebook } from "../notebook.ts";
import { DENO_METADATA } from "../deno_metadata.ts";
import { code, prose } from "./template_cells.ts";
import {
  exerciseCells,
  solutionCell,
  TEMPLATE_EXERCISES,
} from "./template_exercises.ts";

/** The notebook that `name` starts as. */
export function templateNotebook(name: string): Notebook {
  return notebookOf([
    prose("title", "slide", TITLE(titleOf(name))),
    prose("opening", "skip", OPENING),
    prose("opening-notes", "notes", OPENING_NOTES),
    code("imports", IN_CHAPTER, IMPORTS),
    prose("first-slide", "slide", FIRST_SLIDE),
    code("first", {}, FIRST),
    prose("first-answer", "notes", FIRST_ANSWER),
    prose("pitfall-slide", "slide", PITFALL_SLIDE),
    code("pitfall", {}, PITFALL),
    code("cure", {}, CURE),
    ...TEMPLATE_EXERCISES.flatMap(exerciseCells),
    prose("summary", "slide", SUMMARY),
    prose("self-check", "slide", SELF_CHECK),
    prose("self-check-answers", "skip", SELF_CHECK_ANSWERS),
    code("left-to-do", IN_CHAPTER, "await closeAll();\nsummary();"),
    prose("sources", "skip", SOURCES),
  ]);
}

/** The notebook that solves it. */
export function templateSolutions(name: string): Notebook {
  const about: Cell = {
    cell_type: "markdown",
    id: "about",
    metadata: {},
    source:
      `# Solutions of ${name}\n\nEach cell replaces the exercise cell of the same id. Try first: the checks in the notebook say what is missing.`,
  };
  return notebookOf([about, ...TEMPLATE_EXERCISES.map(solutionCell)]);
}

function notebookOf(cells: Cell[]): Notebook {
  return {
    cells,
    metadata: { ...DENO_METADATA },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

function titleOf(name: string): string {
  const words = name.slice(3).replaceAll("_", " ");
  return words[0].toUpperCase() + words.slice(1);
}

/** Is in the chapter, not in the deck. */
const IN_CHAPTER = { slideshow: { slide_type: "skip" } };

const TITLE = (title: string) =>
  `# ${title}\n\nOne question that this notebook answers.`;

const OPENING = `**You will be able to**

- say what …;
- write …;
- explain why ….

**You need** [04 Client and server](04_client_and_server.ipynb).

**Time** about 45 minutes.`;

const OPENING_NOTES =
  `What the speaker says and the slide does not: where this comes from, what it is good for.`;

const IMPORTS = `import { assertEquals, assertRejects } from "@std/assert";
import {
  DeadlineError, readLine, recordWire, writeAll,
} from "sockets";
import { ladder } from "sockets/figures";
import {
  check, closeAll, socketPair, summary, todo,
} from "sockets/notebook";`;

const FIRST_SLIDE = `## One idea

A sentence or two. **Predict** what the guest hears.`;

const FIRST = `const [guest, bar] = await socketPair();
const wires = [recordWire(guest), recordWire(bar)];
await writeAll(guest, "cider please\\n");
assertEquals(await readLine(bar), "cider please");
ladder(wires, { names: ["guest", "bar"] });`;

const FIRST_ANSWER = `<details><summary>Answer</summary>

What happened, and why.

</details>`;

const PITFALL_SLIDE = `## What goes wrong

The pitfall is staged, not warned of: the first cell shows it, the second one the cure.`;

const PITFALL = `const [speaker, listener] = await socketPair();
await writeAll(speaker, "a line without an end");
await assertRejects(
  () => readLine(listener, { timeout: 200 }),
  DeadlineError,
);`;

const CURE = `await writeAll(speaker, "\\n");
assertEquals(await readLine(listener), "a line without an end");`;

const SUMMARY = `## What we have seen

- the first thing to remember;
- the second.`;

const SELF_CHECK = `## Do your notes have all of this?

1. A question that running something answers.
2. Another.
3. Another.
4. Another.
5. Another.`;

const SELF_CHECK_ANSWERS = `Answer by running:

<details><summary>1. The first question</summary>

Which cell to change, and what to look at.

</details>`;

const SOURCES = `## Sources

- The RFCs and manual pages that this notebook follows, with their sections.

**Next:** [10 What did we see](10_what_did_we_see.ipynb).`;
