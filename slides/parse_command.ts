import { parseArgs } from "node:util";
import {
  ASPECT_RATIOS,
  type AspectRatio,
  type ThemeName,
  THEMES,
} from "./settings/deck_settings.ts";
import type { ExportOptions } from "./export/export_options.ts";

/** What the command line asks for. */
export interface SlidesCommand {
  name: "decks" | "index" | "help";
  paths: string[];
  options: ExportOptions;
  /** Runs the notebooks first: always, never, or only the kit's own. */
  execute?: boolean;
  /** Any slide that overflows, and any warning about settings, is a failure. */
  strict: boolean;
  /** Where the report goes, as JSON. */
  json?: string;
  /** The runner's report, from which the index takes what was done. */
  report?: string;
}

/** The command line cannot be understood; the message says what to do. */
export class CommandError extends Error {
  override name = "CommandError";
}

/** What `--help` prints. */
export const HELP = `Makes decks, pages and handouts of notebooks.

  deno task slides [decks] [paths] [options]   one HTML file for each notebook
  deno task slides index [paths] [options]     the index page of what was made

Paths are notebooks or folders of them; without any: notebooks/en.

  --output DIR       where files go (slides/dist)
  --execute          run the notebooks first (default for the kit's own)
  --no-execute       take outputs as they were saved
  --page             also a page that reads as a chapter
  --pdf              also a PDF, one slide on each page, without notes
  --handout [2|3]    also a PDF with 2 or 3 slides on each page, and notes
  --contact-sheet    also a picture of all slides
  --public           leave the speaker's notes out of everything
  --theme NAME       ${THEMES.join(", ")}
  --ratio RATIO      ${ASPECT_RATIOS.join(", ")}
  --no-layout        do not measure slides in a browser
  --strict           fail if a slide overflows or a setting is wrong
  --trust            keep the notebooks' own HTML and scripts as they are
  --source DIR       where students find the notebooks, for links back
  --source-url URL   address of a server that shows them, for links back
  --json FILE        write a report
  --report FILE      (index) the runner's report: exercises done
  --help             this text

A cell's "slides" metadata may set title, lines ("1-3|5"), layout ("beside",
"below"), fontSize, background, transition, fragment, alt, abridge; the
notebook's: title, author, date, theme, aspectRatio, language, summary, minutes.
`;

const FLAGS = {
  output: { type: "string", default: "slides/dist" },
  execute: { type: "boolean" },
  "no-execute": { type: "boolean" },
  page: { type: "boolean", default: false },
  pdf: { type: "boolean", default: false },
  handout: { type: "string" },
  "contact-sheet": { type: "boolean", default: false },
  public: { type: "boolean", default: false },
  theme: { type: "string" },
  ratio: { type: "string" },
  "no-layout": { type: "boolean", default: false },
  strict: { type: "boolean", default: false },
  trust: { type: "boolean", default: false },
  source: { type: "string" },
  "source-url": { type: "string" },
  json: { type: "string" },
  report: { type: "string" },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** Reads the command line; `root` is the project's folder. Throws {@linkcode CommandError}. */
export function parseCommand(args: string[], root: string): SlidesCommand {
  const { values, positionals } = readArguments(args);
  const isCommand = ["decks", "index", "help"].includes(positionals[0]);
  const name =
    (values.help
      ? "help"
      : isCommand
      ? positionals[0]
      : "decks") as SlidesCommand["name"];
  const paths = isCommand ? positionals.slice(1) : positionals;
  return {
    name,
    paths,
    execute: values["no-execute"] ? false : values.execute,
    strict: values.strict,
    json: values.json,
    report: values.report,
    options: {
      output: values.output,
      theme: oneOf("--theme", values.theme, THEMES) as ThemeName | undefined,
      ratio: oneOf("--ratio", values.ratio, ASPECT_RATIOS) as
        | AspectRatio
        | undefined,
      trust: values.trust,
      isPublic: values.public,
      layout: !values["no-layout"],
      page: values.page,
      pdf: values.pdf,
      handout: readHandout(values.handout),
      contactSheet: values["contact-sheet"],
      source: values.source,
      sourceUrl: values["source-url"],
      root,
    },
  };
}

function readArguments(args: string[]) {
  // `--handout` alone means two slides on a page.
  const spelled = args.map((argument, index) =>
    argument === "--handout" && !/^\d+$/.test(args[index + 1] ?? "")
      ? "--handout=2"
      : argument
  );
  try {
    return parseArgs({ args: spelled, options: FLAGS, allowPositionals: true });
  } catch (cause) {
    throw new CommandError(
      `Cannot understand the command: ${
        (cause as Error).message.split(". ")[0]
      }; see --help`,
      { cause },
    );
  }
}

function oneOf(
  flag: string,
  value: string | undefined,
  known: readonly string[],
): string | undefined {
  if (value === undefined || known.includes(value)) return value;
  throw new CommandError(
    `Cannot use ${flag} "${value}": expected one of ${known.join(", ")}`,
  );
}

function readHandout(value: string | undefined): 2 | 3 | undefined {
  if (value === undefined) return undefined;
  if (value === "2" || value === "3") return Number(value) as 2 | 3;
  throw new CommandError(`Cannot use --handout "${value}": expected 2 or 3`);
}
