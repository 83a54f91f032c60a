import { assert, assertEquals, assertObjectMatch } from "@std/assert";
import { stripVTControlCharacters } from "node:util";
import type { CodeCell, Notebook } from "../../../jupyter/notebook.ts";
import { readNotebook } from "../../../jupyter/run/notebook_files.ts";
import {
  runNotebook,
  type RunNotebookOptions,
} from "../../../jupyter/run/run_notebook.ts";
import { fromFileUrl } from "../../project_files.ts";
import { printedByCells, printingNotebook } from "../hundred_runs.ts";
import { leavingNothing } from "../left_over.ts";
import { codeCell, makeNotebook, NOTEBOOK_FOLDER } from "./make_notebook.ts";

function run(notebook: Notebook, options: RunNotebookOptions = {}) {
  return runNotebook(notebook, {
    cwd: NOTEBOOK_FOLDER,
    cellTimeout: 20_000,
    ...options,
  });
}

function textOf(cell: Notebook["cells"][number]): string {
  return (cell as CodeCell).outputs.map((output) => {
    if (output.output_type === "stream") return output.text;
    if (output.output_type === "error") return `${output.ename}!`;
    return String(output.data["text/plain"]);
  }).join("");
}

Deno.test("runNotebook puts every output into its cell, in five of five runs", async () => {
  const { expected } = printingNotebook();
  for (let count = 0; count < 5; count++) {
    assertEquals(await printedByCells(), expected);
  }
});

Deno.test("runNotebook numbers what ran, and leaves the notebook it was given alone", async () => {
  const given = makeNotebook("'one'", "'two'");
  const { notebook } = await run(given);
  assertEquals(
    notebook.cells.map((cell) => (cell as CodeCell).execution_count),
    [1, 2],
  );
  assertEquals(given, makeNotebook("'one'", "'two'"));
});

Deno.test("runNotebook collects every kind of output and counts what the tally counts", async () => {
  const { notebook, report } = await run(makeNotebook(
    { cell_type: "markdown", id: "m", metadata: {}, source: "# prose" },
    `import { assertEquals } from "@std/assert";
console.error("to stderr");
globalThis[Symbol.for("sockets.tally")] = { assertions: 3, exercises: { "ex-a": "open", "ex-b": "passed" } };
void 0;`,
    `await Deno.jupyter.display({ "text/plain": "old" }, { raw: true, display_id: "d" });
console.log("gone");
await Deno.jupyter.broadcast("clear_output", { wait: true });
await Deno.jupyter.display({ "text/plain": "first" }, { raw: true, display_id: "e" });`,
    `await Deno.jupyter.display({ "text/plain": "second" }, { raw: true, display_id: "e", update: true });
"a value"`,
    codeCell("expected", `throw new TypeError("staged")`, ["raises-exception"]),
    codeCell("skipped", `throw new Error("never")`, ["skip-execution"]),
    "   ",
    `prompt("name?") === null`,
  ));
  assertEquals(report.failure, undefined);
  assertObjectMatch(report, {
    ok: true,
    outcome: "passed",
    cells: 5,
    cellsRun: 5,
    assertions: 3,
    exercises: { open: 1, passed: 1, failed: 0, total: 2 },
  });
  assertEquals(
    notebook.cells.map((cell) => cell.cell_type === "code" ? textOf(cell) : ""),
    [
      "",
      "to stderr\n",
      "second",
      `\x1b[32m"a value"\x1b[39m`,
      "TypeError!",
      "",
      "",
      "\x1b[33mtrue\x1b[39m",
    ],
  );
});

/** Each notebook fails in its way; the cell and the line are those that are to blame. */
const FAILURES: {
  name: string;
  cells: (string | CodeCell)[];
  options?: RunNotebookOptions;
  failure: Record<string, unknown>;
  message: string;
}[] = [
  {
    name: "an error: the cell, the line, and no cell after it",
    cells: [
      "1",
      `interface Order { drink: string }\n\nconst order = "tea";\nif (order !== "cider") {\n  throw new RangeError("no " + order);\n}`,
      "console.log('never')",
    ],
    failure: {
      kind: "error",
      cell: 2,
      id: "c2",
      line: 5,
      sourceLine: `  throw new RangeError("no " + order);`,
      ename: "RangeError",
      evalue: "no tea",
    },
    message: "RangeError: no tea",
  },
  {
    name:
      "a syntax error: line, message and caret, which the kernel does not tell",
    cells: ["1", "const x = 1;\nconst y = ;"],
    failure: {
      kind: "syntax-error",
      cell: 2,
      line: 2,
      sourceLine: "const y = ;",
      traceback: [
        "SyntaxError: Expression expected",
        "const y = ;\n          ^",
      ],
    },
    message: "SyntaxError: Expression expected",
  },
  {
    name: "a syntax error that only the second parser finds",
    cells: ["return 3"],
    failure: { kind: "syntax-error", cell: 1, line: 1 },
    message: "SyntaxError: 'return' outside of function",
  },
  {
    name: "an import that cannot be loaded",
    cells: [`import { x } from "./nowhere.ts";`],
    failure: { kind: "error", cell: 1, ename: "TypeError" },
    message: "Module not found",
  },
  {
    name: "a wait that never ends",
    cells: ["console.log('waiting'); await new Promise(() => {});"],
    options: { cellTimeout: 700 },
    failure: { kind: "timeout", cell: 1 },
    message: "the cell did not end within 0.7 s",
  },
  {
    name: "a loop that never ends",
    cells: ["console.log('looping'); while (true);"],
    options: { cellTimeout: 700 },
    failure: { kind: "timeout", cell: 1 },
    message: "the cell did not end within 0.7 s",
  },
  {
    name: "Deno.exit in a cell",
    cells: ["1", "Deno.exit(3)"],
    failure: { kind: "dead-kernel", cell: 2 },
    message: "The kernel exited with code 3",
  },
  {
    name: "a forgotten await, in the first cell too",
    cells: [
      `const order = async () => {\n  throw new Error("nobody listens");\n};\norder();\n0`,
      "1",
    ],
    failure: {
      kind: "unhandled-rejection",
      cell: 1,
      line: 4,
      sourceLine: "order();",
    },
    message: "a promise failed and nothing awaited it: Error: nobody listens",
  },
  {
    name: "a rejection that comes while a later cell runs",
    cells: [
      "1",
      `setTimeout(() => Promise.reject(new Error("late")), 30);\n0`,
      "await new Promise((resolve) => setTimeout(resolve, 200))",
    ],
    failure: { kind: "unhandled-rejection", cell: 2, line: 1 },
    message: "a promise failed and nothing awaited it: Error: late",
  },
  {
    name:
      "an error in a timer while a later cell waits, which freezes a bare kernel",
    cells: [
      "1",
      `setTimeout(() => {\n  throw new Error("ticked");\n}, 30);\n0`,
      "await new Promise((resolve) => setTimeout(resolve, 200))",
    ],
    failure: {
      kind: "late-error",
      cell: 2,
      line: 2,
      sourceLine: `  throw new Error("ticked");`,
    },
    message: "a timer or an event handler failed: Error: ticked",
  },
  {
    name: "a rejection that comes only after the last cell",
    cells: [
      "1",
      `setTimeout(() => Promise.reject("no error at all"), 100);\n0`,
    ],
    failure: { kind: "unhandled-rejection", cell: 2 },
    message:
      `a promise failed and nothing awaited it: Error: "no error at all"`,
  },
  {
    name: "an event handler that throws",
    cells: [
      `const bell = new EventTarget();\nbell.addEventListener("ring", () => {\n  throw new Error("rung");\n});\nbell.dispatchEvent(new Event("ring"));`,
    ],
    failure: { kind: "late-error", cell: 1 },
    message: "a timer or an event handler failed: Error: rung",
  },
  {
    name: "an unsolved exercise where all must be solved",
    cells: [
      codeCell(
        "ex-a",
        `globalThis[Symbol.for("sockets.tally")] = { assertions: 0, exercises: { "ex-a": "open" } };`,
        ["exercise"],
      ),
    ],
    options: { mustSolve: true },
    failure: { kind: "unsolved", cell: 1, id: "ex-a" },
    message: `the check of exercise "ex-a" says "open", expected "passed"`,
  },
  {
    name: "an exercise that no check looks at, where all must be solved",
    cells: [codeCell("ex-b", "0", ["exercise"])],
    options: { mustSolve: true },
    failure: { kind: "unsolved", cell: 1, id: "ex-b" },
    message: `no check has looked at exercise "ex-b"`,
  },
];

for (const { name, cells, options, failure, message } of FAILURES) {
  Deno.test(`runNotebook tells ${name}`, () =>
    leavingNothing(async () => {
      const { report } = await run(makeNotebook(...cells), options);
      assertObjectMatch(report, { ok: false, outcome: "failed", failure });
      const said = report.failure!.message;
      assert(said.includes(message), said);
    }));
}

Deno.test("runNotebook keeps what a cell printed before its time was up", async () => {
  const { notebook } = await run(
    makeNotebook("console.log('before'); await new Promise(() => {});"),
    { cellTimeout: 5000 },
  );
  assertEquals(textOf(notebook.cells[0]), "before\n");
});

Deno.test("runNotebook excuses late errors of cells that may fail", async () => {
  const { report } = await run(makeNotebook(
    codeCell("forgotten", `(async () => { throw new Error("staged"); })(); 0`, [
      "raises-exception",
    ]),
    codeCell("broken", "const = 1;", ["raises-exception"]),
    "2",
  ));
  assertEquals(report.failure, undefined);
  assertEquals(report.cellsRun, 3);
});

Deno.test(
  "runNotebook tells a kernel that was killed in the middle of a cell",
  {
    ignore: Deno.build.os === "windows",
  },
  () =>
    leavingNothing(async () => {
      const { report } = await run(makeNotebook(
        "1",
        `Deno.kill(Deno.pid, "SIGKILL"); await new Promise(() => {});`,
      ));
      assertObjectMatch(report, {
        failure: {
          kind: "dead-kernel",
          cell: 2,
          message: "The kernel was killed by SIGKILL",
        },
      });
    }),
);

Deno.test("runNotebook tells a kernel that does not start", () =>
  leavingNothing(async () => {
    const { report } = await run(makeNotebook("1"), { startTimeout: 1 });
    assertObjectMatch(report, { failure: { kind: "no-kernel" }, cellsRun: 0 });
  }));

Deno.test("runNotebook stops at once when it is aborted, and leaves nothing", () =>
  leavingNothing(async () => {
    const stop = new AbortController();
    const { report } = await run(
      makeNotebook("1", "await new Promise(() => {})"),
      {
        signal: stop.signal,
        onCell: () => stop.abort(),
      },
    );
    assertObjectMatch(report, {
      outcome: "interrupted",
      failure: { kind: "interrupted" },
    });
  }));

Deno.test("runNotebook needs no kernel where there is nothing to run", async () => {
  const { report } = await run(makeNotebook(" \n"), { startTimeout: 1 });
  assertObjectMatch(report, { ok: true, cells: 0 });
});

Deno.test("runNotebook closes cells also where one has replaced what closes them", async () => {
  const { report, notebook } = await run(makeNotebook(
    "Deno.jupyter.broadcast = () => Promise.resolve(); console.log('one')",
    "console.log('two')",
  ));
  assertEquals(report.failure, undefined);
  assertEquals(notebook.cells.map(textOf), ["one\n", "two\n"]);
});

Deno.test("runNotebook with stock sends cells as they are to a kernel without hooks", async () => {
  const { notebook, report } = await run(
    makeNotebook(
      'import { assertEquals } from "@std/assert"; assertEquals(1, 1);',
      "for (let line = 0; line < 20; line++) console.log(line);",
      '[Symbol.for("sockets.cell") in globalThis, typeof Error.prepareStackTrace]',
      'Promise.reject(new Error("nobody awaits this")); enum Drink { Cider }; "value"',
      codeCell("c5", 'throw new TypeError("staged")', ["raises-exception"]),
      'throw new RangeError("not expected")',
      "'never run'",
    ),
    { stock: true },
  );
  assertObjectMatch(report, {
    cellsRun: 5,
    assertions: 1,
    failure: { kind: "error", id: "c6", ename: "RangeError" },
  });
  assertEquals(
    notebook.cells.map((cell) =>
      stripVTControlCharacters(textOf(cell as CodeCell))
    ),
    [
      "✓ assertEquals holds",
      Array.from({ length: 20 }, (_, line) => `${line}\n`).join(""),
      '[ false, "undefined" ]',
      '"value"',
      "TypeError!",
      "RangeError!",
      "",
    ],
  );
});

Deno.test("runNotebook with stock passes a notebook of the course", async () => {
  const path = fromFileUrl("notebooks/en/00_start_here.ipynb");
  const cwd = fromFileUrl("notebooks/en");
  const given = await readNotebook(path);
  const [stock, hooked] = await Promise.all([
    runNotebook(given, { cwd, stock: true }),
    runNotebook(given, { cwd }),
  ]);
  assertEquals(stock.report.failure, undefined);
  assertEquals(stock.report.assertions, hooked.report.assertions);
  assertEquals(stock.report.exercises, hooked.report.exercises);
});
