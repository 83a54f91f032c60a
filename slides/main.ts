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

async function main(): Promise<number> {
  const command = parseCommand(Deno.args, ROOT);
  if (command.name === "help") {
    console.log(HELP);
    return 0;
  }
  const paths = await findNotebooks(
    command.paths.length > 0 ? command.paths : [`${ROOT}notebooks/en`],
  );
  if (command.name === "index") {
    console.log(await writeIndex(paths, command.options, command.report));
    return 0;
  }
  return await decks(paths, command);
}

async function decks(paths: string[], command: SlidesCommand): Promise<number> {
  if (paths.length === 0) {
    throw new CommandError("Cannot make decks: no notebooks found");
  }
  const report = await makeDecks(paths, command, (event) => {
    if ("error" in event) console.error(event.error);
    else console.log(formatDeck(event));
  });
  const problems = command.strict ? strictProblems(report) : [];
  for (const problem of problems) console.error(problem);
  if (command.json) {
    const json = JSON.stringify({ ...report, problems }, null, 2);
    await Deno.writeTextFile(command.json, `${json}\n`);
  }
  return report.failures.length + problems.length > 0 ? 1 : 0;
}

if (import.meta.main) {
  let status = 2;
  try {
    status = await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  Deno.exit(status);
}
