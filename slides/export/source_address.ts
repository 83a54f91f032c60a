import { basename, dirname, isAbsolute, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { ExportOptions } from "./export_options.ts";

/** Addresses of a notebook and its folder, seen from the exported file. */
export interface SourceAddress {
  notebook: string;
  /** With a final slash, or empty for the same folder. */
  folder: string;
}

/** Where the notebook of a deck is to be found: on a server if one is named, or else the file itself. */
export function sourceAddress(
  path: string,
  options: Pick<ExportOptions, "output" | "source" | "sourceUrl">,
): SourceAddress {
  const name = encodeURIComponent(basename(path.replaceAll("\\", "/")));
  if (options.sourceUrl !== undefined) {
    const folder = options.sourceUrl.replace(/\/?$/, "/");
    return { notebook: folder + name, folder };
  }
  const folder = relative(
    resolve(options.output),
    resolve(options.source ?? dirname(path)),
  );
  // On Windows there is no way from one drive to another but the whole path.
  const prefix = isAbsolute(folder)
    ? `${pathToFileURL(folder)}/`
    : folder.split(/[\\/]/).filter(Boolean)
      .map((step) => `${encodeURIComponent(step)}/`).join("");
  return { notebook: prefix + name, folder: prefix };
}
