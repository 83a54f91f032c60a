import {
  assert,
  assertEquals,
  assertGreater,
  assertStringIncludes,
} from "@std/assert";
import { exportNotebook } from "../../../slides/export/export_notebook.ts";
import type { DeckReport } from "../../../slides/export/export_options.ts";
import { strictProblems } from "../../../slides/make_decks.ts";
import { findOverflow } from "./find_overflow.ts";
import {
  BROWSER_TEST,
  exportOptions,
  inFolder,
  onStage,
  type Stage,
  waitForDeck,
} from "./open_deck.ts";

const prose = (id: string, source: string, slide_type?: string) => ({
  cell_type: "markdown",
  id,
  metadata: slide_type ? { slideshow: { slide_type } } : {},
  source,
});

const code = (id: string, source: string, text = "") => ({
  cell_type: "code",
  id,
  metadata: {},
  execution_count: null,
  source,
  outputs: text === "" ? [] : [{ output_type: "stream", name: "stdout", text }],
});

const lines = (count: number) =>
  Array.from({ length: count }, (_, index) => `const line${index} = ${index};`)
    .join("\n");

async function exportCells(
  stage: Stage,
  cells: unknown[],
): Promise<DeckReport> {
  const path = inFolder(stage.folder, "cells.ipynb");
  await Deno.writeTextFile(
    path,
    JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }),
  );
  return await exportNotebook(path, exportOptions(stage.folder), stage.browser);
}

/** What sticks out on any slide of a deck. */
async function overflowOf(stage: Stage, deck: string): Promise<string[]> {
  const page = await stage.open(deck);
  await waitForDeck(page);
  const found = await page.evaluate<string[]>(`{
    const findOverflow = ${findOverflow};
    const found = [];
    for (const section of Reveal.getSlides()) {
      const { h, v } = Reveal.getIndices(section);
      Reveal.slide(h, v, 99);
      found.push(...findOverflow());
    }
    found;
  }`);
  await page.close();
  return found;
}

Deno.test({
  name: "fitDeck tightens, then scales, then divides, and nothing overflows",
  ...BROWSER_TEST,
  fn: () =>
    onStage(async (stage) => {
      const report = await exportCells(stage, [
        prose("short", "# Short\n\nwords", "slide"),
        prose(
          "fuller",
          `# Fuller\n\n${"one two three four five six seven ".repeat(40)}`,
          "slide",
        ),
        prose("code", "# Code", "slide"),
        code("code-lines", lines(22)),
        prose("many", "# Many", "slide"),
        ...Array.from({ length: 5 }, (_, index) =>
          code(`many-${index}`, lines(9), "one\n")),
      ]);
      const actions = (cell: string) =>
        report.fitted.filter((fit) =>
          fit.cell === cell && fit.ratio === "16:9"
        ).map(({ action }) => action).join();
      assertEquals(actions("short"), "");
      assertEquals(actions("fuller"), "tightened");
      assertStringIncludes(actions("code"), "scaled to");
      assertStringIncludes(actions("many"), "split into");
      assertEquals(report.fitted.filter(({ overflow }) => overflow > 0), []);
      assertEquals(await overflowOf(stage, report.deck), []);
      const page = await stage.open(report.deck, "#/many-4");
      await waitForDeck(page);
      const id = await page.evaluate<string>("Reveal.getCurrentSlide().id");
      assert(/^many--\d$/.test(id), id);
      assertEquals(
        await page.locator(`#${id} h2`).textContent(),
        "Many (continued)",
      );
      const scales = await page.locator(".slide .body").evaluateAll((bodies) =>
        // deno-lint-ignore no-explicit-any -- the browser's world
        bodies.map((body: any) =>
          Number(body.style.getPropertyValue("--scale"))
        )
      );
      assertGreater(Math.min(...scales), 0.599);
    }),
});

Deno.test({
  name:
    "fitDeck puts a long output beside its code, and a figure that would be too small on a slide of its own",
  ...BROWSER_TEST,
  fn: () =>
    onStage(async (stage) => {
      const svg =
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 300" width="680" height="300"><title>A figure</title><rect width="680" height="300"/></svg>';
      const drawn = {
        ...code("drawn", `${"wide(); ".repeat(8)}\n`.repeat(13)),
        outputs: [{
          output_type: "display_data",
          metadata: {},
          data: { "image/svg+xml": svg },
        }],
      };
      const report = await exportCells(stage, [
        prose("beside", "# Beside", "slide"),
        code("typed", lines(12), "row\n".repeat(9)),
        prose("figure", "# Figure", "slide"),
        drawn,
      ]);
      const action = (cell: string) =>
        report.fitted.find((fit) => fit.cell === cell && fit.ratio === "16:9")
          ?.action ?? "";
      assertStringIncludes(action("beside"), "moved beside");
      assertEquals(action("figure"), "split into 2");
      assertEquals(await overflowOf(stage, report.deck), []);
      const page = await stage.open(report.deck, "#/beside");
      await waitForDeck(page);
      const place = async (kind: string) =>
        (await page.locator(`#beside .block.${kind}`).boundingBox())!;
      const typed = await place("code");
      const printed = await place("output");
      assertGreater(printed.x, typed.x + typed.width);
      assertEquals(Math.round(printed.y), Math.round(typed.y));
    }),
});

Deno.test({
  name:
    "one block that is too large scrolls, and strict names its cell and pixels",
  ...BROWSER_TEST,
  fn: () =>
    onStage(async (stage) => {
      const report = await exportCells(stage, [
        prose("title", "# Endless", "slide"),
        code("endless", lines(80)),
      ]);
      const problems = strictProblems({
        notebooks: [report],
        failures: [],
        browser: true,
      });
      const named = problems.find((problem) => problem.endsWith("at 16:9"))!;
      assert(/cell "\S+" overflows by \d+ px/.test(named), problems.join("; "));
      const page = await stage.open(report.deck, "#/endless");
      await waitForDeck(page);
      const body = page.locator("section.present .body.scroll");
      assertEquals(await body.getAttribute("tabindex"), "0");
      assert(
        await body.evaluate((element) =>
          element.scrollHeight > element.clientHeight + 100
        ),
      );
    }),
});

Deno.test({
  name:
    "a notebook of 200 cells that was never meant for slides gives a deck without overflow",
  ...BROWSER_TEST,
  fn: () =>
    onStage(async (stage) => {
      const cells = Array.from({ length: 100 }, (_, index) => [
        prose(`p${index}`, `## Step ${index}\n\nWhat is done here, and why.`),
        code(`k${index}`, lines(1 + index % 12), "result\n"),
      ]).flat();
      const report = await exportCells(stage, cells);
      assertEquals(report.slides, 100);
      assertEquals(report.fitted.filter(({ overflow }) => overflow > 0), []);
      assertEquals(await overflowOf(stage, report.deck), []);
      assertEquals(stage.faults, []);
    }),
});
