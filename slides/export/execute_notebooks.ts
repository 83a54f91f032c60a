import { isAbsolute, join, relative, resolve } from "node:path";
import { DeckError } from "./prepare_deck.ts";

/** Notebooks after a run, and how to give the copies back. */
export interface ExecutedNotebooks {
  /** Path of the executed copy of each notebook that ran to its end. */
  copies: Map<string, string>;
  /** What the runner said, for those that did not. */
  said: string;
  remove(): Promise<void>;
}

/** What is read of the runner's report. */
interface RunReport {
  notebooks: { path: string; ok: boolean; output?: string }[];
}

/**
 * Runs notebooks in their kernel with the kit's runner, in a process of its own, and gives the executed copies.
 * `root` is the project's folder. Throws {@linkcode DeckError} if the runner itself could not work, and the signal's reason.
 */
export async function executeNotebooks(
  paths: string[],
  root: string,
  signal?: AbortSignal,
): Promise<ExecutedNotebooks> {
  const folder = await Deno.makeTempDir({ prefix: "slides-" });
  const remove = () => Deno.remove(folder, { recursive: true });
  try {
    const { report, said } = await run(paths, folder, root, signal);
    signal?.throwIfAborted();
    const copies = new Map<string, string>();
    for (const { path, ok, output } of report.notebooks) {
      const asked = paths.find((one) => resolve(one) === resolve(root, path));
      if (ok && output && asked) copies.set(asked, output);
    }
    return { copies, said, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function run(
  paths: string[],
  folder: string,
  root: string,
  signal?: AbortSignal,
): Promise<{ report: RunReport; said: string }> {
  const json = join(folder, "report.json");
  const runner = join(root, "jupyter", "main.ts");
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "-A", runner, "notebooks", "--output", folder],
      ...["--json", json],
      ...paths.map((path) => resolve(path)),
    ],
    cwd: root,
    signal,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  const said = [stdout, stderr]
    .map((bytes) => new TextDecoder().decode(bytes)).join("").trim();
  signal?.throwIfAborted();
  try {
    return { report: JSON.parse(await Deno.readTextFile(json)), said };
  } catch (cause) {
    throw new DeckError(`Cannot run the notebooks: ${said}`, { cause });
  }
}

/** Whether a notebook is one of the kit's own, which are committed without outputs. */
export function isOwnNotebook(path: string, root: string): boolean {
  const way = relative(resolve(root, "notebooks"), resolve(path));
  return !way.startsWith("..") && !isAbsolute(way);
}
