/** The kit's notebooks in programs that run notebooks: one smoke test each. */
import { assertEquals } from "@std/assert";
import { dirname, join } from "node:path";
import { parseNotebook } from "../../../jupyter/parse_notebook.ts";
import { findPython } from "../run_python.ts";
import { lacksPythonModule, lacksTool } from "../../tools.ts";
import { JupyterTools, notebookPath } from "./jupyter_tools.ts";

/** Has a cell that fails on purpose. */
const START = "00_start_here.ipynb";
/** Has none: papermill takes any error for a failure, whatever the cell's tags say. */
const PROTOCOLS = "01_protocols.ipynb";

Deno.test("nbconvert --execute runs a notebook", {
  ignore: lacksTool("jupyter") || lacksPythonModule("nbconvert"),
}, async () => {
  await using tools = await JupyterTools.make();
  const to = ["--to", "notebook", "--output-dir", tools.folder];
  await tools.run("jupyter", [
    ...["nbconvert", "--execute", ...to, notebookPath(START)],
  ]);
  assertRanWell(join(tools.folder, START));
});

Deno.test("nbclient runs a notebook", {
  ignore: lacksPythonModule("nbclient"),
}, async () => {
  await using tools = await JupyterTools.make();
  const source = notebookPath(START);
  const output = join(tools.folder, START);
  const program = `import sys, nbformat
from nbclient import NotebookClient
source, folder, output = sys.argv[1:]
notebook = nbformat.read(source, as_version=4)
resources = {"metadata": {"path": folder}}
NotebookClient(notebook, timeout=60, resources=resources).execute()
nbformat.validate(notebook)
nbformat.write(notebook, output)`;
  await tools.run(findPython(), [
    ...["-c", program, source, dirname(source), output],
  ]);
  assertRanWell(output);
});

Deno.test("papermill runs a notebook", {
  ignore: lacksTool("papermill"),
}, async () => {
  await using tools = await JupyterTools.make();
  const source = notebookPath(PROTOCOLS);
  const output = join(tools.folder, PROTOCOLS);
  await tools.run("papermill", [
    ...["--no-progress-bar", "--cwd", dirname(source), source, output],
  ]);
  assertRanWell(output);
});

/** Every cell ran, and only those that may fail did. */
function assertRanWell(path: string): void {
  const { cells } = parseNotebook(Deno.readTextFileSync(path), path);
  const code = cells.filter((cell) => cell.cell_type === "code");
  assertEquals(
    code.filter(({ execution_count }) => execution_count === null)
      .map(({ id }) => id),
    [],
  );
  const failed = code.filter(({ metadata, outputs }) =>
    outputs.some(({ output_type }) => output_type === "error") &&
    !metadata.tags?.includes("raises-exception")
  );
  assertEquals(failed.map(({ id }) => id), []);
}
