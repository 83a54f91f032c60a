/** How a run of Deno ended. */
export interface DenoRun {
  success: boolean;
  /** What it printed on standard output. */
  output: string;
  /** Deno's own error in one line; empty if it ran well. */
  problem: string;
}

/** Options for {@linkcode runDeno}. */
export interface RunDenoOptions {
  /** The folder to run in. */
  cwd: string;
  /** Milliseconds until it is stopped. Default: 60 000. */
  timeout?: number;
  /** Stops it at once. */
  signal?: AbortSignal;
}

const DEFAULT_TIMEOUT = 60_000;

/**
 * Runs this same Deno with other arguments, and keeps what it says short.
 *
 * @throws The signal's reason, if the signal stopped it.
 */
export async function runDeno(
  args: string[],
  options: RunDenoOptions,
): Promise<DenoRun> {
  const { cwd, timeout = DEFAULT_TIMEOUT, signal } = options;
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), timeout);
  try {
    const { success, stdout, stderr } = await new Deno.Command(
      Deno.execPath(),
      {
        args,
        cwd,
        env: { DENO_NO_UPDATE_CHECK: "1", NO_COLOR: "1" },
        stdin: "null",
        stdout: "piped",
        stderr: "piped",
        signal: AbortSignal.any([deadline.signal, ...(signal ? [signal] : [])]),
      },
    ).output();
    signal?.throwIfAborted();
    const decoder = new TextDecoder();
    const output = decoder.decode(stdout);
    if (success) return { success, output, problem: "" };
    const problem = deadline.signal.aborted
      ? `no answer within ${timeout / 1000} s`
      : denoProblem(decoder.decode(stderr));
    return { success, output, problem };
  } finally {
    clearTimeout(timer);
  }
}

const LONGEST_PROBLEM = 200;

/**
 * The reason in what Deno wrote on stderr: the innermost cause where it gives
 * one, otherwise the line that starts with `error:`.
 */
export function denoProblem(stderr: string): string {
  const lines = stderr.split("\n").map((line) => line.trim());
  const error = lines.find((line) => line.startsWith("error:"));
  const causedBy = lines.lastIndexOf("Caused by:");
  const cause = causedBy < 0
    ? undefined
    : lines[causedBy + 1]?.replace(/^\d+:\s*/, "");
  const said = [error?.replace(/^error:\s*/, ""), cause]
    .filter(Boolean).join(": ") || lines.find(Boolean) || "no reason given";
  return said.length > LONGEST_PROBLEM
    ? `${said.slice(0, LONGEST_PROBLEM)}…`
    : said;
}
