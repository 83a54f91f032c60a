import { Deadlines } from "./deadlines.ts";
import { denoProblem } from "./deno_problem.ts";

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
  /**
   * Milliseconds it may say nothing until it is stopped: it names every file
   * it goes to fetch, so a network that swallows packets shows. Default: any.
   */
  silence?: number;
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
  signal?.throwIfAborted();
  const child = new Deno.Command(Deno.execPath(), {
    args,
    cwd,
    env: { DENO_NO_UPDATE_CHECK: "1", NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const deadlines = new Deadlines(() => kill(child));
  deadlines.start(timeout);
  const stop = () => kill(child);
  signal?.addEventListener("abort", stop);
  try {
    const [output, stderr, { success }] = await Promise.all([
      new Response(child.stdout).text(),
      readNoticing(child.stderr, () => deadlines.renew(options.silence)),
      child.status,
    ]);
    signal?.throwIfAborted();
    const problem = success ? "" : deadlines.problem ?? denoProblem(stderr);
    return { success, output, problem };
  } finally {
    signal?.removeEventListener("abort", stop);
    deadlines.clear();
  }
}

function kill(child: Deno.ChildProcess): void {
  try {
    child.kill("SIGKILL");
  } catch {
    // It has ended meanwhile.
  }
}

/** Reads a text to its end, and tells of every piece, and of the start. */
async function readNoticing(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  notice: () => void,
): Promise<string> {
  let text = "";
  notice();
  for await (const piece of stream.pipeThrough(new TextDecoderStream())) {
    text += piece;
    notice();
  }
  return text;
}
