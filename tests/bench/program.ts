/** Contenders that are programs of their own: they time themselves and print the rate as their last line. */
import type { Contender } from "./ratio.ts";

const HERE = new URL("./", import.meta.url);
const BUILD = new URL(".build/", HERE);

/** A contender that runs a command. */
export function program(
  name: string,
  command: string,
  args: readonly (string | number)[],
): Contender {
  return {
    name,
    async rate() {
      const output = await new Deno.Command(command, {
        args: args.map(String),
        stdout: "piped",
        stderr: "inherit",
      }).output();
      const words = new TextDecoder().decode(output.stdout).trim().split(/\s+/);
      const rate = Number(words.at(-1));
      if (output.success && rate > 0) return rate;
      throw new Error(
        `Cannot measure "${name}": it exited with ${output.code} and printed "${
          words.join(" ")
        }" instead of a rate`,
      );
    },
  };
}

/** A contender that is a Deno script in this folder. */
export function denoProgram(
  name: string,
  script: string,
  args: readonly (string | number)[],
): Contender {
  const path = pathOf(new URL(script, HERE));
  return program(name, Deno.execPath(), ["run", "-A", "-q", path, ...args]);
}

/** A contender that is a Node script in this folder. */
export function nodeProgram(
  name: string,
  script: string,
  args: readonly (string | number)[],
): Contender {
  return program(name, "node", [pathOf(new URL(script, HERE)), ...args]);
}

/** Compiles C files of this folder with gcc -O2 into the git-ignored `.build`; resolves to the program's path. */
export async function compilePeer(
  source: string,
  ...others: string[]
): Promise<string> {
  await Deno.mkdir(BUILD, { recursive: true });
  const from = [source, ...others].map((path) => pathOf(new URL(path, HERE)));
  const name = source.replace(/^.*\//, "").replace(/\.c$/, "");
  const to = pathOf(new URL(name, BUILD));
  const { success, stderr } = await new Deno.Command("gcc", {
    args: ["-O2", "-Wall", "-Wextra", "-pthread", "-o", to, ...from],
  }).output();
  if (success) return to;
  throw new Error(
    `Cannot compile "${source}": ${new TextDecoder().decode(stderr)}`,
  );
}

/** A server that prints its port as its first line; disposing of it ends it. */
export interface Service extends AsyncDisposable {
  port: number;
}

/** Starts a server program. */
export async function startService(
  command: string,
  args: readonly string[] = [],
): Promise<Service> {
  const child = new Deno.Command(command, {
    args: [...args],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const port = parseInt((await reader.read()).value ?? "", 10);
  return {
    port,
    async [Symbol.asyncDispose]() {
      child.kill();
      await reader.cancel();
      await child.status;
    },
  };
}

function pathOf(url: URL): string {
  const path = decodeURIComponent(url.pathname);
  return Deno.build.os === "windows" ? path.slice(1) : path;
}
