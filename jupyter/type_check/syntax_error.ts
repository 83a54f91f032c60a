/** Finds what keeps a cell from being read at all. */
import ts from "typescript";

/** One syntax error; line and column count from 1. */
export interface SyntaxProblem {
  line: number;
  column: number;
  message: string;
}

/** The first syntax error of a cell: the others mostly follow from it. */
export function syntaxError(source: string): SyntaxProblem | undefined {
  const { diagnostics = [] } = ts.transpileModule(source, {
    reportDiagnostics: true,
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
    },
  });
  const [first] = diagnostics;
  if (!first) return undefined;
  const position = first.file?.getLineAndCharacterOfPosition(first.start ?? 0);
  return {
    line: (position?.line ?? 0) + 1,
    column: (position?.character ?? 0) + 1,
    message: ts.flattenDiagnosticMessageText(first.messageText, " "),
  };
}
