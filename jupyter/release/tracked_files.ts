/**
 * Paths, with forward slashes, of the files that git knows in the project at `root`; `undefined` where the project is no
 * clone, or git is not there: then all files are the project's.
 */
export async function trackedFiles(
  root: string,
): Promise<Set<string> | undefined> {
  const listed = await new Deno.Command("git", {
    args: ["ls-files", "-z"],
    cwd: root,
    stdin: "null",
    stderr: "null",
  }).output().catch(() => undefined);
  if (!listed?.success) return undefined;
  const paths = new TextDecoder().decode(listed.stdout).split("\0")
    .filter((path) => path !== "");
  // A copy that lies in another project's clone.
  return paths.includes("deno.json") ? new Set(paths) : undefined;
}
