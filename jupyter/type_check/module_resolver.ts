/** Finds the file behind each import, as Deno itself resolves it. */
import { pathToFileURL } from "node:url";

/** What imports mean. */
export interface ResolveModule {
  /** The file that `specifier`, written in `importer`, means; `undefined` if Deno knows none. */
  (specifier: string, importer: string): string | undefined;
  /** What cells may import. */
  readonly cellModules: readonly string[];
}

interface Configuration {
  imports?: Record<string, string>;
  scopes?: Record<string, Record<string, string>>;
}

interface ModuleGraph {
  redirects?: Record<string, string>;
  modules: {
    specifier: string;
    local?: string;
    dependencies?: {
      specifier: string;
      code?: { specifier?: string };
      type?: { specifier?: string };
    }[];
  }[];
}

/**
 * Resolves what cells in `notebooks/` may import, and all that is imported from there.
 *
 * Cells get the import map's entry for their folder (`scopes`); files get what
 * `deno info` says, so packages from a registry are found in Deno's cache.
 */
export async function moduleResolver(root: string): Promise<ResolveModule> {
  const configuration: Configuration = JSON.parse(
    await Deno.readTextFile(`${root}/deno.json`),
  );
  const cellImports: Record<string, string> = {
    ...configuration.imports,
    ...configuration.scopes?.["./notebooks/"],
  };
  const reachable = Object.entries(cellImports).filter(([name]) =>
    name.startsWith("sockets") || name.startsWith("@std/")
  );
  const targets = reachable.map(([name, target]) => ({
    name,
    target: target.startsWith("./")
      ? pathToFileURL(`${root}/${target}`).href
      : name,
  }));
  const graph = await moduleGraph(root, targets.map(({ target }) => target));
  return resolverOf(graph, targets);
}

function resolverOf(
  { graph, entry }: { graph: ModuleGraph; entry: string },
  targets: { name: string; target: string }[],
): ResolveModule {
  const localOf = new Map<string, string>();
  for (const { specifier, local } of graph.modules) {
    if (local) localOf.set(specifier, local);
  }
  const fileOf = (specifier: string | undefined) =>
    specifier === undefined
      ? undefined
      : localOf.get(graph.redirects?.[specifier] ?? specifier);

  const importsOf = new Map<string, Map<string, string>>();
  for (const { local, dependencies } of graph.modules) {
    if (!local) continue;
    const imports = new Map<string, string>();
    for (const { specifier, code, type } of dependencies ?? []) {
      const file = fileOf(type?.specifier) ?? fileOf(code?.specifier);
      if (file) imports.set(specifier, file);
    }
    importsOf.set(local, imports);
  }
  const cells = new Map(targets.map(({ name, target }) => [
    name,
    importsOf.get(entry)?.get(target),
  ]));
  const resolve = (specifier: string, importer: string) =>
    importsOf.has(importer)
      ? importsOf.get(importer)?.get(specifier)
      : cells.get(specifier);
  return Object.assign(resolve, { cellModules: [...cells.keys()] });
}

/** What `deno info` says of a module that imports all of `specifiers`. */
async function moduleGraph(root: string, specifiers: string[]) {
  const folder = await Deno.makeTempDir({ prefix: "sockets-check-" });
  try {
    const entry = `${await Deno.realPath(folder)}/entry.ts`;
    await Deno.writeTextFile(
      entry,
      specifiers.map((name) => `import ${JSON.stringify(name)};`).join("\n"),
    );
    const { success, stdout, stderr } = await new Deno.Command(
      Deno.execPath(),
      {
        args: ["info", "--json", "--config", `${root}/deno.json`, entry],
        stdin: "null",
      },
    ).output();
    if (!success) {
      throw new Error(
        `Cannot resolve the imports of the notebooks: ${
          new TextDecoder().decode(stderr).trim()
        }`,
      );
    }
    const graph: ModuleGraph = JSON.parse(new TextDecoder().decode(stdout));
    for (const module of graph.modules) {
      if (module.local) module.local = withForwardSlashes(module.local);
    }
    return { graph, entry: withForwardSlashes(entry) };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The compiler writes every path so, on Windows too. */
function withForwardSlashes(path: string): string {
  return path.replaceAll("\\", "/");
}
