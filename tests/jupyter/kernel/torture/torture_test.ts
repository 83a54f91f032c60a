/** A small share of the torture; `main.ts` here runs it as often as one likes, and `../../front_ends/` in a browser. */
import { assertEquals } from "@std/assert";
import { lacksPythonModule } from "../../../tools.ts";
import { shownBy, wrongCells } from "./judge_cells.ts";
import { runTorture } from "./run_torture.ts";
import { LATE_CELL, TORTURE_CELLS } from "./torture_notebook.ts";

const RUNS = { nbclient: 2, nbconvert: 1, papermill: 1, console: 1 } as const;

for (const [tool, runs] of Object.entries(RUNS)) {
  Deno.test(
    `${tool} gets the torture notebook right`,
    { ignore: Deno.build.os === "windows" || lacksPythonModule("papermill") },
    async () => {
      assertEquals(await runTorture(tool as keyof typeof RUNS, runs), {
        runs,
        right: runs,
        wrong: {},
        first: undefined,
        failures: [],
      });
    },
  );
}

Deno.test("wrongCells finds output under the wrong cell, and late output where it must not be", () => {
  const right = TORTURE_CELLS.map(({ shows }) => shows);
  assertEquals(wrongCells(right, "nowhere"), []);
  const moved = right.with(1, "").with(2, right[1] + right[2]);
  assertEquals(
    wrongCells(moved, "nowhere").map(({ trial }) => trial),
    ["prints", "prints"],
  );
  const late = right.with(LATE_CELL, `${right[LATE_CELL]}late\n`);
  assertEquals(wrongCells(late, "under its cell"), []);
  assertEquals(wrongCells(late, "anywhere"), []);
  assertEquals(wrongCells(late, "nowhere").length, 1);
  assertEquals(wrongCells(right, "anywhere").length, 1);
  assertEquals(wrongCells(right.slice(0, -1), "nowhere").length, 1);
});

Deno.test("shownBy joins what a reader sees", () => {
  assertEquals(
    shownBy([
      { output_type: "stream", name: "stdout", text: "a\n" },
      {
        output_type: "execute_result",
        data: { "text/plain": '\x1b[32m"value"\x1b[39m' },
        metadata: {},
        execution_count: 1,
      },
      { output_type: "error", ename: "Error", evalue: "no", traceback: [] },
    ]),
    "a\nvalue\nError: no\n",
  );
});
