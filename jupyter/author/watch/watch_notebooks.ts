import { basename, dirname, join, resolve } from "node:path";
import { ProgressLines } from "../../progress/progress_lines.ts";
import { formatFailure } from "../../progress/format_report.ts";
import { runNotebooks } from "../../run/run_notebooks.ts";
import { DeckServer } from "./deck_server.ts";
import { NotebookChanges } from "./notebook_changes.ts";
import { RunQueue } from "./run_queue.ts";
import { watchFiles } from "./watch_files.ts";

/** How to watch. */
export interface WatchOptions {
  /** The project's folder. */
  root: string;
  /** Where decks are shown; 0 for any free port. */
  port: number;
  /** Whether decks are made and shown. */
  deck: boolean;
  /** Run with solutions. */
  solutions: boolean;
  /** Ends the watch. */
  signal: AbortSignal;
  /** Told what happens, in whole lines. */
  write: (text: string) => void;
}

/** Runs notebooks, and again whatever changes concern, until the signal. Nothing is left behind. */
export async function watchNotebooks(
  paths: readonly string[],
  options: WatchOptions,
): Promise<void> {
  const { root, signal, write } = options;
  const folder = await Deno.makeTempDir({ prefix: "watch-" });
  try {
    await using server = options.deck
      ? new DeckServer(folder, options.port)
      : undefined;
    const changes = await NotebookChanges.of(root, paths);
    const queue = new RunQueue(
      (path, stop) =>
        runOne(path, folder, { ...options, signal: stop }, server),
      signal,
    );
    if (server) write(`Decks: ${server.url}\n`);
    queue.add(paths);
    const take = async (files: Set<string>) => {
      const concerned = await changes.concernedBy(files);
      if (concerned.length === 0) return;
      const names = concerned.map((path) => basename(path));
      write(`\nChanged: run ${names.join(", ")}\n`);
      queue.add(concerned);
    };
    await watchFiles(
      changes.folders(),
      (files) => take(files).catch(({ message }) => write(`${message}\n`)),
      signal,
    );
    await queue.idle();
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function runOne(
  path: string,
  folder: string,
  options: WatchOptions,
  server: DeckServer | undefined,
): Promise<void> {
  const { signal, solutions, write } = options;
  const executed = join(folder, "executed");
  const report = await runNotebooks([path], {
    observer: new ProgressLines(write),
    output: executed,
    signal,
    solutions,
  });
  if (signal.aborted) return;
  const [notebook] = report.notebooks;
  if (notebook.failure) {
    const again = `deno task notebooks ${path}`;
    write(`${formatFailure(notebook, again, { colour: false })}\n`);
  }
  if (!server || notebook.output === undefined) return;
  const { name, problem } = await makeDeck(
    notebook.output,
    path,
    folder,
    options,
  );
  if (signal.aborted) return;
  if (problem) write(`${problem}\n`);
  else server.show(name);
}

/** Makes the deck of an executed notebook; the name that slides gave it, or what they said if they could not. */
async function makeDeck(
  executed: string,
  path: string,
  folder: string,
  { root, signal }: WatchOptions,
): Promise<{ name: string; problem?: string }> {
  const json = join(folder, "deck.json");
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "-A", join(root, "slides", "main.ts"), "decks", executed],
      ...["--no-execute", "--no-layout", "--output", folder],
      ...["--source", dirname(resolve(path)), "--json", json],
    ],
    cwd: root,
    signal,
    stdin: "null",
    stdout: "null",
  }).output();
  if (!success) {
    return { name: "", problem: new TextDecoder().decode(stderr).trim() };
  }
  const { notebooks: [{ deck }] } = JSON.parse(await Deno.readTextFile(json));
  return { name: basename(deck, ".html") };
}
