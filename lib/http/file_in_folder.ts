import { parseRequestTarget } from "./request_target.ts";

/** A file or folder that a request target names. */
export interface FileInFolder {
  path: string;
  info: Deno.FileInfo;
}

/**
 * Finds what a request target names below a folder; `null` if that is nothing that may be shown.
 *
 * There is no way out of the folder: `..`, `%2e%2e`, encoded slashes, drive letters, streams and links that
 * lead elsewhere all find nothing.
 */
export async function fileInFolder(
  folder: string,
  target: string,
): Promise<FileInFolder | null> {
  const names = pathNames(target);
  if (names === null) return null;
  try {
    const root = await Deno.realPath(folder);
    const path = await Deno.realPath([root, ...names].join("/"));
    const separator = Deno.build.os === "windows" ? "\\" : "/";
    const below = root.endsWith(separator) ? root : root + separator;
    if (path !== root && !path.startsWith(below)) return null;
    const info = await Deno.stat(path);
    // A slash behind the name asks for a folder: relative links of a file shown there would lead nowhere.
    const asksForFolder = parseRequestTarget(target)!.path.endsWith("/");
    return info.isFile && asksForFolder ? null : { path, info };
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
}

/** A separator of paths, a drive or stream, a control character, or dots alone (and what Windows takes for them). */
const NOT_PLAIN = /[/\\:]|[^\x20-\x7e\x80-\uffff]|^\.\.?[ .]*$/;

/** The names between the slashes of a target's path, decoded; `null` if one of them is not a plain name. */
export function pathNames(target: string): string[] | null {
  const path = parseRequestTarget(target)?.path;
  if (!path?.startsWith("/")) return null;
  const names: string[] = [];
  for (const encoded of path.split("/")) {
    if (encoded === "") continue;
    const name = decodeName(encoded);
    if (name === null || NOT_PLAIN.test(name)) return null;
    names.push(name);
  }
  return names;
}

function decodeName(encoded: string): string | null {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}

/** Whether there is no file there, or none that may be seen: nobody needs to know which. */
export function isAbsence(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound ||
    error instanceof Deno.errors.NotADirectory ||
    error instanceof Deno.errors.PermissionDenied ||
    error instanceof Deno.errors.NotCapable ||
    error instanceof Deno.errors.FilesystemLoop ||
    (error as { code?: string })?.code === "ENAMETOOLONG" ||
    (error as { code?: string })?.code === "ENOTDIR";
}
