import { fileURLToPath } from "node:url";
import {
  assert,
  assertEquals,
  assertFalse,
  assertStringIncludes,
} from "@std/assert";
import {
  BROWSER_TEST,
  findViolations,
  inFolder,
  onStage,
  waitForDeck,
} from "./open_deck.ts";
import { exportNotebook } from "../../../slides/export/export_notebook.ts";
import { exportOptions, FIXTURES } from "./open_deck.ts";

/** Pages of a PDF, counted by its page objects. */
function countPages(bytes: Uint8Array): number {
  return asText(bytes).match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

/** Bytes as text in which every byte is a character. */
function asText(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}

/** All text that a PDF holds, its compressed streams opened; text is found by its character codes only. */
async function inflateStreams(bytes: Uint8Array): Promise<string> {
  const text = asText(bytes);
  const parts: string[] = [];
  for (const match of text.matchAll(/stream\r?\n/g)) {
    const start = match.index + match[0].length;
    const end = text.indexOf("endstream", start);
    try {
      const stream = new Blob([bytes.slice(start, end)]).stream()
        .pipeThrough(new DecompressionStream("deflate"));
      parts.push(
        asText(new Uint8Array(await new Response(stream).arrayBuffer())),
      );
    } catch {
      // Not every stream is deflated: fonts and images are searched as they are.
    }
  }
  return text + parts.join("");
}

Deno.test({
  name: "pdf has one page for each slide, a handout as many as notes need",
  ...BROWSER_TEST,
  fn: () =>
    onStage(async (stage) => {
      for (const perPage of [2, 3] as const) {
        const report = await stage.exportFixture("01_dialogue.ipynb", {
          layout: false,
          pdf: true,
          handout: perPage,
        });
        assertEquals(
          countPages(await Deno.readFile(report.pdf!)),
          report.slides,
        );
        assertEquals(
          countPages(await Deno.readFile(report.handout!)),
          Math.ceil(report.slides / perPage),
        );
      }
    }),
});

Deno.test({
  name:
    "deck printed from the browser has one page for each slide, with every fragment and no notes",
  ...BROWSER_TEST,
  fn: () =>
    onStage(async (stage) => {
      const { deck, slides } = await stage.exportFixture("01_dialogue.ipynb", {
        layout: false,
      });
      const page = await stage.open(deck);
      await waitForDeck(page);
      const pdf = await page.pdf({ preferCSSPageSize: true });
      assertEquals(countPages(pdf), slides);
      await page.emulateMedia({ media: "print" });
      assert(await page.locator("#frag-b").isVisible());
      assertFalse(await page.locator(".notes").first().isVisible());
    }),
});

Deno.test({
  name: "public export holds no byte of the notes in any file",
  ...BROWSER_TEST,
  fn: () =>
    onStage(async (stage) => {
      const changes = {
        layout: false,
        page: true,
        pdf: true,
        handout: 2 as const,
      };
      const secrets = [
        "Secret remark",
        "misunderstood",
        "wait for three answers",
      ];
      await exportNotebook(
        fileURLToPath(new URL("01_dialogue.ipynb", FIXTURES)),
        exportOptions(stage.folder, { ...changes, isPublic: true }),
        stage.browser,
      );
      let searched = 0;
      for await (const { name } of Deno.readDir(stage.folder)) {
        const text = await inflateStreams(
          await Deno.readFile(inFolder(stage.folder, name)),
        );
        for (const secret of secrets) {
          assertFalse(text.includes(secret), `${name} holds "${secret}"`);
        }
        searched++;
      }
      assertEquals(searched, 4);
      // The same search does find them in an export that is not public.
      const { deck } = await stage.exportFixture("01_dialogue.ipynb", {
        layout: false,
      });
      for (const secret of secrets) {
        assertStringIncludes(await Deno.readTextFile(deck), secret);
      }
    }),
});

Deno.test({
  name: "handout carries the notes unless it is public",
  ...BROWSER_TEST,
  fn: () =>
    onStage(async (stage) => {
      const sizes: number[] = [];
      for (const isPublic of [false, true]) {
        const { handout } = await stage.exportFixture("01_dialogue.ipynb", {
          layout: false,
          handout: 2,
          isPublic,
        });
        const text = await inflateStreams(await Deno.readFile(handout!));
        // Glyphs are drawn by number: what can be compared is how many strings are drawn.
        sizes.push(text.match(/\bTJ\b|\bTj\b/g)?.length ?? 0);
      }
      assert(
        sizes[0] > sizes[1],
        `${sizes[0]} strings with notes, ${sizes[1]} without`,
      );
    }),
});

Deno.test({
  name: "contact sheet shows every slide",
  ...BROWSER_TEST,
  fn: () =>
    onStage(async (stage) => {
      const { contactSheets } = await stage.exportFixture("01_dialogue.ipynb", {
        layout: false,
        contactSheet: true,
      });
      assertEquals(contactSheets!.length, 1);
      const png = await Deno.readFile(contactSheets![0]);
      assertEquals(asText(png.slice(1, 4)), "PNG");
      const view = new DataView(png.buffer, png.byteOffset);
      // Three across, four down.
      assert(view.getUint32(16) >= 1800 && view.getUint32(20) >= 4 * 330);
    }),
});

Deno.test({
  name:
    "page reads as a chapter: all cells, contents, no axe violation in any theme, nothing fetched",
  ...BROWSER_TEST,
  fn: () =>
    onStage(async (stage) => {
      for (
        const notebook of [
          "01_dialogue.ipynb",
          "python_data.ipynb",
          "empty.ipynb",
        ]
      ) {
        const report = await stage.exportFixture(notebook, {
          layout: false,
          page: true,
        });
        const page = await stage.open(report.page!);
        for (const theme of ["light", "dark", "contrast"]) {
          await page.evaluate(
            `document.documentElement.dataset.theme = "${theme}"`,
          );
          assertEquals(await findViolations(page), []);
        }
        if (notebook === "01_dialogue.ipynb") {
          const text = await page.innerText("main");
          assertStringIncludes(text, "SKIPPED-TEXT is in the chapter only.");
          await page.getByRole("navigation", { name: "Contents" })
            .getByRole("link", { name: "Services and their ports" }).click();
          assertEquals(await page.evaluate("location.hash"), "#table");
          const next = page.getByRole("link", { name: "Client and server" });
          assertEquals(
            await next.getAttribute("href"),
            "04_client_server.page.html",
          );
        }
        const wide = await page.evaluate(
          "document.documentElement.scrollWidth - innerWidth",
        );
        assert(Number(wide) <= 0, `${notebook} is ${wide} px too wide`);
        await page.close();
      }
      assertEquals(stage.faults, []);
    }),
});
