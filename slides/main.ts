/** `deno task slides`: decks, pages, handouts and the index of notebooks. */
import { exportNotebook } from "./export/export_notebook.ts";
import { findNotebooks } from "./export/find_notebooks.ts";
import {
  CommandError,
  HELP,
  parseCommand,
  type SlidesCommand,
} from "./parse_command.ts";
import type { DeckReport } from "./export/export_options.ts";
import { openBrowser } from "./layout/open_browser.ts";
import { writeIndex } from "./site/write_index.ts";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

async function main(): Promise<number> {
  const command = parseCommand(Deno.args, ROOT);
  if (command.name === "help") {
    console.log(HELP);
    return 0;
  }
  if (command.name === "index") return await makeIndex(command);
  return await makeDecks(command);
}

async function makeIndex(command: SlidesCommand): Promise<number> {
  const paths = await findNotebooks(
    command.paths.length > 0 ? command.paths : ["notebooks/en"],
  );
  console.log(await writeIndex(paths, command.options, command.report));
  return 0;
}

async function makeDecks(command: SlidesCommand): Promise<number> {
  const paths = await findNotebooks(
    command.paths.length > 0 ? command.paths : ["notebooks/en"],
  );
  const reports: DeckReport[] = [];
  const browser = command.options.layout ? await openBrowser() : undefined;
  for (const path of paths) {
    const report = await exportNotebook(path, command.options, browser);
    reports.push(report);
    console.log(`${report.deck}  ${report.slides} slides`);
    for (const { cell, ratio, action } of report.fitted) {
      console.log(`  ${ratio} ${cell}: ${action}`);
    }
    for (const warning of report.warnings) console.log(`  ! ${warning}`);
  }
  await browser?.close();
  if (command.json) {
    await Deno.writeTextFile(
      command.json,
      JSON.stringify({ notebooks: reports }, null, 2) + "\n",
    );
  }
  return 0;
}

if (import.meta.main) {
  try {
    Deno.exit(await main());
  } catch (error) {
    if (error instanceof CommandError) console.error(error.message);
    else throw error;
    Deno.exit(2);
  }
}
