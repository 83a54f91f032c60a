import { assert, assertEquals } from "@std/assert";
import { fromFileUrl, ROOT } from "../project_files.ts";

const MODULES = [
  "lib/mod.ts",
  "lib/http/mod.ts",
  "lib/system/mod.ts",
  "lib/notebook/mod.ts",
  "lib/figures/mod.ts",
];

interface Documented {
  name: string;
  jsDoc?: { doc?: string; tags?: { kind: string; doc?: string }[] };
}

/** What `deno doc --json` says of one declaration, as far as it matters here. */
interface Declaration extends Omit<Documented, "name"> {
  kind: string;
  location: { filename: string };
  def?: { properties?: Documented[]; methods?: Documented[] };
}

interface DocumentedSymbol {
  name: string;
  declarations: Declaration[];
}

async function publicSymbols(module: string): Promise<DocumentedSymbol[]> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["doc", "--json", fromFileUrl(module)],
    stdout: "piped",
    stderr: "inherit",
  }).output();
  const { nodes } = JSON.parse(new TextDecoder().decode(stdout)) as {
    nodes: Record<string, { symbols: DocumentedSymbol[] }>;
  };
  return Object.values(nodes).flatMap(({ symbols }) => symbols);
}

/** One rule for functions, classes, constants and types alike; `deno test --doc` runs the examples. */
function lacks({ declarations }: DocumentedSymbol): string[] {
  const docs = declarations.map(({ jsDoc }) => jsDoc);
  const hasExample = docs.flatMap((jsDoc) => jsDoc?.tags ?? [])
    .some(({ kind, doc }) => kind === "example" && doc?.includes("```ts\n"));
  return [
    ...docs.some((jsDoc) => jsDoc?.doc) ? [] : ["a summary"],
    ...hasExample ? [] : ["a running @example"],
    ...declarations.filter(({ kind }) => kind === "interface")
      .flatMap(({ def }) => [...def?.properties ?? [], ...def?.methods ?? []])
      .filter(({ jsDoc }) => !jsDoc?.doc)
      .map(({ name }) => `a word on its member ${name}`),
  ];
}

function fileOf({ declarations }: DocumentedSymbol): string {
  return declarations[0].location.filename.replace(ROOT.href, "");
}

for (const module of MODULES) {
  Deno.test(`${module}: every export says what it is and shows how to use it`, async () => {
    const symbols = await publicSymbols(module);
    assert(symbols.length > 10);
    const missing = symbols.flatMap((symbol) =>
      lacks(symbol).map((what) =>
        `${fileOf(symbol)}: ${symbol.name} lacks ${what}`
      )
    );
    assertEquals(missing, [], missing.join("\n"));
  });
}
