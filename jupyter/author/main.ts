/**
 * Starts notebooks, cleans them and watches them: see `--help`.
 *
 * @module
 */
import { join, resolve } from "node:path";
import { EXIT, runCommand, userFolder } from "../command_line.ts";
import { findNotebooks } from "../find_notebooks.ts";
import { cleanFiles, cleanText } from "./clean_files.ts";
import { installFilter, uninstallFilter } from "./git_filter.ts";
import { HELP } from "./help.ts";
import { newNotebook } from "./new_notebook.ts";
import {
  type CleanCommand,
  parseAuthorCommand,
  type WatchCommand,
} from "./parse_command.ts";
import { watchNotebooks } from "./watch/watch_notebooks.ts";

const ROOT = resolve(import.meta.dirname!, "..", "..");
const NOTEBOOKS = join(ROOT, "notebooks", "en");
const SOLUTIONS = join(NOTEBOOKS, "solutions");

async function main(args: string[]): Promise<number> {
  const command = parseAuthorCommand(args);
  switch (command.name) {
    case "help":
      console.log(HELP[command.of]);
      return EXIT.done;
    case "new":
      return await start(command.notebook);
    case "clean":
      if (command.filter) return await setFilter(command.filter);
      if (command.paths[0] === "-") return await cleanStream();
      return await clean(command);
    case "watch":
      return await watch(command);
  }
}

async function start(name: string): Promise<number> {
  for (const path of await newNotebook(ROOT, name)) {
    console.log(`Wrote ${path}`);
  }
  console.log(`Run it: deno task notebooks notebooks/en/${name}.ipynb`);
  return EXIT.done;
}

async function clean({ paths, check }: CleanCommand): Promise<number> {
  const files = await findPaths(paths, [NOTEBOOKS, SOLUTIONS]);
  let failed = false;
  let changed = 0;
  for await (const { path, state, problem } of cleanFiles(files, { check })) {
    if (state === "clean") continue;
    changed++;
    failed ||= state !== "cleaned";
    if (problem) console.error(problem);
    else console.log(`${state === "dirty" ? "Not clean" : "Cleaned"}: ${path}`);
  }
  const all = `${files.length} notebook${files.length === 1 ? "" : "s"}`;
  if (changed === 0) console.log(`${all}, all clean`);
  return failed ? EXIT.failed : EXIT.done;
}

async function cleanStream(): Promise<number> {
  const text = await new Response(Deno.stdin.readable).text();
  await writeAll(new TextEncoder().encode(cleanText(text)));
  return EXIT.done;
}

async function writeAll(bytes: Uint8Array): Promise<void> {
  const writer = Deno.stdout.writable.getWriter();
  await writer.write(bytes);
  writer.releaseLock();
}

async function setFilter(what: "install" | "uninstall"): Promise<number> {
  if (what === "install") {
    await installFilter(ROOT, join(import.meta.dirname!, "main.ts"));
    console.log(
      `Git now cleans notebooks as they are added, in this clone. Undo it: deno task clean --uninstall-filter`,
    );
    return EXIT.done;
  }
  const removed = await uninstallFilter(ROOT);
  console.log(removed ? "The filter is gone." : "There was no filter.");
  return EXIT.done;
}

/** What ends a watch. */
const SIGNALS: Deno.Signal[] = Deno.build.os === "windows"
  ? ["SIGINT", "SIGBREAK"]
  : ["SIGINT", "SIGTERM", "SIGHUP"];

async function watch(command: WatchCommand): Promise<number> {
  const paths = await findPaths(command.paths, [NOTEBOOKS]);
  const stop = new AbortController();
  const end = () => stop.abort();
  for (const signal of SIGNALS) Deno.addSignalListener(signal, end);
  try {
    await watchNotebooks(paths, {
      ...command,
      root: ROOT,
      signal: stop.signal,
      write: (text) => Deno.stdout.writeSync(new TextEncoder().encode(text)),
    });
    return EXIT.done;
  } finally {
    for (const signal of SIGNALS) Deno.removeSignalListener(signal, end);
  }
}

async function findPaths(
  asked: string[],
  otherwise: string[],
): Promise<string[]> {
  const paths = asked.length > 0 ? asked : otherwise;
  return await findNotebooks(paths, ["", userFolder()]);
}

if (import.meta.main) {
  Deno.exitCode = await runCommand(() => main(Deno.args), console.error);
}
