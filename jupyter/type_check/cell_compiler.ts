/** What the compiler has to be told about cells: options, globals, where imports lead. */
import ts from "typescript";
import type { ResolveModule } from "./module_resolver.ts";

/** How cells are compiled. */
export const CELL_OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.esnext.d.ts"],
  types: [],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
};

/**
 * What only Deno's own checker has types for: Node's modules and globals are taken as untyped, and timers, which are
 * Node's too, by their signature.
 */
const NODE = `declare module "node:*";
declare var process: any, Buffer: any, global: any;
interface Timer { ref(): Timer; unref(): Timer; [Symbol.toPrimitive](): number }
declare function setTimeout<Values extends unknown[]>(
  callback: (...values: Values) => unknown, delay?: number, ...values: Values): Timer;
declare function setInterval<Values extends unknown[]>(
  callback: (...values: Values) => unknown, delay?: number, ...values: Values): Timer;
declare function clearTimeout(timer?: Timer | number): void;
declare function clearInterval(timer?: Timer | number): void;
`;

/** Declarations of all that a cell finds without importing it, by path. */
export async function globalDeclarations(): Promise<Map<string, string>> {
  const denoTypes = await printDenoTypes();
  return new Map([
    ["/deno.d.ts", denoTypes.replace(/^\/\/\/ <reference lib="deno.*$/gm, "")],
    ["/node.d.ts", NODE],
  ]);
}

/** The compiler's question "what do these imports mean?", answered by `resolve`. */
export function moduleNameResolver(resolve: ResolveModule) {
  return (
    literals: readonly ts.StringLiteralLike[],
    importer: string,
  ): ts.ResolvedModuleWithFailedLookupLocations[] =>
    literals.map(({ text }) => {
      const file = resolve(text, importer);
      return {
        resolvedModule: file === undefined ? undefined : {
          resolvedFileName: file,
          extension: extensionOf(file),
        },
      };
    });
}

/** Files in Deno's cache may have no ending; they are TypeScript unless they say otherwise. */
function extensionOf(file: string): ts.Extension {
  if (file.endsWith(".d.ts")) return ts.Extension.Dts;
  if (/\.m?js$/.test(file)) return ts.Extension.Js;
  return ts.Extension.Ts;
}

async function printDenoTypes(): Promise<string> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["types"],
    stdin: "null",
    stderr: "null",
  }).output();
  return new TextDecoder().decode(stdout);
}
