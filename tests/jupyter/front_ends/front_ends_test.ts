/**
 * The kit's notebooks in JupyterLab and Notebook 7, in a real browser.
 *
 * `SOCKETS_FRONT_ENDS=all` runs every notebook in both, and solves every
 * exercise by typing; otherwise JupyterLab runs all and the rest is a sample.
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { formatNotebook } from "../../../jupyter/format_notebook.ts";
import type { Notebook } from "../../../jupyter/notebook.ts";
import { parseNotebook } from "../../../jupyter/parse_notebook.ts";
import { isRunnable, runNotebook } from "../../../jupyter/run/run_notebook.ts";
import {
  notebookFiles,
  readSolutions,
} from "../../notebooks/notebook_cells.ts";
import { fromFileUrl } from "../../project_files.ts";
import { LAB_TEST, START_DEADLINE } from "../../setup/lab/lab_server.ts";
import { runInFrontEnd } from "../kernel/torture/in_front_ends.ts";
import { wrongCells } from "../kernel/torture/judge_cells.ts";
import { makeNotebook } from "../run/make_notebook.ts";
import { outcomeOf, outcomesIn } from "./cell_outcome.ts";
import { FrontEnds, STOCK_KERNEL } from "./front_ends.ts";
import type { OpenNotebook } from "./open_notebook.ts";
import { shownFigures } from "./shown_figures.ts";

const EVERYTHING = Deno.env.get("SOCKETS_FRONT_ENDS") === "all";
/** Has a cell that fails on purpose, a figure, and exercises. */
const START = "00_start_here.ipynb";
const IN_NOTEBOOK_7 = EVERYTHING ? notebookFiles() : [START];
const TYPED = EVERYTHING ? notebookFiles() : [START];

Deno.test("JupyterLab and Notebook 7", LAB_TEST, async (test) => {
  await using frontEnds = await FrontEnds.start();
  for (const name of notebookFiles()) {
    await test.step(`JupyterLab runs ${name} as the runner does`, async () => {
      await using notebook = await frontEnds.openInLab(name);
      await assertRunsAsInRunner(notebook, name);
    });
  }
  for (const name of IN_NOTEBOOK_7) {
    await test.step(`Notebook 7 runs ${name} as the runner does`, async () => {
      await using notebook = await frontEnds.openInNotebook7(name);
      await assertRunsAsInRunner(notebook, name);
    });
  }
  for (const name of TYPED) {
    await test.step(`exercises of ${name} are solved by typing`, async () => {
      await using notebook = await frontEnds.openInLab(name);
      await notebook.runAll();
      await assertSolvedByTyping(notebook, name);
    });
  }
  await test.step("restarted, run twice and saved, only outputs and counts differ", () =>
    assertSavesWithoutDiff(frontEnds, START));
  for (const open of ["openInLab", "openInNotebook7"] as const) {
    await test.step(`${open} gets the torture notebook right`, async () => {
      const bench = { kernel: "deno", patience: START_DEADLINE };
      const shown = await runInFrontEnd(frontEnds, open, bench);
      assertEquals(wrongCells(shown, "under its cell"), []);
    });
  }
  await test.step("Stop ends a cell that waits for ever, and later cells run", () =>
    assertStops(frontEnds));
  await test.step("with Deno's own kernel the deadline ends it, and later cells run", () =>
    assertDeadlineFrees(frontEnds));
});

async function assertRunsAsInRunner(
  notebook: OpenNotebook,
  name: string,
): Promise<void> {
  const [run] = await Promise.all([
    runNotebook(readCommitted(name), { cwd: fromFileUrl("notebooks/en") }),
    notebook.runAll(),
  ]);
  assertEquals(run.report.failure, undefined);
  const cells = await notebook.cells();
  assertEquals(
    cells.map(({ id, outputs }) => outcomeOf(id, outputs)),
    outcomesIn(run.notebook),
  );
  const numbers = cells.map(({ executionCount }) => executionCount);
  assertEquals(numbers, cells.map((_, index) => index + 1));
  const figures = await shownFigures(notebook.page);
  assertEquals(
    figures.map(({ id }) => id),
    outcomesIn(run.notebook).flatMap(({ id, kinds }) =>
      kinds.filter((kind) => kind.includes("image/svg+xml")).map(() => id)
    ),
  );
  for (const { id, width, height, overhang } of figures) {
    assert(width > 100 && height > 20, `${id} is ${width} × ${height} px`);
    assert(overhang < 1, `the figure of ${id} is cut off: ${overhang} px`);
  }
}

async function assertSolvedByTyping(
  notebook: OpenNotebook,
  name: string,
): Promise<void> {
  const solutions = readSolutions(name);
  const checks = readCommitted(name).cells.filter(({ metadata }) =>
    metadata.tags?.includes("check")
  );
  for (const check of checks) {
    const id = /"(ex-[^"]+)"/.exec(check.source)![1];
    assertStringIncludes(await shown(notebook, check.id), `○ ${id}`);
    await notebook.type(id, solutions.get(id)!);
    await notebook.run(id);
    await notebook.run(check.id);
    assertStringIncludes(await shown(notebook, check.id), "well done");
  }
}

async function assertSavesWithoutDiff(
  frontEnds: FrontEnds,
  name: string,
): Promise<void> {
  await using notebook = await frontEnds.openInLab(name);
  await notebook.runAll();
  const first = await notebook.cells();
  await notebook.restart();
  await notebook.runAll();
  const second = await notebook.cells();
  const outcomes = (cells: typeof first) =>
    cells.map(({ id, executionCount, outputs }) => ({
      executionCount,
      ...outcomeOf(id, outputs),
    }));
  assertEquals(outcomes(second), outcomes(first));
  await notebook.runAll();
  await notebook.save();
  const text = await Deno.readTextFile(frontEnds.kit.notebook(name));
  const committed = readCommitted(name);
  assert(text !== committed.layout!.text);
  assertEquals(withoutOutputs(parseNotebook(text)), committed.layout!.text);
}

async function assertStops(frontEnds: FrontEnds): Promise<void> {
  await writeNotebook(frontEnds, "stop.ipynb", "Infinity");
  await using notebook = await frontEnds.openInLab("stop.ipynb");
  await notebook.run("c1");
  await notebook.start("c2");
  await notebook.shows("c2", "begun");
  await notebook.stop();
  await notebook.shows("c2", "Interrupted");
  await notebook.run("c3");
  await notebook.shows("c3", "kept");
}

/** Nobody presses Stop here: that keeps Deno's own kernel from ever ending a cell that waits. */
async function assertDeadlineFrees(frontEnds: FrontEnds): Promise<void> {
  await writeNotebook(frontEnds, "stock.ipynb", "1000", STOCK_KERNEL);
  await using notebook = await frontEnds.openInLab("stock.ipynb");
  await notebook.run("c1");
  await notebook.start("c2");
  await notebook.shows("c2", "DeadlineError");
  await notebook.run("c3");
  await notebook.shows("c3", "kept");
}

/** A notebook whose second cell waits for a guest who never comes. */
async function writeNotebook(
  frontEnds: FrontEnds,
  name: string,
  timeout: string,
  kernel = "deno",
): Promise<void> {
  const notebook = makeNotebook(
    'import { listen } from "sockets"; const what = "kept";',
    `console.log("begun"); await (await listen()).accept({ timeout: ${timeout} });`,
    "what",
  );
  notebook.metadata.kernelspec!.name = kernel;
  const path = frontEnds.kit.notebook(name);
  await Deno.writeTextFile(path, formatNotebook(notebook));
}

function readCommitted(name: string): Notebook {
  const path = fromFileUrl(`notebooks/en/${name}`);
  return parseNotebook(Deno.readTextFileSync(path), path);
}

/** The text of a notebook file without what a run leaves in it, and everything else as it is. */
function withoutOutputs(notebook: Notebook): string {
  const cells = notebook.cells.map((cell) =>
    isRunnable(cell) ? { ...cell, outputs: [], execution_count: null } : cell
  );
  return formatNotebook({ ...notebook, cells });
}

async function shown(notebook: OpenNotebook, id: string): Promise<string> {
  return JSON.stringify((await notebook.cell(id)).outputs);
}
