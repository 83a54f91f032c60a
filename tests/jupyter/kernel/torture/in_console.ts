/** Runs the torture notebook's cells in `jupyter console`, a line each. */
import { stripVTControlCharacters } from "node:util";
import { findTool } from "../../../tools.ts";
import { NOTEBOOK_FOLDER } from "../../run/make_notebook.ts";
import type { Bench } from "./bench.ts";
import { plainValue, type ShownCells } from "./judge_cells.ts";
import { shutDownFromBeside } from "./other_front_end.ts";
import { TORTURE_CELLS, WAITS } from "./torture_notebook.ts";

/** Types the cells, presses Ctrl-C when one waits, and reads what stands between the prompts. */
export async function runInConsole(bench: Bench): Promise<ShownCells> {
  // What it prints and its errors are one text here, as on a terminal.
  const child = new Deno.Command("sh", {
    args: [
      ...["-c", 'exec "$0" "$@" 2>&1', findTool("jupyter")!],
      ...["console", "--simple-prompt", "--kernel", bench.kernel],
    ],
    cwd: NOTEBOOK_FOLDER,
    env: {
      JUPYTER_PATH: bench.jupyterPath,
      JUPYTER_RUNTIME_DIR: bench.folder,
      PYTHONUNBUFFERED: "1",
      NO_COLOR: "1",
    },
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const lines = TORTURE_CELLS.map(({ source }) => `${source}\n`).join("");
  const timer = setTimeout(() => {
    child.kill("SIGKILL");
    // Its kernel would hold the stream open.
    shutDownFromBeside(bench.folder);
  }, bench.patience);
  const typing = new Blob([lines]).stream().pipeTo(child.stdin);
  let text = "";
  let interrupted = false;
  for await (const piece of child.stdout.pipeThrough(new TextDecoderStream())) {
    text += piece;
    if (interrupted || !text.includes(WAITS)) continue;
    interrupted = true;
    child.kill("SIGINT");
  }
  await typing;
  await child.status;
  clearTimeout(timer);
  return cellsIn(text);
}

/** What stands behind each prompt, in the form in which notebooks are judged. */
function cellsIn(text: string): ShownCells {
  const shown = stripVTControlCharacters(text).split(/^In \[\d+\]: /m).slice(1);
  return TORTURE_CELLS.map(({ shows }, index) => {
    // A blank line stands before the next prompt.
    const lines = shown[index]?.replace(/\n$/, "").replace(
      /^Out\[\d+\]: (.*)$/m,
      (_, value) => plainValue(value),
    );
    return lines === undefined ? undefined : withoutTraceback(lines, shows);
  });
}

/** An error's message and the lines below it are the kernel's own choice, as far as it is judged by its name. */
function withoutTraceback(text: string, shows: string): string {
  const error = /^(?:\w*Error)(?:: .*)?$/m.exec(shows)?.[0];
  if (error === undefined) return text;
  const at = text.search(new RegExp(`^${error}\\b`, "m"));
  return at < 0 ? text : `${text.slice(0, at)}${error}\n`;
}
