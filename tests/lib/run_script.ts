/** Runs a script in a process of its own, for what one process cannot test on itself. */

/** How a script ended. */
export interface ScriptOutcome {
  success: boolean;
  code: number;
  stdout: string;
  stderr: string;
}

/** Far beyond what any of these scripts needs; one that hangs is ended. */
const DEADLINE = 150_000;

const ROOT = new URL("../../", import.meta.url);

/** Runs TypeScript with these flags; bare imports such as "sockets" work. */
export async function runScript(
  source: string,
  flags: readonly string[],
  wrapper: readonly string[] = [],
): Promise<ScriptOutcome> {
  const deno = [Deno.execPath(), "run", "--no-check", ...flags, "-"];
  const [command, ...args] = [...wrapper, ...deno];
  const process = new Deno.Command(command, {
    args,
    cwd: ROOT,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    signal: AbortSignal.timeout(DEADLINE),
  }).spawn();
  const writer = process.stdin.getWriter();
  await writer.write(new TextEncoder().encode(source));
  await writer.close();
  const { success, code, stdout, stderr } = await process.output();
  const decoder = new TextDecoder();
  return {
    success,
    code,
    stdout: decoder.decode(stdout),
    stderr: decoder.decode(stderr),
  };
}
