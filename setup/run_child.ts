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
  let killer: ReturnType<typeof setTimeout> | undefined;
  const end = () => {
    askToEnd(child);
    killer = setTimeout(() => kill(child, "SIGKILL"), grace);
  };
  signal.addEventListener("abort", end, { once: true });
  try {
    const { code } = await child.status;
    signal.throwIfAborted();
    return code;
  } finally {
    signal.removeEventListener("abort", end);
    clearTimeout(killer);
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
