import ts from "typescript";
import type { EmittedCode } from "./plain_script.ts";
import { parseMappings } from "./source_places.ts";

/** What TypeScript writes where nothing else says any more that the code was a module, and a comment of its own. */
const TRAILER = /(?:\nexport \{\};)?\n\/\/# sourceMappingURL=\S*\s*$/;

/**
 * Makes JavaScript of a cell that has imports and TypeScript that is more than types, such as `enum`.
 *
 * The engine's own emitter drops an import that the cell itself does not use, although later cells may. TypeScript
 * can be told to keep it; but it takes a third of a second to load.
 */
export function emitKeepingImports(source: string): EmittedCode {
  const { outputText, sourceMapText } = ts.transpileModule(source, {
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      sourceMap: true,
    },
  });
  return {
    code: outputText.replace(TRAILER, "\n"),
    table: parseMappings(JSON.parse(sourceMapText!).mappings),
  };
}
