import { fileURLToPath } from "node:url";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { writeIndex } from "../../../slides/site/write_index.ts";
import {
  BROWSER_TEST,
  exportOptions,
  findViolations,
  FIXTURES,
  inFolder,
  onStage,
} from "./open_deck.ts";

Deno.test({
  name:
    "index lists decks and pages and finds words of all notebooks, from a local file",
  ...BROWSER_TEST,
  fn: () =>
    onStage(async (stage) => {
      const changes = { layout: false, page: true };
      await stage.exportFixture("01_dialogue.ipynb", changes);
      await stage.exportFixture("python_data.ipynb", { layout: false });
      const run = inFolder(stage.folder, "run.json");
      await Deno.writeTextFile(
        run,
        JSON.stringify({
          notebooks: [{
            path: "notebooks/en/01_dialogue.ipynb",
            exercises: { passed: 1, total: 1 },
          }],
        }),
      );
      const notebooks = ["01_dialogue.ipynb", "python_data.ipynb"];
      const file = await writeIndex(
        notebooks.map((name) => fileURLToPath(new URL(name, FIXTURES))),
        exportOptions(stage.folder),
        run,
      );
      const page = await stage.open(file);
      const entries = page.locator(".notebooks > li");
      assertEquals(await entries.count(), 2);
      assertEquals(
        await entries.first().getByRole("link", { name: "Deck" }).getAttribute(
          "href",
        ),
        "01_dialogue.html",
      );
      assertEquals(
        await entries.last().getByRole("link", { name: "Page" }).count(),
        0,
      );
      for (const theme of ["light", "dark", "contrast"]) {
        await page.evaluate(
          `document.documentElement.dataset.theme = "${theme}"`,
        );
        assertEquals(await findViolations(page), []);
      }
      await page.getByRole("searchbox").fill("quiet evening");
      const found = page.locator("#index\\:found a");
      assertEquals(await found.count(), 1);
      assertEquals(await found.getAttribute("href"), "python_data.html#/a1");
      await page.getByRole("searchbox").fill("doorbell");
      assertStringIncludes(
        (await found.getAttribute("href"))!,
        "01_dialogue.page.html#frag-a",
      );
      await found.click();
      await page.waitForURL(/page\.html#frag-a$/);
      assertEquals(stage.faults, []);
    }),
});
