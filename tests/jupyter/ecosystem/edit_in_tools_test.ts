/** The kit's notebooks in programs that convert, compare and clean notebooks: one smoke test each. */
import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { join } from "node:path";
import { cleanText } from "../../../jupyter/author/clean_files.ts";
import { formatNotebook } from "../../../jupyter/format_notebook.ts";
import { parseNotebook } from "../../../jupyter/parse_notebook.ts";
import { runNotebook } from "../../../jupyter/run/run_notebook.ts";
import { findTool, lacksTool } from "../../tools.ts";
import { NOTEBOOK_FOLDER } from "../run/make_notebook.ts";
import { JupyterTools, notebookPath } from "./jupyter_tools.ts";

const NOTEBOOK = "00_start_here.ipynb";
const COMMITTED = Deno.readTextFileSync(notebookPath(NOTEBOOK));

/** The notebook as a run leaves it. */
async function writeExecuted(path: string): Promise<void> {
  const { notebook, report } = await runNotebook(parseNotebook(COMMITTED), {
    cwd: NOTEBOOK_FOLDER,
  });
  assertEquals(report.failure, undefined);
  const text = formatNotebook(notebook);
  assert(text !== COMMITTED);
  await Deno.writeTextFile(path, text);
}

Deno.test(
  "jupytext: a notebook as a script and back is the same, ids and slide types too",
  {
    ignore: lacksTool("jupytext"),
  },
  async () => {
    await using tools = await JupyterTools.make();
    const path = await tools.copy(NOTEBOOK);
    await tools.run("jupytext", ["--to", "ts:percent", path]);
    const script = path.replace(/ipynb$/, "ts");
    await Deno.writeTextFile(
      script,
      (await Deno.readTextFile(script)).replace('"cider"', '"perry"'),
    );
    await tools.run("jupytext", ["--to", "ipynb", "--update", script]);
    assertEquals(
      cleanText(await Deno.readTextFile(path)),
      COMMITTED.replace('\\"cider\\"', '\\"perry\\"'),
    );
  },
);

Deno.test(
  "nbdime: a run changes no source, and a changed cell is the only difference",
  {
    ignore: lacksTool("nbdiff"),
  },
  async () => {
    await using tools = await JupyterTools.make();
    const executed = join(tools.folder, NOTEBOOK);
    await writeExecuted(executed);
    const compare = async (...args: string[]) =>
      (await tools.run("nbdiff", ["--no-color", ...args])).stdout;
    const committed = notebookPath(NOTEBOOK);
    assertEquals(await compare("--sources", committed, executed), "");
    const edited = join(tools.folder, "edited.ipynb");
    await Deno.writeTextFile(
      edited,
      COMMITTED.replace('\\"cider\\"', '\\"perry\\"'),
    );
    const difference = await compare(committed, edited);
    assertEquals(difference.match(/^## .*/gm), [
      "## modified /cells/4/source:",
    ]);
    assertStringIncludes(difference, '+const drink = "perry";');
  },
);

Deno.test(
  "nbstripout --keep-id: the executed notebook is the committed one again",
  {
    ignore: lacksTool("nbstripout"),
  },
  async () => {
    await using tools = await JupyterTools.make();
    const executed = join(tools.folder, NOTEBOOK);
    await writeExecuted(executed);
    const text = await Deno.readTextFile(executed);
    await tools.run("nbstripout", ["--keep-id", executed]);
    assertEquals(await Deno.readTextFile(executed), COMMITTED);
    assertEquals(cleanText(text), COMMITTED);
  },
);

Deno.test(
  "quarto render makes a deck with code, results and figure of a notebook (where Quarto is installed)",
  {
    ignore: findTool("quarto") === undefined,
  },
  async () => {
    await using tools = await JupyterTools.make();
    await writeExecuted(join(tools.folder, NOTEBOOK));
    // Unless told otherwise Quarto hides a deck's code and shrinks its figures to what a slide's text leaves. It leaves
    // slide types alone: since 1.7 it wraps objects in a cell's metadata before it looks for them, so that notes and
    // skipped cells are on the slides.
    await Deno.writeTextFile(
      join(tools.folder, "deck.yml"),
      "echo: true\nauto-stretch: false\nscrollable: true\n",
    );
    await tools.run("quarto", [
      "render",
      NOTEBOOK,
      "--to",
      "revealjs",
      "--metadata-file",
      "deck.yml",
    ]);
    const deck = await Deno.readTextFile(
      join(tools.folder, NOTEBOOK.replace(/ipynb$/, "html")),
    );
    assertStringIncludes(deck, '<h1 class="title">Start here</h1>');
    assertStringIncludes(deck, "Reveal.initialize");
    assertMatch(deck, /<code class="sourceCode typescript">/);
    assertStringIncludes(deck, "served so far: cider");
    assertStringIncludes(deck, "Values are not equal");
    const figure = deck.match(/<img data-src="([^"]+\.svg)"/)?.[1];
    assert(figure, "the deck shows the notebook's figure");
    assertStringIncludes(
      await Deno.readTextFile(join(tools.folder, figure)),
      "<svg",
    );
  },
);
