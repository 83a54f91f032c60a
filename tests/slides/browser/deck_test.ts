import {
  assert,
  assertEquals,
  assertGreater,
  assertStringIncludes,
} from "@std/assert";
import type { Page } from "playwright-core";
import { findOverflow } from "./find_overflow.ts";
import {
  BROWSER_TEST,
  findViolations,
  onStage,
  waitForDeck,
} from "./open_deck.ts";

const DECKS = ["01_dialogue.ipynb", "python_data.ipynb", "empty.ipynb"];

/** Whether an element is shown. */
function visibility(element: unknown): string {
  // deno-lint-ignore no-explicit-any -- the browser's world
  return (globalThis as any).getComputedStyle(element).visibility;
}

/** Steps through a deck with the key a speaker uses; tells what was wrong on the way and how many steps there were. */
async function stepThrough(
  page: Page,
): Promise<{ wrong: string[]; ids: string[]; steps: number }> {
  const wrong: string[] = [];
  const ids: string[] = [];
  let steps = 0;
  for (; steps < 300; steps++) {
    const at = await page.evaluate("JSON.stringify(Reveal.getIndices())");
    const id = await page.evaluate<string>("Reveal.getCurrentSlide().id");
    if (ids.at(-1) !== id) ids.push(id);
    wrong.push(...await page.evaluate(findOverflow));
    await page.keyboard.press("Space");
    if (at === await page.evaluate("JSON.stringify(Reveal.getIndices())")) {
      break;
    }
  }
  return { wrong, ids, steps };
}

for (
  const size of [{ width: 1280, height: 720 }, { width: 1024, height: 768 }]
) {
  const name =
    `deck is stepped through at ${size.width} x ${size.height}: nothing overflows, nothing is fetched, no error`;
  Deno.test({
    name,
    ...BROWSER_TEST,
    fn: () =>
      onStage(async (stage) => {
        const check = async (notebook: string) => {
          const { deck, slides, fitted } = await stage.exportFixture(notebook);
          assertEquals(fitted.filter(({ overflow }) => overflow > 0), []);
          const page = await stage.open(deck);
          await waitForDeck(page);
          const { wrong, ids } = await stepThrough(page);
          assertEquals(wrong, []);
          assertEquals(ids.length, slides);
          await page.close();
        };
        await Promise.all(DECKS.map(check));
        assertEquals(stage.faults, []);
      }, size),
  });
}

Deno.test({
  name: "deck has no axe violation on any slide in any theme",
  ...BROWSER_TEST,
  fn: () =>
    onStage(async (stage) => {
      const check = async (notebook: string) => {
        const { deck } = await stage.exportFixture(notebook);
        const page = await stage.open(deck);
        await waitForDeck(page);
        const slides = await page.evaluate<number>("Reveal.getSlides().length");
        assertGreater(slides, 0);
        for (const theme of ["light", "dark", "contrast"]) {
          await page.evaluate(
            `document.documentElement.dataset.theme = "${theme}"`,
          );
          for (let index = 0; index < slides; index++) {
            await page.evaluate(`{
              const { h, v } = Reveal.getIndices(Reveal.getSlides()[${index}]);
              Reveal.slide(h, v, 99);
            }`);
            assertEquals(
              (await findViolations(
                page,
                theme === "light" ? undefined : ["color-contrast"],
              )).map((line) => `${notebook} ${theme} ${index}: ${line}`),
              [],
            );
          }
        }
        await page.close();
      };
      await Promise.all(DECKS.map(check));
    }),
});

Deno.test({
  name:
    "speaker view of a local file keeps step, both ways, and shows notes, next step and time",
  ...BROWSER_TEST,
  fn: () =>
    onStage(async (stage) => {
      const { deck } = await stage.exportFixture("01_dialogue.ipynb", {
        layout: false,
      });
      const page = await stage.open(deck);
      await waitForDeck(page);
      const [speaker] = await Promise.all([
        stage.context.waitForEvent("page"),
        page.keyboard.press("s"),
      ]);
      const shown = (id: string) => speaker.locator(`#${id}`);
      await shown("notes").getByText("misunderstood").waitFor();
      assertEquals(await shown("next").getAttribute("data-slide"), "ask-time");
      assertStringIncludes(await shown("timer").innerText(), "00:00:");
      await page.keyboard.press("ArrowRight");
      assertEquals(await shown("now").getAttribute("data-slide"), "ask-time");
      await shown("notes").getByText("Secret remark").waitFor();
      assertStringIncludes(await shown("where").innerText(), "step 0 of 3");
      // From the speaker's window back to the deck.
      await speaker.bringToFront();
      for (let step = 0; step < 4; step++) {
        await speaker.keyboard.press("ArrowRight");
      }
      assertEquals(await page.evaluate("Reveal.getCurrentSlide().id"), "lists");
      const next = shown("next").locator(".fragment").first();
      assertEquals(
        await next.evaluate(
          visibility,
        ),
        "visible",
      );
      const now = shown("now").locator(".fragment").first();
      assertEquals(
        await now.evaluate(visibility),
        "hidden",
      );
      await speaker.getByRole("button", { name: "Back" }).click();
      assertEquals(
        await page.evaluate("Reveal.getCurrentSlide().id"),
        "ask-time",
      );
      assertEquals(stage.faults, []);
      assertEquals(await findViolations(speaker), []);
    }),
});

Deno.test({
  name:
    "permalink leads to the slide that shows the cell, wherever on it the cell begins",
  ...BROWSER_TEST,
  fn: () =>
    onStage(async (stage) => {
      const { deck } = await stage.exportFixture("01_dialogue.ipynb", {
        layout: false,
      });
      const page = await stage.open(deck, "#/ask-time-code");
      await waitForDeck(page);
      assertEquals(
        await page.evaluate("Reveal.getCurrentSlide().id"),
        "ask-time",
      );
      await page.evaluate("Reveal.next()");
      const source = page.locator("#deck\\:source");
      assertStringIncludes(
        (await source.getAttribute("href"))!,
        "01_dialogue.ipynb#cell-id=ask-time",
      );
      await page.evaluate("Reveal.slide(11, 0)");
      await page.getByRole("link", { name: "the ask" }).click();
      assertEquals(
        await page.evaluate("Reveal.getCurrentSlide().id"),
        "ask-time",
      );
      assertStringIncludes(await page.evaluate("location.hash"), "#/ask-time");
    }),
});

Deno.test({
  name: "search finds slides by their words and goes there",
  ...BROWSER_TEST,
  fn: () =>
    onStage(async (stage) => {
      const { deck } = await stage.exportFixture("01_dialogue.ipynb", {
        layout: false,
      });
      const page = await stage.open(deck);
      await waitForDeck(page);
      await page.keyboard.press("/");
      await page.keyboard.type("RFC 1035");
      const dialog = page.getByRole("dialog");
      assertEquals(await dialog.getByRole("listitem").count(), 1);
      assertEquals(await findViolations(page), []);
      await page.keyboard.press("Enter");
      assertEquals(await page.evaluate("Reveal.getCurrentSlide().id"), "table");
      assertEquals(await dialog.count(), 0);
      await page.keyboard.press("/");
      await page.keyboard.type("Secret remark");
      assertEquals(
        await dialog.getByRole("listitem").count(),
        0,
        "notes are not searched",
      );
      await page.keyboard.press("Escape");
      assertEquals(await page.getByRole("dialog").count(), 0);
    }),
});

Deno.test({
  name: "lines step forward as fragments are shown",
  ...BROWSER_TEST,
  fn: () =>
    onStage(async (stage) => {
      const { deck } = await stage.exportFixture("01_dialogue.ipynb", {
        layout: false,
      });
      const page = await stage.open(deck, "#/ask-time");
      await waitForDeck(page);
      const here = () =>
        page.locator("#ask-time .line").evaluateAll((lines) =>
          lines.flatMap((line, index) =>
            line.classList.contains("here") ? [index + 1] : []
          )
        );
      assertEquals(await here(), [1]);
      await page.keyboard.press("ArrowRight");
      assertEquals(await here(), [2, 3]);
      await page.keyboard.press("ArrowRight");
      assertEquals(await here(), [4]);
      await page.keyboard.press("ArrowRight");
      assertEquals(await page.locator("#ask-time pre.stepping").count(), 0);
      await page.keyboard.press("ArrowLeft");
      assertEquals(await here(), [4]);
    }),
});

Deno.test({
  name:
    "theme, keys, overview, black screen and reduced motion work from the keyboard",
  ...BROWSER_TEST,
  fn: () =>
    onStage(async (stage) => {
      const { deck } = await stage.exportFixture("01_dialogue.ipynb", {
        layout: false,
      });
      const page = await stage.open(deck);
      await waitForDeck(page);
      const theme = () =>
        page.evaluate("document.documentElement.dataset.theme");
      assertEquals(await theme(), "light");
      await page.keyboard.press("t");
      assertEquals(await theme(), "dark");
      await page.reload();
      await waitForDeck(page);
      assertEquals(await theme(), "dark", "remembered");
      await page.keyboard.press("t");
      assertEquals(await theme(), "contrast");
      await page.keyboard.press("?");
      const help = page.getByRole("dialog");
      await help.getByText("speaker view").waitFor();
      assertEquals(await findViolations(page), []);
      await page.keyboard.press("Escape");
      // The browser closes it in its own time; until then it has the keys.
      await help.waitFor({ state: "hidden" });
      await page.keyboard.press("b");
      assert(await page.evaluate("Reveal.isPaused()"));
      await page.keyboard.press("b");
      await page.keyboard.press("o");
      assert(await page.evaluate("Reveal.isOverview()"));
      await page.keyboard.press("o");
      assertEquals(
        await page.evaluate("Reveal.getConfig().transition"),
        "none",
      );
      await page.keyboard.press("Tab");
      const focused = await page.evaluate(
        "document.activeElement !== document.body",
      );
      assert(focused, "something takes the focus");
      assertEquals(stage.faults, []);
    }),
});

Deno.test({
  name: "deck that nobody measured fits its slides as they come up",
  ...BROWSER_TEST,
  fn: () =>
    onStage(async (stage) => {
      const { deck } = await stage.exportFixture("01_dialogue.ipynb", {
        layout: false,
      });
      const page = await stage.open(deck);
      await waitForDeck(page);
      const { wrong, steps } = await stepThrough(page);
      assertEquals(wrong, []);
      assertGreater(steps, 12);
    }),
});
