import { assertEquals } from "@std/assert";
import { fromFileUrl } from "../project_files.ts";

const MODULES = [
  "lib/mod.ts",
  "lib/http/mod.ts",
  "lib/system/mod.ts",
  "lib/notebook/mod.ts",
  "lib/figures/mod.ts",
];

/** What `deno doc --json` says of one declaration, as far as it matters here. */
interface Declaration {
  kind: string;
  jsDoc?: { doc?: string; tags?: { kind: string; doc?: string }[] };
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

/** Types say what they are; what runs also shows how it is used, and `deno test --doc` runs that. */
function lacks({ declarations }: DocumentedSymbol): string | undefined {
  if (!declarations.some(({ jsDoc }) => jsDoc?.doc)) return "a summary";
  const isType = declarations.every(({ kind }) =>
    kind === "interface" || kind === "typeAlias"
  );
  const examples = declarations.flatMap(({ jsDoc }) => jsDoc?.tags ?? [])
    .filter(({ kind, doc }) => kind === "example" && doc?.includes("```ts\n"));
  return isType || examples.length > 0 ? undefined : "a running @example";
}

for (const module of MODULES) {
  Deno.test(`${module}: every export says what it is and shows how to use it`, async () => {
    const symbols = await publicSymbols(module);
    assertEquals(symbols.length > 10, true);
    const missing = symbols.flatMap((symbol) => {
      const what = lacks(symbol);
      return what === undefined ? [] : [`${symbol.name} lacks ${what}`];
    });
    assertEquals(missing, []);
  });
}
