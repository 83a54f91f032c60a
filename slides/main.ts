/** `deno task slides`: decks, pages, handouts and the index of notebooks. */
import { fileURLToPath } from "node:url";
import { findNotebooks } from "./export/find_notebooks.ts";
import { formatDeck } from "./format_deck.ts";
import { makeDecks, strictProblems } from "./make_decks.ts";
import {
  CommandError,
  HELP,
  parseCommand,
  type SlidesCommand,
} from "./parse_command.ts";
import { writeIndex } from "./site/write_index.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

/** Signals that end the program, and what it then ends with: 128 + their number. */
const SIGNALS: [Deno.Signal, number][] = Deno.build.os === "windows"
  ? [["SIGINT", 130], ["SIGBREAK", 130]]
  : [["SIGINT", 130], ["SIGTERM", 143], ["SIGHUP", 129]];

async function main(signal: AbortSignal): Promise<number> {
  const command = parseCommand(Deno.args, ROOT);
  if (command.name === "help") {
    console.log(HELP);
    return 0;
  }
  const paths = await findNotebooks(
    command.paths.length > 0 ? command.paths : [`${ROOT}notebooks/en`],
    // `deno task` runs in the project's folder and leaves the user's own here.
    Deno.env.get("INIT_CWD"),
  );
  if (command.name === "index") {
    console.log(await writeIndex(paths, command.options, command.report));
    return 0;
  }
  return await decks(paths, command, signal);
}

async function decks(
  paths: string[],
  command: SlidesCommand,
  signal: AbortSignal,
): Promise<number> {
  if (paths.length === 0) {
    throw new CommandError("Cannot make decks: no notebooks found");
  }
  const report = await makeDecks(paths, command, {
    signal,
    tell: (event) => {
      if ("error" in event) console.error(event.error);
      else console.log(formatDeck(event));
    },
  });
  const problems = command.strict ? strictProblems(report) : [];
  for (const problem of problems) console.error(problem);
  if (command.json) {
    const json = JSON.stringify({ ...report, problems }, null, 2);
    await Deno.writeTextFile(command.json, `${json}\n`);
  }
  return report.failures.length + problems.length > 0 ? 1 : 0;
}

/** Ends with what `main` says; a signal lets it clear away what it has begun. */
async function runInterruptibly(): Promise<number> {
  const stop = new AbortController();
  let interrupted = 0;
  for (const [signal, code] of SIGNALS) {
    Deno.addSignalListener(signal, () => {
      interrupted ||= code;
      stop.abort(new Error("Interrupted"));
    });
  }
  try {
    return await main(stop.signal);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return interrupted || 2;
  }
}

if (import.meta.main) Deno.exit(await runInterruptibly());
