/** A deck that is made anew while a browser shows it. */
import { assertEquals, assertThrows } from "@std/assert";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { DeckServer } from "../../../../jupyter/author/watch/deck_server.ts";
import { formatNotebook } from "../../../../jupyter/format_notebook.ts";
import type { Cell } from "../../../../jupyter/notebook.ts";
import { exportNotebook } from "../../../../slides/export/export_notebook.ts";
import {
  BROWSER_TEST,
  exportOptions,
} from "../../../slides/browser/open_deck.ts";
import { findTool } from "../../../tools.ts";
import { makeNotebook } from "../../run/make_notebook.ts";

function slide(id: string, source: string): Cell {
  const metadata = { slideshow: { slide_type: "slide" } };
  return { cell_type: "markdown", id, metadata, source };
}

async function makeDeck(folder: string, drink: string): Promise<void> {
  const path = join(folder, "bar.ipynb");
  const notebook = makeNotebook(
    slide("one", "# The bar"),
    slide("two", `## Today ${drink}`),
    slide("three", "## Goodbye"),
  );
  await Deno.writeTextFile(path, formatNotebook(notebook));
  await exportNotebook(path, { ...exportOptions(folder), layout: false });
}

Deno.test(
  "DeckServer: the browser shows a deck anew, at the slide where it was",
  BROWSER_TEST,
  async () => {
    const folder = await Deno.makeTempDir();
    const browser = await chromium.launch({
      executablePath: findTool("chromium"),
      args: ["--no-sandbox"],
    });
    try {
      await makeDeck(folder, "cider");
      await using server = new DeckServer(folder, 0);
      server.show("bar");
      const page = await browser.newPage();
      const faults: string[] = [];
      page.on("pageerror", (error) => faults.push(error.message));
      await page.goto(server.url);
      const connected = page.waitForResponse(/\/changes$/);
      await page.getByRole("link", { name: "bar" }).click();
      await connected;
      const heading = (text: string) =>
        page.frameLocator("iframe").getByRole("heading", {
          level: 2,
          name: text,
        });
      await heading("The bar").waitFor();
      await page.keyboard.press("ArrowRight");
      await heading("Today cider").waitFor();
      await makeDeck(folder, "perry");
      server.show("bar");
      await heading("Today perry").waitFor();
      assertEquals(faults, []);
      await page.close();
    } finally {
      await browser.close();
      await Deno.remove(folder, { recursive: true });
    }
  },
);

Deno.test("DeckServer: a deck may have any name that slides give it, and no other file is served", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(join(folder, "my-café.2.html"), "the deck");
    await Deno.writeTextFile(join(folder, "other.html"), "");
    await using server = new DeckServer(folder, 0);
    server.show("my-café.2");
    const get = async (path: string) => {
      const response = await fetch(new URL(path, server.url));
      return response.ok ? await response.text() : response.body?.cancel();
    };
    const [link] = /\/show\/[^"]+/.exec(await get("/") ?? "")!;
    const [frame] = /\/decks\/[^"]+/.exec(await get(link) ?? "")!;
    assertEquals(await get(frame), "the deck");
    for (const path of ["/decks/other.html", "/decks/..%2Fother.html", "/x"]) {
      assertEquals(await get(path), undefined, path);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("DeckServer says which port is taken", async () => {
  await using first = new DeckServer("", 0);
  const port = Number(new URL(first.url).port);
  assertThrows(
    () => new DeckServer("", port),
    Error,
    `Cannot show decks on port ${port}: `,
  );
});
