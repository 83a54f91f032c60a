import { CommandError, readArguments } from "../command_line.ts";

/** What an author asks for. */
export type AuthorCommand =
  | { name: "help"; of: "all" | "new" | "clean" | "watch" }
  | { name: "new"; notebook: string }
  | CleanCommand
  | WatchCommand;

/** `clean`: files, standard input (`-`), or git's filter. */
export interface CleanCommand {
  name: "clean";
  paths: string[];
  check: boolean;
  filter?: "install" | "uninstall";
}

/** `watch`: run again what changed. */
export interface WatchCommand {
  name: "watch";
  paths: string[];
  /** Where the decks are served; 0 for any free port. */
  port: number;
  deck: boolean;
  solutions: boolean;
}

const HELP = { help: { type: "boolean", short: "h" } } as const;
const FLAG = { type: "boolean" } as const;
const OPTIONS = {
  new: HELP,
  clean: {
    ...HELP,
    check: FLAG,
    "install-filter": FLAG,
    "uninstall-filter": FLAG,
  },
  watch: {
    ...HELP,
    port: { type: "string" },
    "no-deck": FLAG,
    solutions: FLAG,
  },
} as const;

/** Reads the command line. Throws {@linkcode CommandError}. */
export function parseAuthorCommand(args: readonly string[]): AuthorCommand {
  const [name, ...rest] = args;
  if (name === "--help" || name === "-h" || name === "help") {
    return { name: "help", of: "all" };
  }
  if (name !== "new" && name !== "clean" && name !== "watch") {
    throw new CommandError(
      `Cannot understand the command "${
        name ?? ""
      }": expected new, clean or watch; see --help`,
    );
  }
  const { values, positionals } = readOptions(name, rest);
  if (values.help) return { name: "help", of: name };
  if (name === "new") return { name, notebook: onlyName(positionals) };
  if (name === "watch") {
    return {
      name,
      paths: positionals,
      port: readPort(values.port),
      deck: !values["no-deck"],
      solutions: values.solutions ?? false,
    };
  }
  return readClean(values, positionals);
}

type Values = Partial<
  & Record<
    "help" | "check" | "install-filter" | "uninstall-filter",
    boolean
  >
  & Record<"no-deck" | "solutions", boolean>
  & { port: string }
>;

function readOptions(
  name: keyof typeof OPTIONS,
  args: string[],
): { values: Values; positionals: string[] } {
  const options: Record<string, { type: "boolean" | "string" }> = OPTIONS[name];
  return readArguments(args, options);
}

function onlyName(positionals: string[]): string {
  if (positionals.length === 1) return positionals[0];
  throw new CommandError(
    `Cannot start a notebook: expected one name, such as "deno task new 11_udp"`,
  );
}

function readClean(values: Values, paths: string[]): CleanCommand {
  const install = values["install-filter"] ?? false;
  const uninstall = values["uninstall-filter"] ?? false;
  const check = values.check ?? false;
  const alone = !check && paths.length === 0;
  if ((install || uninstall) && !(alone && install !== uninstall)) {
    throw new CommandError(
      "Cannot use --install-filter or --uninstall-filter with anything else: give it alone",
    );
  }
  if (paths.includes("-") && (paths.length > 1 || check)) {
    throw new CommandError(
      `Cannot clean "-" with anything else: it reads one notebook from standard input`,
    );
  }
  if (install) return { name: "clean", paths, check, filter: "install" };
  if (uninstall) return { name: "clean", paths, check, filter: "uninstall" };
  return { name: "clean", paths, check };
}

function readPort(text = "0"): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new CommandError(
    `Cannot use --port "${text}": expected a port from 0 to 65535`,
  );
}
