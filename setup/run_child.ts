/** Options for {@linkcode runChild}. */
export interface RunChildOptions {
  /** The folder to run in. */
  cwd: string;
  /** Ends it: politely, and after a while by force. */
  signal: AbortSignal;
  /** Milliseconds it may take to end once told to. Default: 10 000. */
  grace?: number;
  /** The program. Default: this same Deno. */
  program?: string;
  /** Further environment variables. */
  env?: Record<string, string>;
  /** The signal that asks it to end. Default: `SIGINT`. */
  politely?: Deno.Signal;
  /** Milliseconds until it is told, where the terminal tells it as well. Default: 1000. */
  headStart?: number;
}

const DEFAULT_GRACE = 10_000;

/** Ctrl-C in a terminal reaches children as well: a second one would cut their cleaning up short. */
const DEFAULT_HEAD_START = 1_000;

/**
 * Runs a program, this same Deno for example, on our terminal, and waits for
 * its end.
 *
 * When the signal comes, it gets the chance to clean up: only after `grace`
 * milliseconds it is killed.
 *
 * @returns Its exit code.
 */
export async function runChild(
  args: string[],
  options: RunChildOptions,
): Promise<number> {
  const { cwd, signal, grace = DEFAULT_GRACE } = options;
  const { program = Deno.execPath(), politely = "SIGINT" } = options;
  const wait = options.headStart ?? DEFAULT_HEAD_START;
  signal.throwIfAborted();
  const child = new Deno.Command(program, {
    args,
    cwd,
    env: { DENO_NO_UPDATE_CHECK: "1", ...options.env },
    stdin: "null",
    stdout: "inherit",
    stderr: "inherit",
  }).spawn();
  const timers: ReturnType<typeof setTimeout>[] = [];
  const end = () => {
    const headStart = Deno.stdin.isTerminal() ? wait : 0;
    timers.push(
      setTimeout(() => askToEnd(child, politely), headStart),
      setTimeout(() => kill(child, "SIGKILL"), headStart + grace),
    );
  };
  signal.addEventListener("abort", end, { once: true });
  try {
    const { code } = await child.status;
    signal.throwIfAborted();
    return code;
  } finally {
    signal.removeEventListener("abort", end);
    timers.forEach(clearTimeout);
  }
}

function askToEnd(child: Deno.ChildProcess, signal: Deno.Signal): void {
  // On Windows a signal is a kill; there the console tells children itself.
  if (Deno.build.os !== "windows") kill(child, signal);
}

function kill(child: Deno.ChildProcess, signal: Deno.Signal): void {
  try {
    child.kill(signal);
  } catch {
    // It has ended meanwhile.
  }
}
