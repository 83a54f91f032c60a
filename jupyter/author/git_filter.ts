/**
 * A git filter that cleans notebooks as they are committed; the working copies keep their outputs.
 *
 * Source: gitattributes(5), "filter".
 */
import { dirname, resolve } from "node:path";

const FILTER = "filter.clean-notebook";
const ATTRIBUTES = "notebooks/**/*.ipynb filter=clean-notebook";

/**
 * The command that git runs, in a shell, for each notebook that is added.
 *
 * npx may empty the cache that this Deno is in; without it nothing could be added any more, so npx then brings it back.
 */
export function filterCommand(
  program: string,
  deno: string = Deno.execPath(),
): string {
  const clean = `run -A --no-lock ${quote(program)} clean -`;
  return `if [ -x ${quote(deno)} ]; then ${quote(deno)} ${clean}; ` +
    `else npx -y deno@${Deno.version.deno} ${clean}; fi`;
}

/**
 * Installs the filter in the clone at `root`; does nothing if it is there. `program` is the full path of this folder's
 * `main.ts`. Throws if `root` is no clone.
 */
export async function installFilter(
  root: string,
  program: string,
): Promise<void> {
  await git(
    root,
    "config",
    "--local",
    `${FILTER}.clean`,
    filterCommand(program),
  );
  // A checkout gives what was committed.
  await git(root, "config", "--local", `${FILTER}.smudge`, "cat");
  // Where the filter cannot run, git must say so rather than commit outputs.
  await git(root, "config", "--local", `${FILTER}.required`, "true");
  const { path, lines } = await readAttributes(root);
  if (lines.includes(ATTRIBUTES)) return;
  await Deno.mkdir(dirname(path), { recursive: true });
  await Deno.writeTextFile(path, [...lines, ATTRIBUTES, ""].join("\n"));
}

/** Takes the filter away again; whether there was one. */
export async function uninstallFilter(root: string): Promise<boolean> {
  const { path, lines } = await readAttributes(root);
  const kept = lines.filter((line) => line !== ATTRIBUTES);
  if (kept.length < lines.length) {
    if (kept.length === 0) await Deno.remove(path);
    else await Deno.writeTextFile(path, [...kept, ""].join("\n"));
  }
  const names = await git(root, "config", "--local", "--list", "--name-only");
  const configured = names.split("\n").some((name) => name.startsWith(FILTER));
  if (configured) {
    await git(root, "config", "--local", "--remove-section", FILTER);
  }
  return configured || kept.length < lines.length;
}

/** The attributes of this clone alone, which nobody commits. */
async function readAttributes(
  root: string,
): Promise<{ path: string; lines: string[] }> {
  const name = await git(root, "rev-parse", "--git-path", "info/attributes");
  const path = resolve(root, name.trim());
  const text = await Deno.readTextFile(path).catch((failure) => {
    if (failure instanceof Deno.errors.NotFound) return "";
    throw failure;
  });
  return { path, lines: text.split(/\r?\n/).filter((line) => line !== "") };
}

async function git(root: string, ...args: string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command("git", {
    args,
    cwd: root,
    stdin: "null",
  }).output().catch((cause) => {
    throw new Error(`Cannot run "git": ${(cause as Error).message}`, { cause });
  });
  const decoder = new TextDecoder();
  if (success) return decoder.decode(stdout);
  throw new Error(
    `Cannot run "git ${args.join(" ")}" in "${root}": ${
      decoder.decode(stderr).trim()
    }`,
  );
}

/** For the shell that git brings along on every system. */
function quote(path: string): string {
  return `'${path.replaceAll("\\", "/").replaceAll("'", "'\\''")}'`;
}
