import { parseArgs, type ParseArgsConfig } from "node:util";
import { COMMAND_NAMES, type CommandName } from "./help.ts";

/** What the command line asks for. */
export type Command =
  | { name: "help"; of: CommandName }
  | { name: "setup"; force: boolean; uninstall: boolean }
  | { name: "doctor" }
  | { name: "course"; paths: string[]; runnerOptions: string[] };

/** The command line cannot be understood; the message says why. */
export class CommandError extends Error {
  override name = "CommandError";
}

/**
 * Reads the command line; without a command it is `setup`.
 *
 * @throws {CommandError} If a command or an option is unknown.
 */
export function parseCommand(args: string[]): Command {
  const { name, rest } = splitCommand(args);
  if (rest.includes("--help") || rest.includes("-h")) {
    return { name: "help", of: name };
  }
  switch (name) {
    case "setup":
      return setupCommand(rest);
    case "doctor":
      parse(rest, {}, false);
      return { name };
    case "course":
      return courseCommand(rest);
  }
}

function splitCommand(args: string[]): { name: CommandName; rest: string[] } {
  const [first, ...rest] = args;
  if (first === undefined || first.startsWith("-")) {
    return { name: "setup", rest: args };
  }
  const name = COMMAND_NAMES.find((known) => known === first);
  if (name) return { name, rest };
  throw new CommandError(
    `Cannot run ${JSON.stringify(first)}: the commands are ${
      COMMAND_NAMES.join(", ")
    }`,
  );
}

function setupCommand(args: string[]): Command {
  const { values } = parse(args, {
    force: { type: "boolean" },
    uninstall: { type: "boolean" },
  }, false);
  return {
    name: "setup",
    force: values.force === true,
    uninstall: values.uninstall === true,
  };
}

function courseCommand(args: string[]): Command {
  const { values, positionals } = parse(args, {
    solutions: { type: "boolean" },
    jobs: { type: "string" },
    timeout: { type: "string" },
  }, true);
  const runnerOptions: string[] = [];
  if (values.solutions) runnerOptions.push("--solutions");
  for (const option of ["jobs", "timeout"]) {
    const value = values[option];
    if (typeof value !== "string") continue;
    if (!(Number(value) > 0)) {
      throw new CommandError(
        `Cannot use --${option} ${
          JSON.stringify(value)
        }: not a positive number`,
      );
    }
    runnerOptions.push(`--${option}`, value);
  }
  return { name: "course", paths: positionals, runnerOptions };
}

function parse(
  args: string[],
  options: NonNullable<ParseArgsConfig["options"]>,
  allowPositionals: boolean,
) {
  try {
    return parseArgs({ args, options, allowPositionals });
  } catch (cause) {
    const [sentence] = (cause as Error).message.split(". ");
    throw new CommandError(`Cannot understand the command: ${sentence}`, {
      cause,
    });
  }
}
