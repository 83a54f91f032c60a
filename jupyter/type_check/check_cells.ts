/** Type-checks notebooks as the kernel would run them. */
import ts from "typescript";
import { CELL_OPTIONS, moduleNameResolver } from "./cell_compiler.ts";
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

const OPTIONS: ts.CompilerOptions = { ...CELL_OPTIONS, noUnusedLocals: true };

/**
 * Type errors, unused declarations, names that do not exist or that only a later
 * cell declares, and promises nobody waits for.
 *
 * @param globals declarations of all that needs no import, by path
 */
export function checkCells(
  modules: ModuleToCheck[],
  resolve: ResolveModule,
  globals: Map<string, string>,
): Finding[] {
  const sources = new Map<string, string>([
    ...globals,
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
  host.resolveModuleNameLiterals = moduleNameResolver(resolve);
  return host;
}
