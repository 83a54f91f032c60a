/** Everything that the notebook runner is measured by: whole commands, from their start to their end. */
import { join } from "node:path";
import { formatNotebook } from "../../../jupyter/format_notebook.ts";
import { makeNotebook } from "../../jupyter/run/make_notebook.ts";
import { fromFileUrl } from "../../project_files.ts";
import { findTool } from "../../tools.ts";
import type { Contender, Measure } from "../ratio.ts";

const RUNNER = fromFileUrl("jupyter/main.ts");
/** Ignored by git, and inside the project: from here the kernel finds deno.json. */
const BUILD_FOLDER = fromFileUrl("tests/bench/.build/");

/** What most cells of the course do: something over loopback, and a line about it. */
function exchangeCell(cell: number): string {
  return cell === 0
    ? `import { connect, listen, readLine, writeAll } from "sockets";`
    : `{
  using bar = await listen();
  using client = await connect("127.0.0.1", bar.addr.port);
  using guest = await bar.accept();
  await writeAll(client, "order ${cell}\\n");
  console.log(await readLine(guest));
}`;
}

/** Writes the notebooks to be run, and a kernelspec for those who need one. */
export async function notebookMeasures(): Promise<
  { measures: Measure[]; cleanUp(): Promise<void> }
> {
  await Deno.mkdir(BUILD_FOLDER, { recursive: true });
  const folder = await Deno.makeTempDir({ dir: BUILD_FOLDER });
  const jupyterPath = await writeKernelspec(folder);
  const save = async (name: string, cells: number) => {
    const path = join(folder, name);
    const sources = Array.from(
      { length: cells },
      (_, cell) => exchangeCell(cell),
    );
    await Deno.writeTextFile(path, formatNotebook(makeNotebook(...sources)));
    return path;
  };
  const ten = await save("ten.ipynb", 10);
  const twin = await save("twin.ipynb", 10);
  const hundred = await save("hundred.ipynb", 100);
  const measures = [inParallel([ten, twin])];
  if (findTool("jupyter")) {
    measures.push(
      againstNbconvert(ten, 10, 4, jupyterPath),
      againstNbconvert(hundred, 100, 3, jupyterPath),
    );
  }
  return {
    measures,
    cleanUp: () => Deno.remove(folder, { recursive: true }),
  };
}

function againstNbconvert(
  path: string,
  cells: number,
  goal: number,
  jupyterPath: string,
): Measure {
  const options = ["--to", "notebook", "--execute", "--output", "executed"];
  const nbconvert = command(
    "jupyter nbconvert --execute",
    findTool("jupyter")!,
    ["nbconvert", ...options, "--log-level", "ERROR", path],
    cells,
    { JUPYTER_PATH: jupyterPath },
  );
  return {
    name: `a notebook of ${cells} cells`,
    unit: "cells",
    ours: runner("deno task notebooks", [path], cells),
    peers: [{ ...nbconvert, goal }],
  };
}

function inParallel(paths: string[]): Measure {
  const cells = 10 * paths.length;
  return {
    name: "two notebooks of 10 cells",
    unit: "cells",
    ours: runner("in parallel", [...paths, "--jobs", "2"], cells),
    peers: [{
      ...runner("in turn", [...paths, "--jobs", "1"], cells),
      goal: 1.6,
    }],
  };
}

function runner(name: string, args: string[], cells: number): Contender {
  return command(
    name,
    Deno.execPath(),
    ["run", "-A", "-q", RUNNER, "notebooks", ...args],
    cells,
  );
}

/** A contender that is timed from outside: cells per second of the whole command. */
function command(
  name: string,
  path: string,
  args: string[],
  cells: number,
  env: Record<string, string> = {},
): Contender {
  return {
    name,
    async rate() {
      const start = performance.now();
      const { success, stderr, stdout } = await new Deno.Command(path, {
        args,
        env,
      }).output();
      if (success) return cells / ((performance.now() - start) / 1000);
      const said = new TextDecoder().decode(stderr.length ? stderr : stdout);
      throw new Error(`Cannot measure "${name}": it failed and said ${said}`);
    },
  };
}

async function writeKernelspec(folder: string): Promise<string> {
  const spec = join(folder, "jupyter", "kernels", "deno");
  await Deno.mkdir(spec, { recursive: true });
  await Deno.writeTextFile(
    join(spec, "kernel.json"),
    JSON.stringify({
      argv: [
        Deno.execPath(),
        "jupyter",
        "--kernel",
        "--conn",
        "{connection_file}",
      ],
      display_name: "Deno",
      language: "typescript",
    }),
  );
  return join(folder, "jupyter");
}
