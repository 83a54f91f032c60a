import { findTool } from "../tools.ts";

/** Path of Python 3, for tests that lacksPythonModule lets run. */
export function findPython(): string {
  return findTool("python3") ?? findTool("python") ?? "python3";
}

/** Runs a Python program with `input` on its standard input and returns what it printed. */
export async function runPython(program: string, input = ""): Promise<string> {
  const child = new Deno.Command(findPython(), {
    args: ["-c", program],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(input));
  await writer.close();
  const { success, stdout, stderr } = await child.output();
  const decoder = new TextDecoder();
  if (!success) throw new Error(`Python failed: ${decoder.decode(stderr)}`);
  return decoder.decode(stdout);
}
