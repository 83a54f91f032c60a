/** Where packages come from, as import specifiers and lock files name it. */
export type Registry = "jsr" | "npm";

/**
 * A lock file's text with the entries of one registry only; `undefined` if it
 * is no lock file.
 */
export function partOfLock(
  text: string,
  registry: Registry,
): string | undefined {
  let lock:
    & { version?: string; specifiers?: Record<string, string> }
    & {
      [Name in Registry]?: unknown;
    };
  try {
    lock = JSON.parse(text);
  } catch {
    return undefined;
  }
  const specifiers = Object.fromEntries(
    Object.entries(lock.specifiers ?? {})
      .filter(([specifier]) => specifier.startsWith(`${registry}:`)),
  );
  return JSON.stringify({
    version: lock.version,
    specifiers,
    [registry]: lock[registry],
  });
}
