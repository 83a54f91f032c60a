import { dirname, join } from "node:path";
import type { Browser } from "playwright-core";
import type { DeckReport } from "./export/export_options.ts";
import {
  type ExecutedNotebooks,
  executeNotebooks,
  isOwnNotebook,
} from "./export/execute_notebooks.ts";
import { exportNotebook } from "./export/export_notebook.ts";
import { notebookName } from "./export/notebook_name.ts";
import { DeckError } from "./export/prepare_deck.ts";
import { openBrowser } from "./layout/open_browser.ts";
import { mapInOrder } from "./map_in_order.ts";
import { CommandError, type SlidesCommand } from "./parse_command.ts";

/** A notebook of which no deck was made, and why. */
export interface DeckFailure {
  notebook: string;
  error: string;
}

/** What came of all notebooks. */
export interface DecksReport {
  notebooks: DeckReport[];
  failures: DeckFailure[];
  /** Whether slides were laid out in a browser. */
  browser: boolean;
}

/** Who asks for decks. */
export interface MakeDecksOptions {
  /** Ends it; what it has begun is cleared away first. */
  signal: AbortSignal;
  /** Told of each notebook. */
  tell: (event: DeckReport | DeckFailure) => void;
}

/**
 * Makes decks of notebooks, a few at the same time; one that fails does not keep the others from being made.
 *
 * Throws {@linkcode CommandError} if two would be written to the same file, and the signal's reason.
 */
export async function makeDecks(
  paths: string[],
  command: SlidesCommand,
  { signal, tell }: MakeDecksOptions,
): Promise<DecksReport> {
  const { options } = command;
  assertDistinctDecks(paths, options.output);
  const executed = await executeSome(paths, command, signal);
  const needed = options.layout || options.pdf ||
    options.handout !== undefined ||
    options.contactSheet;
  const browser = needed ? await openBrowser() : undefined;
  // What waits for the browser fails once it is gone.
  const stop = () => void browser?.close();
  signal.addEventListener("abort", stop);
  const report: DecksReport = {
    notebooks: [],
    failures: [],
    browser: browser !== undefined,
  };
  const make = (path: string) =>
    signal.aborted
      ? Promise.reject(signal.reason)
      : makeDeck(path, command, { executed, browser });
  try {
    for await (const made of mapInOrder(paths, AT_ONCE, make)) {
      signal.throwIfAborted();
      if ("error" in made) report.failures.push(made);
      else report.notebooks.push(made);
      tell(made);
    }
  } finally {
    signal.removeEventListener("abort", stop);
    await browser?.close();
    await executed?.remove();
  }
  return report;
}

/** A slide is measured by one core; more windows than these would only take memory. */
const AT_ONCE = Math.min(4, navigator.hardwareConcurrency);

async function makeDeck(
  path: string,
  { options }: SlidesCommand,
  { executed, browser }: {
    executed: (ExecutedNotebooks & { asked: Set<string> }) | undefined;
    browser: Browser | undefined;
  },
): Promise<DeckReport | DeckFailure> {
  const copy = executed?.copies.get(path);
  // Links lead to the notebook itself, not to a copy that will be gone.
  const source = options.source ?? (copy ? dirname(path) : undefined);
  try {
    if (executed?.asked.has(path) && !copy) {
      throw new DeckError(
        `Cannot make a deck of "${path}": it did not run to its end\n${executed.said}`,
      );
    }
    const from = copy ?? path;
    const made = await exportNotebook(from, { ...options, source }, browser);
    return { ...made, notebook: path };
  } catch (error) {
    return { notebook: path, error: (error as Error).message };
  }
}

function assertDistinctDecks(paths: string[], output: string): void {
  const seen = new Map<string, string>();
  for (const path of paths) {
    const name = notebookName(path);
    const other = seen.get(name);
    if (other !== undefined) {
      throw new CommandError(
        `Cannot make decks of both "${other}" and "${path}": each would be "${
          join(output, name)
        }.html"; use --output for one of them`,
      );
    }
    seen.set(name, path);
  }
}

async function executeSome(
  paths: string[],
  command: SlidesCommand,
  signal: AbortSignal,
): Promise<ExecutedNotebooks & { asked: Set<string> } | undefined> {
  const { root } = command.options;
  const wanted = paths.filter((path) =>
    command.execute ?? isOwnNotebook(path, root)
  );
  if (wanted.length === 0) return undefined;
  const executed = await executeNotebooks(wanted, root, signal);
  return { ...executed, asked: new Set(wanted) };
}

/** What makes a report a failure when nothing may be left to chance: overflow, and settings that are wrong. */
export function strictProblems(report: DecksReport): string[] {
  const problems = report.notebooks.flatMap((notebook) => [
    ...notebook.fitted.filter(({ overflow }) => overflow > 1).map((
      { cell, ratio, overflow },
    ) =>
      `${notebook.notebook}: cell "${cell}" overflows by ${overflow} px at ${ratio}`
    ),
    ...notebook.warnings.filter((warning) => /slides\./.test(warning)).map((
      warning,
    ) => `${notebook.notebook}: ${warning}`),
  ]);
  return report.browser
    ? problems
    : ["Cannot measure slides: no Chromium, Chrome or Edge found", ...problems];
}
