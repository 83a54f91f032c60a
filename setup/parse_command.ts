import { parseArgs, type ParseArgsConfig } from "node:util";
import { COMMAND_NAMES, type CommandName } from "./help.ts";
import type { InstallKernelspecOptions } from "./kernelspec/install_kernelspec.ts";
import type { FrontEnd } from "./lab/find_jupyter.ts";

/** What the command line asks for. */
export type Command =
  | { name: "help"; of: CommandName }
  | SetupCommand
  | { name: "doctor" }
  | { name: "course"; paths: string[]; runnerOptions: string[] }
  | LabCommand
  | { name: "check" }
  | { name: "test"; testArguments: string[] };

/** Getting the machine ready, or taking back what that did. */
export interface SetupCommand {
  name: "setup";
  force: boolean;
  uninstall: boolean;
  /** The kernelspec to install, if one is to be. */
  kernel?: InstallKernelspecOptions;
}

/** Opening a notebook in a front-end. */
export interface LabCommand {
  name: "lab";
  frontEnd: FrontEnd;
  /** The notebook that is meant, as it was typed. */
  notebook?: string;
  stock: boolean;
  /** Options handed on to Jupyter. */
  jupyterOptions: string[];
}

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
  const ours = rest.slice(0, endOfOptions(rest));
  if (ours.includes("--help") || ours.includes("-h")) {
    return { name: "help", of: name };
  }
  switch (name) {
    case "setup":
      return setupCommand(rest);
    case "doctor":
    case "check":
      parse(rest, {}, false);
      return { name };
    case "course":
      return courseCommand(rest);
    case "test":
      return { name, testArguments: rest };
    case "lab":
      return labCommand(ours, rest.slice(ours.length + 1));
  }
}

/** Where the options for another program begin: at `--`. */
function endOfOptions(args: string[]): number {
  const index = args.indexOf("--");
  return index < 0 ? args.length : index;
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

function setupCommand(args: string[]): SetupCommand {
  const { values } = parse(args, {
    force: { type: "boolean" },
    uninstall: { type: "boolean" },
    stock: { type: "boolean" },
    kernel: { type: "string" },
    "no-kernel": { type: "boolean" },
  }, false);
  const force = values.force === true;
  const uninstall = values.uninstall === true;
  if (uninstall || values["no-kernel"]) {
    return { name: "setup", force, uninstall };
  }
  const kernel: InstallKernelspecOptions = {
    force,
    stock: values.stock === true,
  };
  if (typeof values.kernel === "string") {
    kernel.name = kernelName(values.kernel);
  }
  return { name: "setup", force, uninstall, kernel };
}

/** Source: Jupyter's documentation, "Making kernels for Jupyter": names of kernelspecs. */
function kernelName(name: string): string {
  if (/^[a-z0-9_.-]+$/i.test(name) && !/^\.+$/.test(name)) return name;
  throw new CommandError(
    `Cannot use --kernel ${
      JSON.stringify(name)
    }: a kernel's name has letters, digits, "-", "_" and "." only`,
  );
}

function labCommand(args: string[], jupyterOptions: string[]): LabCommand {
  const { values, positionals } = parse(args, {
    notebook: { type: "boolean" },
    stock: { type: "boolean" },
    "no-browser": { type: "boolean" },
  }, true);
  if (positionals.length > 1) {
    throw new CommandError(
      `Cannot open ${positionals.length} notebooks at once: name one`,
    );
  }
  return {
    name: "lab",
    frontEnd: values.notebook ? "notebook" : "lab",
    notebook: positionals[0],
    stock: values.stock === true,
    jupyterOptions: values["no-browser"]
      ? ["--no-browser", ...jupyterOptions]
      : jupyterOptions,
  };
}

function courseCommand(args: string[]): Command {
  const { values, positionals } = parse(args, {
    solutions: { type: "boolean" },
    stock: { type: "boolean" },
    jobs: { type: "string" },
    timeout: { type: "string" },
  }, true);
  const runnerOptions: string[] = [];
  if (values.solutions) runnerOptions.push("--solutions");
  if (values.stock) runnerOptions.push("--stock");
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
