import { assert, assertEquals, assertLess, assertRejects } from "@std/assert";
import type { Page } from "playwright-core";
import { exportNotebook } from "../../../slides/export/export_notebook.ts";
import { DeckError } from "../../../slides/export/prepare_deck.ts";
import { writeIndex } from "../../../slides/site/write_index.ts";
import { hostileNotebook } from "../hostile_notebook.ts";
import {
  BROWSER_TEST,
  exportOptions,
  inFolder,
  onStage,
  waitForDeck,
} from "./open_deck.ts";
import { pathToFileURL } from "node:url";

/** What could run or load something, and is in the page nevertheless. */
function findDangers(): string[] {
  // deno-lint-ignore no-explicit-any -- the browser's world
  const { document } = globalThis as any;
  const found: string[] = [];
  for (const element of document.querySelectorAll("*")) {
    const name = element.localName;
    if (
      /^(iframe|object|embed|base|link|foreignobject|animate|set|form)$/i.test(
        name,
      )
    ) {
      if (!element.closest("dialog")) found.push(name);
    }
    for (const { name: attribute, value } of element.attributes) {
      if (/^on/i.test(attribute)) found.push(`${name} ${attribute}`);
      if (/^\s*(java|vb)\s*script\s*:/i.test(value)) {
        found.push(`${name} ${attribute}=${value}`);
      }
      const loads = name !== "a" &&
        /^(src|href|xlink:href|data|poster|action)$/.test(
          attribute,
        );
      if (loads && /198\.51\.100\.1/.test(value)) {
        found.push(`${name} ${attribute}=${value}`);
      }
      if (attribute === "style" && /position:\s*fixed|198\.51/.test(value)) {
        found.push(`${name} style`);
      }
    }
  }
  for (const script of document.scripts) {
    if (
      /hostileRan/.test(script.textContent) &&
      script.type !== "application/json"
    ) found.push("script");
  }
  return found;
}

/** Shows every slide and fragment once. */
async function showEverything(page: Page): Promise<void> {
  await page.evaluate(`for (let step = 0; step < 1000; step++) {
    const before = JSON.stringify(Reveal.getIndices());
    Reveal.next();
    if (before === JSON.stringify(Reveal.getIndices())) break;
  }`);
}

Deno.test({
  name:
    "hostile notebook runs nothing and loads nothing, even where the page's policy is not kept",
  ...BROWSER_TEST,
  fn: () =>
    onStage(async (stage) => {
      const name = "<img src=x onerror=globalThis.hostileRan=1>.ipynb";
      const path = inFolder(
        stage.folder,
        Deno.build.os === "windows" ? "hostile.ipynb" : name,
      );
      await Deno.writeTextFile(path, hostileNotebook());
      const options = exportOptions(stage.folder, {
        layout: false,
        page: true,
      });
      const report = await exportNotebook(path, options);
      const index = await writeIndex([path], options);
      for (const bypassCSP of [false, true]) {
        const context = await stage.browser.newContext({
          offline: true,
          bypassCSP,
        });
        const faults: string[] = [];
        for (const file of [report.deck, report.page!, index]) {
          const page = await context.newPage();
          page.on(
            "dialog",
            (dialog) => faults.push(`dialog ${dialog.message()}`),
          );
          page.on("request", (request) => {
            if (!/^(file|data|about|blob):/.test(request.url())) {
              faults.push(request.url());
            }
          });
          await page.goto(pathToFileURL(file).href);
          if (file === report.deck) {
            await waitForDeck(page);
            await showEverything(page);
          }
          assertEquals(await page.evaluate("globalThis.hostileRan"), undefined);
          assertEquals(await page.evaluate(findDangers), []);
          assert(
            await page.locator("main").isVisible(),
            "nothing hides the page",
          );
          await page.close();
        }
        assertEquals(faults, []);
        await context.close();
      }
      const html = await Deno.readTextFile(report.deck);
      assert(!html.includes("root:"), "no file from elsewhere is embedded");
    }),
});

Deno.test({
  name: "trusted notebook keeps its own HTML and scripts",
  ...BROWSER_TEST,
  fn: () =>
    onStage(async (stage) => {
      const path = inFolder(stage.folder, "own.ipynb");
      await Deno.writeTextFile(
        path,
        JSON.stringify({
          cells: [{
            cell_type: "markdown",
            id: "own",
            metadata: {},
            source:
              "# Own\n\n<p id='place'></p><script>document.getElementById('place').textContent = 'by script'</script>",
          }],
          metadata: {},
          nbformat: 4,
          nbformat_minor: 5,
        }),
      );
      for (const trust of [true, false]) {
        const report = await exportNotebook(
          path,
          exportOptions(stage.folder, { layout: false, trust }),
        );
        const page = await stage.open(report.deck);
        await waitForDeck(page);
        assertEquals(
          await page.locator("#place", { hasText: "by script" }).count(),
          trust ? 1 : 0,
        );
        await page.close();
      }
    }),
});

/** A notebook of these cells, written to a folder. */
async function writeCells(folder: string, cells: unknown[]): Promise<string> {
  const path = inFolder(folder, "large.ipynb");
  const notebook = { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 };
  await Deno.writeTextFile(path, JSON.stringify(notebook));
  return path;
}

const markdown = (id: string, source: string) => ({
  cell_type: "markdown",
  id,
  metadata: {},
  source,
});

const printing = (id: string, text: string) => ({
  cell_type: "code",
  id,
  metadata: {},
  execution_count: null,
  source: "print()",
  outputs: [{ output_type: "stream", name: "stdout", text }],
});

async function inTempFolder(
  use: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "deck-test-" });
  try {
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("50 MB of output give a deck of less than 2 MB that says what was left out", () =>
  inTempFolder(async (folder) => {
    const line = `${"y".repeat(79)}\n`;
    const path = await writeCells(folder, [
      printing("big", line.repeat(650_000)),
    ]);
    const { deck, bytes } = await exportNotebook(
      path,
      exportOptions(folder, { layout: false }),
    );
    assertLess(bytes, 2_000_000);
    assert(
      (await Deno.readTextFile(deck)).includes("51,800,000 more characters"),
    );
  }));

Deno.test("a progress bar of 50 MB shows its last state", () =>
  inTempFolder(async (folder) => {
    const bar = Array.from({ length: 6_000_000 }, (_, step) => `\r${step}`)
      .join("");
    const path = await writeCells(folder, [printing("bar", bar)]);
    const { deck } = await exportNotebook(
      path,
      exportOptions(folder, { layout: false }),
    );
    assert((await Deno.readTextFile(deck)).includes(">5999999</pre>"));
  }));

Deno.test("10,000 cells give a deck, 20,001 a clear refusal", () =>
  inTempFolder(async (folder) => {
    const cells = (count: number) =>
      Array.from(
        { length: count },
        (_, index) => markdown(`c${index}`, `# Title ${index}\n\ntext`),
      );
    const options = exportOptions(folder, { layout: false });
    const report = await exportNotebook(
      await writeCells(folder, cells(10_000)),
      options,
    );
    assertEquals(report.slides, 10_000);
    const path = await writeCells(folder, cells(20_001));
    await assertRejects(
      () => exportNotebook(path, options),
      DeckError,
      "more than 20000; divide it",
    );
  }));

Deno.test("many outputs together stay within the file's bound", () =>
  inTempFolder(async (folder) => {
    const cells = Array.from(
      { length: 400 },
      (_, index) => printing(`c${index}`, "z".repeat(200_000)),
    );
    const report = await exportNotebook(
      await writeCells(folder, cells),
      exportOptions(folder, { layout: false }),
    );
    assertLess(report.bytes, 45_000_000);
    assert(
      report.warnings.some((warning) =>
        warning.includes("are left out: the file would be too large")
      ),
    );
  }));

/** Texts that make careless parsers slow or overflow their stacks. */
const NESTED: Record<string, string> = {
  quotes: ">".repeat(20_000),
  lists: Array.from({ length: 2000 }, (_, depth) => `${"  ".repeat(depth)}- x`)
    .join("\n"),
  brackets: "[".repeat(50_000),
  emphasis: "*".repeat(60_000) + "a",
  elements: "<div>".repeat(20_000),
  comments: "<!--".repeat(20_000),
  code: "`".repeat(50_000),
  dollars: "$a".repeat(20_000),
  environments: "\\begin{a}".repeat(3000),
  roots: `$${"\\sqrt{".repeat(2000)}x${"}".repeat(2000)}$`,
  table: `${"|a".repeat(3000)}|\n${"|-".repeat(3000)}|\n${"|b".repeat(3000)}|`,
  links: "[a](b".repeat(10_000),
};

for (const [name, text] of Object.entries(NESTED)) {
  Deno.test(`deeply nested ${name} are rendered`, () =>
    inTempFolder(async (folder) => {
      const path = await writeCells(folder, [
        markdown("deep", text),
        markdown("after", "# Still here"),
      ]);
      const report = await exportNotebook(
        path,
        exportOptions(folder, { layout: false, page: true }),
      );
      assert((await Deno.readTextFile(report.deck)).includes("Still here"));
    }));
}
