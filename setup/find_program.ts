import { join } from "node:path";

/** The full path of the first of these programs that is on PATH. */
export function findProgram(
  names: string[],
  path: string = Deno.env.get("PATH") ?? "",
  os: typeof Deno.build.os = Deno.build.os,
): string | undefined {
  const windows = os === "windows";
  const folders = path.split(windows ? ";" : ":").filter(Boolean);
  const endings = windows ? [".exe", ".cmd", ".bat"] : [""];
  return names
    .flatMap((name) => endings.map((ending) => name + ending))
    .flatMap((fileName) => folders.map((folder) => join(folder, fileName)))
    .find(isFile);
}

/** Whether there is a file at this path (or a link to one). */
export function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
