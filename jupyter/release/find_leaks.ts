import { isObject } from "../json_value.ts";
import type { SecretLine, Secrets } from "./secrets.ts";

/** A secret line in a file for students. */
export interface Leak extends SecretLine {
  /** The file that holds it. */
  path: string;
}

/**
 * Every secret line in the files, wherever in them it stands: in a source, an output, metadata, a comment.
 *
 * A line that the project's own public file of the same path has is no secret there: a solution may call the library
 * as its examples do.
 */
export function findLeaks(
  files: ReadonlyMap<string, string>,
  secrets: Secrets,
): Leak[] {
  const leaks: Leak[] = [];
  for (const [path, text] of files) {
    const shown = path.endsWith(".ipynb") ? readable(text) : text;
    const known = secrets.publicText(path);
    for (const secret of secrets.lines) {
      if (!shown.includes(secret.line) || known.includes(secret.line)) continue;
      leaks.push({ ...secret, path });
    }
  }
  return leaks;
}

/** One line about a leak. */
export function describeLeak({ path, kind, from, line }: Leak): string {
  return `${path} has a line of a ${kind} (${from}): ${line}`;
}

/** All text in a notebook's JSON, without the escapes of JSON; what is no JSON is taken as it is. */
function readable(text: string): string {
  try {
    return collectTexts(JSON.parse(text)).join("\n");
  } catch {
    return text;
  }
}

function collectTexts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(collectTexts);
  if (!isObject(value)) return [];
  return Object.entries(value)
    .flatMap(([key, item]) => [key, ...collectTexts(item)]);
}
