/** Options for {@linkcode runChild}. */
export interface RunChildOptions {
  /** The folder to run in. */
  cwd: string;
  /** Ends it: politely, and after a while by force. */
  signal: AbortSignal;
  /** Milliseconds it may take to end once told to. Default: 10 000. */
  grace?: number;
}

const DEFAULT_GRACE = 10_000;

/** Ctrl-C in a terminal reaches children as well: a second one would cut their cleaning up short. */
const TERMINAL_HEAD_START = 1_000;

/**
 * Runs this same Deno on our terminal, and waits for its end.
 *
 * When the signal comes, it gets the chance to clean up: only after `grace`
 * milliseconds it is killed.
 *
 * @returns Its exit code.
 */
export async function runChild(
  args: string[],
  { cwd, signal, grace = DEFAULT_GRACE }: RunChildOptions,
): Promise<number> {
  signal.throwIfAborted();
  const child = new Deno.Command(Deno.execPath(), {
    args,
    cwd,
    env: { DENO_NO_UPDATE_CHECK: "1" },
    stdin: "null",
    stdout: "inherit",
    stderr: "inherit",
  }).spawn();
  const timers: ReturnType<typeof setTimeout>[] = [];
  const end = () => {
    const headStart = Deno.stdin.isTerminal() ? TERMINAL_HEAD_START : 0;
    timers.push(
      setTimeout(() => askToEnd(child), headStart),
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

function askToEnd(child: Deno.ChildProcess): void {
  // On Windows a signal is a kill; there the console tells children itself.
  if (Deno.build.os !== "windows") kill(child, "SIGINT");
}

function kill(child: Deno.ChildProcess, signal: Deno.Signal): void {
  try {
    child.kill(signal);
  } catch {
    // It has ended meanwhile.
  }
}
