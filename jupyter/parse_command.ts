import { KERNEL_PORTS, type PortRange } from "./client/pick_ports.ts";
import { CommandError, readArguments } from "./command_line.ts";

/** What the command line asks for. */
export type Command =
  | { name: "help"; of: "notebooks" | "check" | undefined }
  | NotebooksCommand
  | { name: "check"; paths: string[] };

/** `notebooks`: run them. */
export interface NotebooksCommand {
  name: "notebooks";
  paths: string[];
  write: boolean;
  solutions: boolean;
  stock: boolean;
  output?: string;
  json?: string;
  /** Milliseconds. */
  cellTimeout?: number;
  /** Milliseconds. */
  startTimeout?: number;
  jobs?: number;
  ports: PortRange;
}

/** Reads the command line; without a command it is `notebooks`. Throws {@linkcode CommandError}. */
export function parseCommand(args: readonly string[]): Command {
  const [first, ...rest] = args;
  if (first === "--help" || first === "-h" || first === "help") {
    return { name: "help", of: undefined };
  }
  const named = first === "notebooks" || first === "check";
  const name = named ? first : "notebooks";
  const { values, positionals } = parseOptions(named ? rest : [...args], name);
  if (values.help) return { name: "help", of: name };
  if (name === "check") return { name, paths: positionals };
  if (values.write && values.solutions) {
    throw new CommandError(
      `Cannot use "--write" with "--solutions": that would write the solutions into the students' notebooks; use --output`,
    );
  }
  return {
    name,
    paths: positionals,
    write: values.write ?? false,
    solutions: values.solutions ?? false,
    stock: values.stock ?? false,
    output: values.output,
    json: values.json,
    cellTimeout: parseSeconds("--timeout", values.timeout),
    startTimeout: parseSeconds("--start-timeout", values["start-timeout"]),
    jobs: parseJobs(values.jobs),
    ports: parsePorts(values.ports),
  };
}

const HELP_OPTION = { help: { type: "boolean", short: "h" } } as const;
const RUN_OPTIONS = {
  ...HELP_OPTION,
  write: { type: "boolean" },
  solutions: { type: "boolean" },
  stock: { type: "boolean" },
  output: { type: "string" },
  json: { type: "string" },
  timeout: { type: "string" },
  "start-timeout": { type: "string" },
  jobs: { type: "string", short: "j" },
  ports: { type: "string" },
} as const;

function parseOptions(args: string[], name: "notebooks" | "check") {
  type Values = Partial<
    & Record<"help" | "write" | "solutions" | "stock", boolean>
    & Record<
      "output" | "json" | "timeout" | "start-timeout" | "jobs" | "ports",
      string
    >
  >;
  const options = name === "check" ? HELP_OPTION : RUN_OPTIONS;
  const { values, positionals } = readArguments(args, options);
  return { values: values as Values, positionals };
}

function parseSeconds(option: string, text?: string): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (text.trim() !== "" && seconds > 0 && seconds <= 86_400) {
    return seconds * 1000;
  }
  throw new CommandError(
    `Cannot use ${option} "${text}": expected seconds, more than 0 and at most 86400`,
  );
}

function parseJobs(text?: string): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new CommandError(
    `Cannot use --jobs "${text}": expected a whole number from 1 to 999`,
  );
}

function parsePorts(text?: string): PortRange {
  if (text === undefined) return KERNEL_PORTS;
  const [, from, to] = /^(\d+)-(\d+)$/.exec(text)?.map(Number) ?? [];
  if (from >= 1 && from <= to && to <= 65_535) return { from, to };
  throw new CommandError(
    `Cannot use --ports "${text}": expected two ports like 20000-32767`,
  );
}
