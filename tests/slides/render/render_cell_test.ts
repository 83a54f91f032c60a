import {
  assert,
  assertEquals,
  assertFalse,
  assertStringIncludes,
} from "@std/assert";
import { parseNotebook } from "../../../jupyter/parse_notebook.ts";
import type { Block } from "../../../slides/render/block.ts";
import { loadGrammars } from "../../../slides/render/highlight_code.ts";
import {
  renderCell,
  type RenderedCell,
} from "../../../slides/render/render_cell.ts";
import {
  loadRenderTools,
  type RenderContext,
} from "../../../slides/render/render_context.ts";
import { resolveLink } from "../../../slides/export/resolve_link.ts";
import { cellVisibility } from "../../../slides/tree/cell_visibility.ts";
import type { SlideSettings } from "../../../slides/settings/slide_settings.ts";

/** Renders one cell as for a deck; `warnings` takes what the author is told. */
async function render(
  cell: Record<string, unknown>,
  changes: Partial<RenderContext> & {
    settings?: SlideSettings;
    warnings?: string[];
  } = {},
): Promise<RenderedCell> {
  const notebook = parseNotebook(JSON.stringify({
    cells: [{ id: "c", metadata: {}, ...cell }],
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  }));
  await loadGrammars(["typescript", "python"]);
  let number = 0;
  const context: RenderContext = {
    target: "deck",
    trust: false,
    language: "typescript",
    readImage: () => ({ problem: "there are no files in this test" }),
    resolveLink: (href) =>
      resolveLink(href, {
        notebook: "n.ipynb",
        folder: "../",
        ending: ".html",
      }),
    warn: (message) => void changes.warnings?.push(message),
    tools: await loadRenderTools(notebook),
    spend: () => true,
    nextNumber: () => ++number,
    uses: new Set(),
    ...changes,
  };
  const [first] = notebook.cells;
  return renderCell({
    cell: first,
    number: 1,
    visibility: cellVisibility(first),
    settings: changes.settings ?? {},
  }, context);
}

const markdown = (source: string, extra = {}) => ({
  cell_type: "markdown",
  source,
  ...extra,
});
const outputs = (...list: unknown[]) => ({
  cell_type: "code",
  source: "x",
  outputs: list,
  execution_count: null,
});
const shown = (data: Record<string, unknown>, metadata = {}) => ({
  output_type: "display_data",
  data,
  metadata,
});
const htmlOf = (blocks: Block[]) =>
  blocks.map((block) => block.html).join("\n");

Deno.test("renderCell takes a leading heading apart and gives a block for each paragraph", async () => {
  const { heading, blocks } = await render(
    markdown("## A `port` is a number\n\none\n\n- two\n- three\n\n### four"),
  );
  assertEquals(heading?.html, "A <code>port</code> is a number");
  assertEquals(heading?.level, 2);
  assertEquals(blocks.map(({ html }) => html.trim()), [
    "<p>one</p>",
    "<ul>\n<li>two</li>\n<li>three</li>\n</ul>",
    "<h4>four</h4>",
  ]);
});

Deno.test("renderCell renders GFM tables, task lists, footnotes and autolinks", async () => {
  const { blocks } = await render(
    markdown(
      "| a | b |\n|--|--:|\n| 1 | 2 |\n\n- [x] done\n- [ ] open\n\nsee[^1] https://example.org\n\n[^1]: *there*",
    ),
  );
  const html = htmlOf(blocks);
  assertStringIncludes(html, '<th scope="col">a</th>');
  assertStringIncludes(
    html,
    '<input type="checkbox" disabled checked aria-label="done" />',
  );
  assertStringIncludes(html, 'aria-label="to do"');
  assertStringIncludes(html, "<em>there</em>");
  assertStringIncludes(
    html,
    '<a href="https://example.org" target="_blank" rel="noopener">',
  );
  assertFalse(html.includes("<section"), "reveal.js would take it for a slide");
});

Deno.test("renderCell renders maths in all of Jupyter's notations, without sections", async () => {
  const { blocks } = await render(
    markdown(
      "$a$ and \\(b\\)\n\n$$c$$\n\n\\begin{align}\nd &= e\n\\end{align}\n\n\\[f\\]",
    ),
  );
  const html = htmlOf(blocks);
  assertEquals(html.match(/<span class="katex">/g)?.length, 5);
  assertFalse(/<section|<eqn?>/.test(html));
  assertStringIncludes(html, "<math");
});

Deno.test("renderCell leaves prices and broken formulas readable", async () => {
  assertStringIncludes(
    htmlOf((await render(markdown("it costs 5$ or 6$ today"))).blocks),
    "costs 5$ or 6$ today",
  );
  assertStringIncludes(
    htmlOf((await render(markdown("$\\frac{$"))).blocks),
    "\\frac{",
  );
});

Deno.test("renderCell draws a Mermaid diagram as SVG, or shows its text", async () => {
  const { blocks } = await render(
    markdown("```mermaid\ngraph LR\n  client --> server\n```"),
  );
  assertEquals(blocks[0].kind, "figure");
  assertStringIncludes(
    blocks[0].html,
    'role="img" aria-label="Diagram: graph LR"',
  );
  assertFalse(blocks[0].html.includes("googleapis"));
  const warnings: string[] = [];
  const broken = await render(markdown("```mermaid\nno such diagram\n```"), {
    warnings,
  });
  assertStringIncludes(htmlOf(broken.blocks), "no such diagram");
  assertStringIncludes(warnings.join(), "a diagram is shown as text");
});

Deno.test("renderCell links notebooks as decks, cells as slides", async () => {
  const { blocks } = await render(
    markdown(
      "[a](04_bar.ipynb) [b](04_bar.ipynb#knock) [c](#knock) [d](data.csv)",
    ),
  );
  const links = [...htmlOf(blocks).matchAll(/href="([^"]*)"/g)].map((match) =>
    match[1]
  );
  assertEquals(links, [
    "04_bar.html",
    "04_bar.html#/knock",
    "#knock",
    "../data.csv",
  ]);
});

Deno.test("renderCell shows attachments and says which images are missing", async () => {
  const attachments = { "a b.png": { "image/png": "aGk=" } };
  const { blocks } = await render(
    markdown("![bar](attachment:a%20b.png)", { attachments }),
  );
  assertEquals(blocks[0].kind, "figure");
  assertStringIncludes(
    blocks[0].html,
    '<img src="data:image/png;base64,aGk=" alt="bar">',
  );
  const warnings: string[] = [];
  const missing = await render(
    markdown("![bar](attachment:no.png) ![](x.png)"),
    { warnings },
  );
  assertStringIncludes(htmlOf(missing.blocks), "bar (not included)");
  assertEquals(warnings, [
    'image "attachment:no.png" is left out: the cell has no attachment "no.png"',
    'image "x.png" is left out: there are no files in this test',
  ]);
});

Deno.test("renderCell keeps a folded answer in one block with its Markdown", async () => {
  const { blocks } = await render(
    markdown(
      "before\n\n<details><summary>Answer</summary>\n\nIt is a *pipe*.\n\n</details>\n\nafter",
    ),
  );
  assertEquals(blocks.length, 3);
  assertEquals(
    blocks[1].html.replace(/\s+/g, " ").trim(),
    "<details><summary>Answer</summary> <p>It is a <em>pipe</em>.</p> </details>",
  );
});

Deno.test("renderCell highlights code line by line and counts steps", async () => {
  const { blocks } = await render(
    {
      cell_type: "code",
      source: "const text = `a\nb`;\n",
      outputs: [],
      execution_count: null,
    },
    { settings: { lines: "1|2|all" } },
  );
  const [{ html, steps, columns }] = blocks;
  assertEquals(html.match(/<span class="line"/g)?.length, 2);
  assertEquals(html.match(/<i class="fragment line-step"><\/i>/g)?.length, 2);
  assertEquals([steps, columns], [3, 15]);
  const opened = html.match(/<span/g)?.length;
  assertEquals(opened, html.match(/<\/span>/g)?.length);
});

Deno.test("renderCell folds and removes what tags say", async () => {
  const cell = (tag: string) => ({
    ...outputs({ output_type: "stream", name: "stdout", text: "came" }),
    metadata: { tags: [tag] },
  });
  assertEquals(
    (await render(cell("remove-input"))).blocks.map(({ kind }) => kind),
    ["output"],
  );
  assertEquals(
    (await render(cell("remove-output"))).blocks.map(({ kind }) => kind),
    ["code"],
  );
  assertStringIncludes(
    (await render(cell("hide-input"))).blocks[0].html,
    '<details class="folded"><summary>Code</summary>',
  );
  assertStringIncludes(
    (await render(cell("hide-output"))).blocks[1].html,
    "<summary>Output</summary>",
  );
});

Deno.test("renderCell joins what one stream printed and keeps streams apart", async () => {
  const print = (name: string, text: string) => ({
    output_type: "stream",
    name,
    text,
  });
  const { blocks } = await render(
    outputs(
      print("stdout", "a"),
      print("stdout", "b\n"),
      print("stderr", "c"),
      print("stdout", "d"),
    ),
  );
  assertEquals(blocks.slice(1).map(({ text }) => text.trim()), [
    "ab",
    "c",
    "d",
  ]);
  assertStringIncludes(blocks[2].html, 'class="stderr"');
});

Deno.test("renderCell abridges long text, with a way to see all of it", async () => {
  const text = Array.from({ length: 100 }, (_, index) => `line ${index}\n`)
    .join("");
  const long = outputs({ output_type: "stream", name: "stdout", text });
  const { blocks: [, block] } = await render(long);
  assertStringIncludes(block.html, "<summary>86 more lines</summary>");
  assertEquals(block.lines, 15);
  assertStringIncludes(block.html, "line 50");
  const all = await render(long, { settings: { abridge: false } });
  assertFalse(all.blocks[1].html.includes("<summary>"));
  assertStringIncludes(
    (await render(long, { settings: { abridge: 40 } })).blocks[1].html,
    "60 more lines",
  );
});

Deno.test("renderCell wraps long lines, but not where spaces align columns", async () => {
  const sentence =
    "a sentence of more than sixty-four characters, as errors say them";
  const wraps = async (text: string) => {
    const output = { output_type: "stream", name: "stdout", text };
    const { blocks: [, block] } = await render(outputs(output));
    return block.html.includes('class="wrap"');
  };
  assertEquals(await wraps(sentence), true);
  assertEquals(await wraps(`${sentence}\nname    value`), false);
  assertEquals(await wraps("short"), false);
});

Deno.test("renderCell shows an error short, its traceback folded", async () => {
  const error = {
    output_type: "error",
    ename: "ConnectError",
    evalue: "refused <here>",
    traceback: ["\x1b[31mat\x1b[0m connect"],
  };
  const { blocks: [, block] } = await render({
    ...outputs(error),
    metadata: { tags: ["raises-exception"] },
  });
  assertStringIncludes(
    block.html,
    "Error, as expected: </span>ConnectError</p>",
  );
  assertStringIncludes(block.html, "refused &lt;here&gt;");
  assertStringIncludes(
    block.html,
    '<summary>Traceback</summary><pre tabindex="0" role="group" aria-label="Traceback"><span class="ansi-red-fg">at</span> connect',
  );
});

const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAYAAACddGYaAAAAAXNSR0IArs4c6QAAABBJREFUGJVj+M/A8B+GGVAAAGx4Bvq8Ab3TAAAAAElFTkSuQmCC";

const RICHEST: [string, Record<string, unknown>, string, string][] = [
  [
    "HTML before all",
    { "text/plain": "p", "text/html": "<b>h</b>", "image/png": PIXEL },
    "rich",
    "<b>h</b>",
  ],
  [
    "the next form where scripts were all there was",
    { "text/html": "<script>x</script>", "text/plain": "fallback" },
    "output",
    "fallback",
  ],
  [
    "SVG before bitmaps",
    {
      "image/png": PIXEL,
      "image/svg+xml": "<svg viewBox='0 0 4 2'><title>t</title></svg>",
    },
    "figure",
    "<svg",
  ],
  [
    "bitmaps before text",
    { "image/png": PIXEL, "text/plain": "a plot" },
    "figure",
    'alt="a plot"',
  ],
  [
    "maths",
    { "text/latex": "$\\displaystyle x^2$", "text/plain": "x**2" },
    "rich",
    "katex",
  ],
  [
    "Markdown",
    { "text/markdown": "*m*", "text/plain": "m" },
    "rich",
    "<em>m</em>",
  ],
  [
    "JSON",
    { "application/json": { a: [1] }, "text/plain": "x" },
    "output",
    "&quot;a&quot;",
  ],
  [
    "a widget's text",
    {
      "application/vnd.jupyter.widget-view+json": { model_id: "m" },
      "text/html": "<div id=w></div>",
      "text/plain": "IntSlider(value=7)",
    },
    "output",
    "IntSlider(value=7)",
  ],
  [
    "an image of a type only browsers know",
    { "image/webp": "UklGRg==", "text/plain": "w" },
    "figure",
    "data:image/webp;base64,UklGRg==",
  ],
];

for (const [name, data, kind, part] of RICHEST) {
  Deno.test(`renderCell shows ${name}`, async () => {
    const { blocks: [, block] } = await render(outputs(shown(data)));
    assertEquals(block.kind, kind);
    assertStringIncludes(block.html, part);
  });
}

Deno.test("renderCell says that an output has no form that can be shown", async () => {
  const warnings: string[] = [];
  const { blocks: [, block] } = await render(
    outputs(shown({ "application/javascript": "alert(1)" })),
    { warnings },
  );
  assertFalse(block.html.includes("alert"));
  assertStringIncludes(
    warnings[0],
    "none of its forms can be shown (application/javascript)",
  );
});

Deno.test("renderCell names images: by setting, by metadata, by text form, or tells the author", async () => {
  const alt = async (
    data: Record<string, unknown>,
    metadata = {},
    settings = {},
  ) => {
    const warnings: string[] = [];
    const { blocks: [, { html }] } = await render(
      outputs(shown(data, metadata)),
      { warnings, settings },
    );
    return [html.match(/alt="([^"]*)"/)?.[1], warnings.length];
  };
  const png = { "image/png": PIXEL };
  assertEquals(await alt(png, { alt: "meta" }, { alt: "setting" }), [
    "setting",
    0,
  ]);
  assertEquals(await alt(png, { alt: "meta" }), ["meta", 0]);
  assertEquals(await alt({ ...png, "text/plain": "said" }), ["said", 0]);
  assertEquals(await alt({ ...png, "text/plain": "<Figure size 640x480>" }), [
    "Image made by cell 1",
    1,
  ]);
});

Deno.test("renderCell gives a pandas table scopes and drops its style sheet", async () => {
  const html =
    '<div><style scoped>.dataframe { color: red }</style><table border="1" class="dataframe"><thead><tr><th></th><th>port</th></tr></thead><tbody><tr><th>0</th><td>80</td></tr></tbody></table></div>';
  const { blocks: [, block] } = await render(
    outputs(shown({ "text/html": html })),
  );
  assertStringIncludes(block.html, '<th scope="col">port</th>');
  assertStringIncludes(block.html, '<th scope="row">0</th>');
  assertFalse(/<style|color: red/.test(block.html));
});

Deno.test("renderCell keeps HTML of a trusted notebook as it is", async () => {
  const html = "<script>run()</script>";
  const { blocks: [, block] } = await render(
    outputs(shown({ "text/html": `${html}x` })),
    { trust: true },
  );
  assertStringIncludes(block.html, html);
  assert(
    htmlOf((await render(markdown(html), { trust: true })).blocks).includes(
      html,
    ),
  );
});
