/** A notebook of what kernels get wrong, and what each of its cells must show. */
import type { Notebook } from "../../../../jupyter/notebook.ts";
import { codeCell, makeNotebook } from "../../run/make_notebook.ts";

/** What a cell is there to try. */
export type Trial =
  | "prints"
  | "displays between prints"
  | "error"
  | "syntax error"
  | "late output"
  | "bigint"
  | "forgotten await"
  | "interrupted accept"
  | "variables kept";

/** A cell and what a reader must see under it, in the form of {@linkcode shownBy}. */
export interface TortureCell {
  trial: Trial;
  source: string;
  shows: string;
}

/** What the interrupted cell prints when it begins to wait: time to interrupt it. */
export const WAITS = "waiting for a guest";
/** What comes out after its cell's end, while the next cell runs. */
export const LATE = "late\n";
/** The cell that makes it, and the one to interrupt, counted from 0. */
export const LATE_CELL = 12;
export const ACCEPT_CELL = 16;

export const TORTURE_CELLS: TortureCell[] = [
  {
    trial: "variables kept",
    source:
      'import { listen } from "sockets"; const kept = "kept"; const house = await listen();',
    shows: "",
  },
  ...[0, 1, 2, 3, 4, 5, 6].map(printing),
  {
    trial: "displays between prints",
    source:
      "console.log('before'); await Deno.jupyter.display({ 'text/plain': 'shown' }, { raw: true }); console.log('after'); 'value'",
    shows: "before\nshown\nafter\nvalue\n",
  },
  {
    trial: "error",
    source: "throw new Error('no cider left')",
    shows: "Error: no cider left\n",
  },
  {
    trial: "syntax error",
    source: "const order: = 3;",
    shows: "SyntaxError\n",
  },
  { trial: "bigint", source: "1n", shows: "1n\n" },
  {
    trial: "late output",
    source:
      "const bell = Promise.withResolvers(); const later = (async () => { await bell.promise; await new Promise((go) => setTimeout(go, 30)); console.log('late'); })(); 'begun'",
    shows: "begun\n",
  },
  {
    trial: "late output",
    source:
      "console.log('one'); bell.resolve(); await later; console.log('two')",
    shows: "one\ntwo\n",
  },
  {
    trial: "forgotten await",
    source: "Promise.reject(new Error('forgotten')); undefined",
    shows: "Error: forgotten\n",
  },
  printing(7),
  {
    trial: "interrupted accept",
    source: `console.log(${
      JSON.stringify(WAITS)
    }); await house.accept({ timeout: Infinity });`,
    shows: `${WAITS}\nInterruptedError\n`,
  },
  { trial: "variables kept", source: "kept", shows: "kept\n" },
  printing(8),
];

/** The notebook, for a kernel of this name. Every cell may fail: the ones behind it run all the same. */
export function tortureNotebook(kernel: string): Notebook {
  const notebook = makeNotebook(
    ...TORTURE_CELLS.map(({ source }, index) =>
      codeCell(`c${index + 1}`, source, ["raises-exception"])
    ),
  );
  notebook.metadata.kernelspec!.name = kernel;
  return notebook;
}

/** Twenty lines that say whose they are. */
function printing(cell: number): TortureCell {
  const lines = Array.from({ length: 20 }, (_, line) => `${cell}.${line}\n`);
  return {
    trial: "prints",
    source:
      `for (let line = 0; line < 20; line++) console.log("${cell}." + line);`,
    shows: lines.join(""),
  };
}
