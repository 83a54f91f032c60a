/** Takes "all of these are unused" apart into one finding a name, as an exercise and its solution may use different ones. */
import ts from "typescript";

/** `All imports in import declaration are unused.`, `All destructured elements …`, `All variables …` */
const ALL_UNUSED = [6192, 6198, 6199];

/** One finding for each name that such a diagnostic is about; `undefined` if it is another. */
export function unusedNames(
  file: ts.SourceFile,
  { code, start = 0, length = 0 }: ts.Diagnostic,
): { start: number; rule: string; message: string }[] | undefined {
  if (!ALL_UNUSED.includes(code)) return undefined;
  const names: ts.Identifier[] = [];
  const visit = (node: ts.Node) => {
    const inside = node.getStart(file) >= start && node.end <= start + length;
    if (inside && declaresName(node)) names.push(node.name);
    if (node.end > start && node.pos < start + length) {
      ts.forEachChild(node, visit);
    }
  };
  visit(file);
  return names.map((name) => ({
    start: name.getStart(file),
    rule: "type",
    message: `'${name.text}' is declared but its value is never read.`,
  }));
}

function declaresName(
  node: ts.Node,
): node is ts.Node & { name: ts.Identifier } {
  const declares = ts.isImportSpecifier(node) || ts.isImportClause(node) ||
    ts.isNamespaceImport(node) || ts.isBindingElement(node) ||
    ts.isVariableDeclaration(node);
  return declares && node.name !== undefined && ts.isIdentifier(node.name);
}
