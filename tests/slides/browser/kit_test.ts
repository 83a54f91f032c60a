import { assertEquals, assertGreater } from "@std/assert";
import { basename } from "node:path";
import type { Page } from "playwright-core";
import { executeNotebooks } from "../../../slides/export/execute_notebooks.ts";
import { exportNotebook } from "../../../slides/export/export_notebook.ts";
import type { ExportOptions } from "../../../slides/export/export_options.ts";
import { findNotebooks } from "../../../slides/export/find_notebooks.ts";
import { writeIndex } from "../../../slides/site/write_index.ts";
import { fromFileUrl } from "../../project_files.ts";
import { findOverflow } from "./find_overflow.ts";
import {
  BROWSER_TEST,
  exportOptions,
  findViolations,
  onStage,
  type Stage,
  waitForDeck,
} from "./open_deck.ts";

const ROOT = fromFileUrl("");
const THEMES = ["light", "dark", "contrast"];
const SCREENS = [{ width: 1280, height: 720 }, { width: 1024, height: 768 }];

/** Opens the speaker's window by its key, and keeps it where the steps can look at it. */
async function openSpeaker(page: Page): Promise<void> {
  await page.evaluate(
    `{ const { open } = globalThis; globalThis.open = (...how) => globalThis.speaker = open(...how); }`,
  );
  await page.keyboard.press("s");
  await page.waitForFunction(
    "globalThis.speaker?.document.getElementById('now')?.dataset.slide",
  );
}

/** How the speaker's window differs from the slide and step that are shown. */
function findLag(): string[] {
  // deno-lint-ignore no-explicit-any -- the browser's world
  const { Reveal, speaker } = globalThis as any;
  if (!speaker) return [];
  const section = Reveal.getCurrentSlide();
  const now = speaker.document.getElementById("now");
  // deno-lint-ignore no-explicit-any -- elements of the browser's world
  const seen = (parts: any) => [...parts];
  const shown = seen(section.querySelectorAll(".slide .fragment"))
    .map((part) => part.classList.contains("visible"));
  const copied = seen(now.querySelectorAll(".fragment"))
    .map((part) => part.style.visibility !== "hidden");
  const where = speaker.document.getElementById("where").textContent;
  return now.dataset.slide === section.id &&
      where.startsWith(`Slide ${section.dataset.number} /`) &&
      String(shown) === String(copied)
    ? []
    : [
      `speaker's window shows ${now.dataset.slide} (${where}), not ${section.id}`,
    ];
}

/** Shows every slide and step once; what sticks out on the way, and where the speaker's window lags. */
async function stepThrough(page: Page): Promise<string[]> {
  return await page.evaluate(`{
    const findOverflow = ${findOverflow};
    const findLag = ${findLag};
    const wrong = [];
    Reveal.slide(0, 0, -1);
    for (let step = 0; step < 1000; step++) {
      wrong.push(...findOverflow(), ...findLag());
      const before = JSON.stringify(Reveal.getIndices());
      Reveal.next();
      if (before === JSON.stringify(Reveal.getIndices())) break;
    }
    wrong;
  }`);
}

/** All slides one below the other, so that axe sees every one of them at once. */
const SHOW_ALL =
  `for (const part of document.querySelectorAll(".reveal, .slides, .slides section, .fragment")) {
  part.removeAttribute("hidden");
  part.removeAttribute("aria-hidden");
  part.style.cssText += ";display:block!important;position:static!important;visibility:visible!important;opacity:1!important;transform:none!important;height:auto!important";
}`;

/** Everything in the first theme; themes differ in their colours only. */
async function violationsInThemes(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const theme of THEMES) {
    await page.evaluate(`document.documentElement.dataset.theme = "${theme}"`);
    const rules = theme === THEMES[0] ? undefined : ["color-contrast"];
    const violations = await findViolations(page, rules);
    found.push(...violations.map((line) => `${theme}: ${line}`));
  }
  return found;
}

/** All that is wrong with a deck, a line each. */
async function checkDeck(stage: Stage, deck: string): Promise<string[]> {
  const wrong: string[] = [];
  const page = await stage.open(deck);
  await waitForDeck(page);
  await openSpeaker(page);
  for (const screen of SCREENS) {
    await page.setViewportSize(screen);
    const out = await stepThrough(page);
    wrong.push(...out.map((line) => `${screen.width}: ${line}`));
  }
  await page.evaluate("speaker.close()");
  await page.evaluate(SHOW_ALL);
  wrong.push(...await violationsInThemes(page));
  await page.close();
  return wrong.map((line) => `${basename(deck)} ${line}`);
}

async function checkPage(stage: Stage, path: string): Promise<string[]> {
  const page = await stage.open(path);
  const wrong = await violationsInThemes(page);
  await page.close();
  return wrong.map((line) => `${basename(path)} ${line}`);
}

/** Exports an executed notebook, and looks at its deck and page. */
async function checkNotebook(
  stage: Stage,
  copy: string,
  options: ExportOptions,
): Promise<string[]> {
  const { deck, page, fitted, warnings } = await exportNotebook(
    copy,
    options,
    stage.browser,
  );
  const out = fitted.filter(({ overflow }) => overflow > 0);
  return [
    ...out.map(({ cell, action }) => `${basename(copy)} ${cell} ${action}`),
    ...warnings.map((warning) => `${basename(copy)} ${warning}`),
    ...await checkDeck(stage, deck),
    ...await checkPage(stage, page!),
  ];
}

Deno.test({
  name:
    "every deck, page and the index of the kit: nothing fetched, no error, no overflow, no axe violation, speaker's window in step",
  ...BROWSER_TEST,
  fn: () =>
    onStage(async (stage) => {
      const paths = await findNotebooks([fromFileUrl("notebooks/en")]);
      const { copies, said, remove } = await executeNotebooks(paths, ROOT);
      try {
        // Whether each notebook runs is the matter of the notebooks' own tests.
        assertGreater(copies.size, 0, said);
        const options = exportOptions(stage.folder, {
          page: true,
          source: fromFileUrl("notebooks/en"),
        });
        const wrong: string[] = [];
        const waiting = copies.values();
        const work = async () => {
          for (const copy of waiting) {
            wrong.push(...await checkNotebook(stage, copy, options));
          }
        };
        await Promise.all([work(), work()]);
        wrong.push(...await checkPage(stage, await writeIndex(paths, options)));
        assertEquals([...wrong, ...stage.faults], []);
      } finally {
        await remove();
      }
    }),
});
