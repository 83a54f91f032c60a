import { parseArgs, type ParseArgsConfig } from "node:util";

/** The command line cannot be understood; the message says what it should be. */
export class CommandError extends Error {
  override name = "CommandError";
}

/** Exit codes of the commands, as each `--help` tells them. */
export const EXIT = { done: 0, failed: 1, misused: 2 } as const;

type Options = NonNullable<ParseArgsConfig["options"]>;

/** Reads options, and what stands beside them; throws {@linkcode CommandError} for an option that is not known. */
export function readArguments<const Known extends Options>(
  args: readonly string[],
  options: Known,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (cause) {
    const [reason] = (cause as Error).message.split(". ");
    throw new CommandError(
      `Cannot understand the command: ${reason}; see --help`,
      { cause },
    );
  }
}

/** Where the user stands: `deno task` runs in the project's folder and leaves the user's own in INIT_CWD. */
export function userFolder(): string {
  return Deno.env.get("INIT_CWD") ?? "";
}

/** Runs a command to its exit code; a failure's message, without its stack, goes to `complain`. */
export async function runCommand(
  command: () => Promise<number>,
  complain: (message: string) => void,
): Promise<number> {
  try {
    return await command();
  } catch (failure) {
    complain((failure as Error).message);
    return failure instanceof CommandError ? EXIT.misused : EXIT.failed;
  }
}
