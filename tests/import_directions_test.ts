import { assertEquals } from "@std/assert";
import { fromFileUrl, ROOT, sourceFiles } from "./project_files.ts";

/** Which of our folders a folder may import, by their most specific name. */
const MAY_IMPORT: Record<string, (target: string, file: string) => boolean> = {
  "lib": (target) => target === "lib",
  "lib/system": (target) => target === "lib" || target === "lib/system",
  "lib/http": (target) => target === "lib" || target === "lib/http",
  "lib/figures": (target) => target === "lib" || target === "lib/figures",
  "lib/notebook": (target) =>
    ["lib", "lib/figures", "lib/notebook"].includes(target),
  "jupyter": (target) =>
    target.startsWith("lib") || target.startsWith("jupyter"),
  "slides": (target, file) =>
    target.startsWith("slides") || NOTEBOOK_FORMAT.has(file),
  "setup": (target) => target.startsWith("setup"),
};

/** What `slides` may import of `jupyter`: the notebook format and nothing else. */
const NOTEBOOK_FORMAT = new Set([
  "jupyter/notebook.ts",
  "jupyter/parse_notebook.ts",
  "jupyter/format_notebook.ts",
]);

interface ModuleGraph {
  modules: {
    specifier: string;
    dependencies?: {
      specifier: string;
      code?: { specifier?: string };
      type?: { specifier?: string };
    }[];
  }[];
}

Deno.test("every import follows the directions of the layout", async () => {
  const forbidden: string[] = [];
  for (const { specifier, dependencies } of (await moduleGraph()).modules) {
    const importer = pathInProject(specifier);
    if (importer === undefined || importer.startsWith("tests/")) continue;
    for (const dependency of dependencies ?? []) {
      const target = pathInProject(
        dependency.code?.specifier ?? dependency.type?.specifier ?? "",
      );
      if (target !== undefined && !isAllowed(importer, target)) {
        forbidden.push(`${importer} imports ${target}`);
      }
    }
  }
  assertEquals(forbidden, []);
});

Deno.test("notebook cells import only sockets and @std", () => {
  const forbidden: string[] = [];
  for (const path of sourceFiles(".ipynb", "notebooks")) {
    for (const cell of JSON.parse(Deno.readTextFileSync(path)).cells) {
      if (cell.cell_type !== "code") continue;
      for (
        const specifier of importedSpecifiers([cell.source].flat().join(""))
      ) {
        if (
          !/^(sockets(\/[a-z]+)?|@std\/[a-z]+|node:[a-z]+)$/.test(specifier)
        ) {
          forbidden.push(`${path} cell ${cell.id} imports "${specifier}"`);
        }
      }
    }
  }
  assertEquals(forbidden, []);
});

function isAllowed(importer: string, target: string): boolean {
  if (target.startsWith("tests/")) return false;
  const rule = MAY_IMPORT[folderOf(importer)] ??
    MAY_IMPORT[folderOf(importer).split("/")[0]];
  return rule?.(folderOf(target), target) ?? false;
}

/** `lib/http`, `lib`, `jupyter/kernel` …: the folder of a path in the project. */
function folderOf(path: string): string {
  const folders = path.split("/").slice(0, -1);
  return folders[0] === "lib"
    ? folders.slice(0, 2).join("/")
    : folders.join("/");
}

function pathInProject(specifier: string): string | undefined {
  const root = ROOT.href;
  if (!specifier.startsWith(root)) return undefined;
  const path = specifier.slice(root.length);
  return path.startsWith(".offline/") ? undefined : path;
}

/** One graph of all our TypeScript, from a module that imports every file. */
async function moduleGraph(): Promise<ModuleGraph> {
  const entry = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    const imports = sourceFiles(".ts").map((path) =>
      `import ${JSON.stringify(new URL(path, ROOT).href)};`
    );
    await Deno.writeTextFile(entry, imports.join("\n"));
    const { success, stdout, stderr } = await new Deno.Command(
      Deno.execPath(),
      {
        args: [
          "info",
          "--json",
          "--no-lock",
          "--config",
          fromFileUrl("deno.json"),
          entry,
        ],
      },
    ).output();
    if (!success) throw new Error(new TextDecoder().decode(stderr));
    return JSON.parse(new TextDecoder().decode(stdout));
  } finally {
    await Deno.remove(entry);
  }
}

function importedSpecifiers(source: string): string[] {
  const pattern =
    /(?:^|\n|;)\s*import\b[^"';]*?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/g;
  return [...source.matchAll(pattern)].map((match) => match[1] ?? match[2]);
}
