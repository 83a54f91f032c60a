/** Finds what is wrong with a cell before it runs. */
import ts from "typescript";
import { readAsObjectLiteral } from "../type_check/cell_parts.ts";
import { floatingPromises } from "../type_check/floating_promises.ts";
import { syntaxError } from "../type_check/syntax_error.ts";
import type { CellInProgram } from "./cell_program.ts";
import type { CellProblem } from "./service_protocol.ts";

/** Modules of which the resolver knows whether they exist; of others the kernel says it better. */
const KNOWN_MODULES = /^["'](sockets|@std)\b/;

const CANNOT_FIND_MODULE = 2307;
/** A namespace may stand in a cell, though not in the block that the check makes of it. */
const NAMESPACE_IN_BLOCK = 1235;
/**
 * The family of "implicitly has an 'any' type", of which a sketch is not asked. The compiler's option stays on: without
 * it an array that begins as `[]` could never hold anything.
 */
const IMPLICIT_ANY = { from: 7005, to: 7057 };

/**
 * The compiler checks no more than these statements, as it does for what an editor shows of a long file;
 * so what a cell costs does not grow with the cells before it.
 */
type ProgramInParts = ts.Program & {
  getSemanticDiagnostics(
    file: ts.SourceFile,
    token: ts.CancellationToken,
    nodes: ts.Node[],
  ): readonly ts.Diagnostic[];
};

/** Whether the kernel would not even begin to run it. */
export function isUnreadable(source: string): boolean {
  return !readAsObjectLiteral(source) && syntaxError(source) !== undefined;
}

/** Type errors of a cell and the promises it drops, from top to bottom. Of a cell that can't be read, none. */
export function checkCell(cell: CellInProgram): CellProblem[] {
  const { source, file, statements, deadline, module } = cell;
  if (isUnreadable(source)) return [];
  const program = cell.program as ProgramInParts;
  const found = program.getSemanticDiagnostics(file, deadline, statements)
    .filter((diagnostic) => isWorthSaying(diagnostic, file))
    .map(({ start = 0, length = 0, messageText }) => ({
      start,
      end: start + length,
      message: ts.flattenDiagnosticMessageText(messageText, "\n"),
    }));
  const checker = program.getTypeChecker();
  return [...found, ...floatingPromises(checker, file, statements)]
    .flatMap(({ start, end, message }) => {
      const place = module.cellAt(start);
      if (place?.cell !== cell.cell) return [];
      return [problemAt(source, place.offset, end - start, message)];
    })
    .toSorted((a, b) => a.line - b.line || a.column - b.column);
}

function isWorthSaying(
  { code, category, start = 0, length = 0 }: ts.Diagnostic,
  file: ts.SourceFile,
): boolean {
  if (category !== ts.DiagnosticCategory.Error) return false;
  if (code === NAMESPACE_IN_BLOCK) return false;
  if (code >= IMPLICIT_ANY.from && code <= IMPLICIT_ANY.to) return false;
  const text = file.text.slice(start, start + length);
  return code !== CANNOT_FIND_MODULE || KNOWN_MODULES.test(text);
}

function problemAt(
  source: string,
  offset: number,
  length: number,
  message: string,
): CellProblem {
  const before = source.slice(0, offset).split("\n");
  const rest = source.slice(offset, offset + length).split("\n")[0];
  return {
    line: before.length,
    column: before.at(-1)!.length + 1,
    length: Math.max(1, rest.trimEnd().length),
    message,
  };
}
