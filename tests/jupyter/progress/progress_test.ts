import { assertEquals, assertStringIncludes } from "@std/assert";
import {
  formatFailure,
  formatOutcome,
  formatSummary,
} from "../../../jupyter/progress/format_report.ts";
import { ProgressBar } from "../../../jupyter/progress/progress_bar.ts";
import { ProgressLines } from "../../../jupyter/progress/progress_lines.ts";
import type { NotebookReport } from "../../../jupyter/run/run_report.ts";

const PASSED: NotebookReport = {
  path: "a.ipynb",
  ok: true,
  outcome: "passed",
  cells: 3,
  cellsRun: 3,
  assertions: 1,
  exercises: { open: 1, passed: 1, failed: 1, total: 3 },
  seconds: 1.26,
};
const FAILED: NotebookReport = {
  ...PASSED,
  ok: false,
  outcome: "failed",
  cellsRun: 1,
  failure: {
    kind: "error",
    message: "Error: x",
    cell: 2,
    id: "b",
    line: 4,
    sourceLine: "fail();",
    traceback: [
      "\x1b[31mError: x\x1b[39m",
      "    at <anonymous>:9:1",
      "    at lib.ts:1:1",
    ],
  },
};

/** What a terminal would show: only what ProgressBar sends is understood. */
class Screen {
  lines = [""];
  readonly columns = () => 60;
  readonly colour = false;
  readonly write = (text: string) => {
    const [plain, ...controlled] = text.split("\x1b[");
    this.#type(plain);
    for (const piece of controlled) {
      const [, up, rest] = /^(?:(\d+)A\r|0J)([^]*)$/.exec(piece)!;
      // Going up is always followed by erasing what is below.
      if (up) this.lines.splice(this.lines.length - 1 - Number(up));
      if (up) this.lines.push("");
      this.#type(rest);
    }
  };

  #type(text: string): void {
    const [first, ...rest] = text.split("\n");
    this.lines[this.lines.length - 1] += first;
    this.lines.push(...rest);
  }
}

Deno.test("ProgressBar shows what runs below what has ended, and goes away", () => {
  const screen = new Screen();
  const bar = new ProgressBar(2, screen);
  bar.started("en/a.ipynb", 3);
  bar.started("en/b.ipynb", 10);
  assertEquals(screen.lines, [
    "──────────────────────── 0 of 2 notebooks",
    "  a.ipynb  cell 1 of 3",
    "  b.ipynb  cell 1 of 10",
    "",
  ]);
  bar.ended({ ...PASSED, path: "en/a.ipynb" });
  assertEquals(screen.lines, [
    "✓ en/a.ipynb: 3 cells, 1 assertion, 1 of 3 exercises solved, 1 wrong, 1.3 s",
    "━━━━━━━━━━━━──────────── 1 of 2 notebooks",
    "  b.ipynb  cell 1 of 10",
    "",
  ]);
  bar.ended({ ...FAILED, path: "en/b.ipynb" });
  assertEquals(screen.lines.slice(1), [
    '✗ en/b.ipynb: failed in cell 2 (id "b"), line 4',
    "",
  ]);
});

Deno.test("ProgressBar cuts lines to the width of the window, so that it can take them back", () => {
  const screen = new Screen();
  const bar = new ProgressBar(1, screen);
  bar.started("x".repeat(100), 3);
  assertEquals(screen.lines[1].length, 59);
  bar.erase();
  assertEquals(screen.lines, [""]);
});

Deno.test("ProgressLines prints one plain line for each notebook that ends", () => {
  const written: string[] = [];
  new ProgressLines((text) => written.push(text)).ended(FAILED);
  assertEquals(written, ['✗ a.ipynb: failed in cell 2 (id "b"), line 4\n']);
});

Deno.test("formatOutcome uses colours only where asked", () => {
  assertEquals(
    formatOutcome(PASSED, { colour: true }).startsWith("\x1b[32m✓\x1b[0m"),
    true,
  );
  assertEquals(
    formatOutcome({ ...PASSED, ok: false, outcome: "interrupted" }, {
      colour: false,
    }),
    "· a.ipynb: interrupted",
  );
});

Deno.test("formatFailure shows line, error and command, without frames whose numbers mislead", () => {
  assertEquals(
    formatFailure(FAILED, "deno task notebooks a.ipynb", { colour: false }),
    `a.ipynb failed in cell 2 (id "b"), line 4
     4 │ fail();
  Error: x
      at lib.ts:1:1
  Run only this notebook: deno task notebooks a.ipynb`,
  );
});

Deno.test("formatFailure gives the message where no traceback says it, and cuts long ones", () => {
  const late = {
    ...FAILED,
    failure: {
      ...FAILED.failure!,
      kind: "timeout" as const,
      message: "too slow",
      traceback: [],
    },
  };
  assertStringIncludes(
    formatFailure(late, "", { colour: false }),
    "\n  too slow\n",
  );
  const long = {
    ...FAILED,
    failure: { ...FAILED.failure!, traceback: Array(100).fill("line") },
  };
  assertEquals(
    formatFailure(long, "", { colour: false }).match(/line\n/g)?.length,
    40,
  );
});

Deno.test("formatSummary adds up", () => {
  const report = {
    version: 1,
    ok: false,
    outcome: "failed",
    deno: "2.9.6",
    solutions: false,
    seconds: 2.04,
    notebooks: [PASSED, FAILED],
  } as const;
  assertEquals(
    formatSummary({ ...report, notebooks: [...report.notebooks] }, {
      colour: false,
    }),
    "1 of 2 notebooks passed, 4 cells, 2 assertions, 2 of 6 exercises solved, 2.0 s",
  );
});
