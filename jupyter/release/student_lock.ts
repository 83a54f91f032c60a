interface LockedPackage {
  dependencies?: string[];
  optionalDependencies?: string[];
  optionalPeers?: string[];
}

interface Lock {
  version: string;
  specifiers: Record<string, string>;
  jsr: Record<string, unknown>;
  npm: Record<string, LockedPackage>;
}

/**
 * The lock file reduced to these imports and what they depend on.
 *
 * Source: version 5 of Deno's lock file, where a package is `name@version`, with peers behind `_`, and depends on
 * `name`, or on `name@version` where there are several.
 */
export function studentLock(
  text: string,
  imports: Record<string, string>,
): string {
  const lock: Lock = JSON.parse(text);
  const wanted = new Set(
    Object.values(imports).filter((target) => /^(npm|jsr):/.test(target)),
  );
  const specifiers = Object.fromEntries(
    Object.entries(lock.specifiers).filter(([specifier]) =>
      wanted.has(specifier) || specifier.startsWith("jsr:")
    ),
  );
  const roots = Object.entries(specifiers)
    .filter(([specifier]) => specifier.startsWith("npm:"))
    .map(([specifier, version]) => `${packageName(specifier)}@${version}`);
  const reduced = {
    version: lock.version,
    specifiers,
    jsr: lock.jsr,
    npm: reachable(lock.npm, roots),
    workspace: { dependencies: [...wanted].sort() },
  };
  return `${JSON.stringify(reduced, null, 2)}\n`;
}

/** `npm:@scope/name@1.0` → `@scope/name`. */
function packageName(specifier: string): string {
  return specifier.replace(/^npm:/, "").replace(/(?<=.)@[^@]*$/, "");
}

function reachable(
  packages: Record<string, LockedPackage>,
  roots: string[],
): Record<string, LockedPackage> {
  const keys = Object.keys(packages);
  const seen = new Set<string>();
  const open = [...roots];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const name = next;
    const key = keys.find((key) => key === name) ??
      keys.find((key) =>
        key.startsWith(`${name}@`) || key.startsWith(`${name}_`)
      );
    if (key === undefined || seen.has(key)) continue;
    seen.add(key);
    const { dependencies, optionalDependencies, optionalPeers } = packages[key];
    open.push(
      ...dependencies ?? [],
      ...optionalDependencies ?? [],
      ...optionalPeers ?? [],
    );
  }
  return Object.fromEntries(
    Object.entries(packages).filter(([key]) => seen.has(key)),
  );
}
