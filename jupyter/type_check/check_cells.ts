/** Type-checks notebooks as the kernel would run them. */
import ts from "typescript";
import type { Finding } from "./finding.ts";
import { floatingPromises } from "./floating_promises.ts";
import { laterImports } from "./later_imports.ts";
import type { ResolveModule } from "./module_resolver.ts";
import type { NotebookModule } from "./notebook_module.ts";
import { unusedNames } from "./unused_names.ts";

/** A notebook's module under the path that its findings are reported at. */
export interface ModuleToCheck {
  notebook: string;
  module: NotebookModule;
  /** Cells that stage a mistake on purpose: nothing in them is reported. */
  excused: Set<string>;
}

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.esnext.d.ts"],
  types: [],
  strict: true,
  noUnusedLocals: true,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
};

/**
 * What only Deno's own checker has types for: Node's modules are taken as untyped, and timers, which are Node's
 * too, by their signature.
 */
const AMBIENT = `declare module "node:*";
interface Timer { ref(): Timer; unref(): Timer; [Symbol.toPrimitive](): number }
declare function setTimeout<Values extends unknown[]>(
  callback: (...values: Values) => unknown, delay?: number, ...values: Values): Timer;
declare function setInterval<Values extends unknown[]>(
  callback: (...values: Values) => unknown, delay?: number, ...values: Values): Timer;
declare function clearTimeout(timer?: Timer | number): void;
declare function clearInterval(timer?: Timer | number): void;
`;

/**
 * Type errors, unused declarations, names that do not exist or that only a later
 * cell declares, and promises nobody waits for.
 *
 * @param denoTypes what `deno types` prints
 */
export function checkCells(
  modules: ModuleToCheck[],
  resolve: ResolveModule,
  denoTypes: string,
): Finding[] {
  const sources = new Map<string, string>([
    ["/deno.d.ts", denoTypes.replace(/^\/\/\/ <reference lib="deno.*$/gm, "")],
    ["/ambient.d.ts", AMBIENT],
    ...modules.map(({ module }, index) =>
      [`/notebook_${index}.ts`, module.text] as const
    ),
  ]);
  const program = ts.createProgram(
    [...sources.keys()],
    OPTIONS,
    compilerHost(sources, resolve),
  );
  return modules.flatMap((entry, index) => {
    const file = program.getSourceFile(`/notebook_${index}.ts`)!;
    return findingsIn(program, file, entry);
  });
}

function findingsIn(
  program: ts.Program,
  file: ts.SourceFile,
  { notebook, module, excused }: ModuleToCheck,
): Finding[] {
  const found = [
    ...program.getSyntacticDiagnostics(file),
    ...program.getSemanticDiagnostics(file),
  ].flatMap((diagnostic) =>
    unusedNames(file, diagnostic) ?? [messageOf(diagnostic)]
  );
  found.push(
    ...laterImports(program.getTypeChecker(), file, module),
    ...floatingPromises(program.getTypeChecker(), file),
  );
  return found.flatMap(({ start, rule, message }) => {
    const { line, character } = file.getLineAndCharacterOfPosition(start);
    const position = module.positionAt(line, character);
    if (!position || excused.has(position.cellId)) return [];
    return [{ notebook, ...position, rule, message }];
  });
}

function messageOf(diagnostic: ts.Diagnostic) {
  return {
    start: diagnostic.start ?? 0,
    rule: "type",
    message: ts.flattenDiagnosticMessageText(diagnostic.messageText, " "),
  };
}

/** Reads notebooks' modules from memory, the compiler's libraries from its package, the rest from disk. */
function compilerHost(
  sources: Map<string, string>,
  resolve: ResolveModule,
): ts.CompilerHost {
  const host = ts.createCompilerHost(OPTIONS);
  const { readFile, fileExists, getSourceFile } = host;
  host.fileExists = (path) => sources.has(path) || fileExists(path);
  host.readFile = (path) => sources.get(path) ?? readFile(path);
  host.getSourceFile = (path, ...rest) => {
    const source = sources.get(path);
    return source === undefined
      ? getSourceFile.call(host, path, ...rest)
      : ts.createSourceFile(path, source, OPTIONS.target!);
  };
  host.resolveModuleNameLiterals = (literals, importer) =>
    literals.map(({ text }) => {
      const file = resolve(text, importer);
      return {
        resolvedModule: file === undefined ? undefined : {
          resolvedFileName: file,
          extension: extensionOf(file),
        },
      };
    });
  return host;
}

/** Files in Deno's cache may have no ending; they are TypeScript unless they say otherwise. */
function extensionOf(file: string): ts.Extension {
  if (file.endsWith(".d.ts")) return ts.Extension.Dts;
  if (/\.m?js$/.test(file)) return ts.Extension.Js;
  return ts.Extension.Ts;
}
