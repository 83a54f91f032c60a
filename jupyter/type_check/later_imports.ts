/** Finds names that are imported further down only: run from top to bottom, a cell does not have them yet. */
import ts from "typescript";
import type { NotebookModule } from "./notebook_module.ts";

/** Uses of a name in a cell before the cell whose import declares it. */
export function laterImports(
  checker: ts.TypeChecker,
  file: ts.SourceFile,
  module: NotebookModule,
): { start: number; rule: string; message: string }[] {
  const found: { start: number; rule: string; message: string }[] = [];
  const cellOf = (node: ts.Node) => module.cellAt(node.getStart(file))?.cell;
  const visit = (node: ts.Node) => {
    if (ts.isImportDeclaration(node)) return;
    ts.forEachChild(node, visit);
    if (!ts.isIdentifier(node)) return;
    const declaration = importOf(checker, node, file);
    const cell = declaration && cellOf(node);
    if (cell === undefined || cell >= cellOf(declaration!)!) return;
    found.push({
      start: node.getStart(file),
      rule: "type",
      message: `Cannot find name '${node.text}': only a later cell imports it.`,
    });
  };
  visit(file);
  return found;
}

/** What in this file imports the name, if that is how it is declared. */
function importOf(
  checker: ts.TypeChecker,
  name: ts.Identifier,
  file: ts.SourceFile,
): ts.Node | undefined {
  const symbol = ts.isShorthandPropertyAssignment(name.parent)
    ? checker.getShorthandAssignmentValueSymbol(name.parent)
    : checker.getSymbolAtLocation(name);
  if (!symbol || !(symbol.flags & ts.SymbolFlags.Alias)) return undefined;
  const declaration = symbol.declarations?.[0];
  return declaration?.getSourceFile() === file ? declaration : undefined;
}
