/** Takes one cell apart as the kernel does: imports, declarations, the rest. */
import ts from "typescript";
import { syntaxError } from "./syntax_error.ts";

/** One cell, taken apart; offsets count UTF-16 units of its source. */
export interface CellParts {
  /** The source with imports and the word `export` blanked out, so that positions stay. */
  body: string;
  /** The kernel reads `{ port: 1 }` as an object, where a module reads a block. */
  isObjectLiteral: boolean;
  imports: ImportPart[];
  /** Names that its own statements declare at the top level. */
  declared: string[];
}

/** One import declaration. */
export interface ImportPart {
  text: string;
  /** Where `text` starts in the cell. */
  start: number;
  /** The module's name, in its quotes. */
  from: string;
  /** Where the names are in `text`, without `import`. */
  clause?: { start: number; end: number };
  names: ImportedName[];
}

/** One name that an import declares. */
export interface ImportedName {
  local: string;
  /** Its name in the module; `default`, or `*` for all of it. */
  imported: string;
  typeOnly: boolean;
  /** Its place in the declaration's text. */
  start: number;
  end: number;
}

/** Takes a cell apart. A cell that cannot be parsed comes out as far as it can. */
export function cellParts(source: string): CellParts {
  if (readAsObjectLiteral(source)) {
    return { body: source, isObjectLiteral: true, imports: [], declared: [] };
  }
  const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.Latest);
  const imports: ImportPart[] = [];
  const declared: string[] = [];
  let body = source;
  const blankOut = (start: number, end: number) => {
    body = body.slice(0, start) + blank(body.slice(start, end)) +
      body.slice(end);
  };
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement)) {
      imports.push(importPart(statement, file));
      blankOut(statement.getStart(file), statement.end);
    } else {
      for (const { start, end } of exportWords(statement, file)) {
        blankOut(start, end);
      }
      declared.push(...declaredNames(statement));
    }
  }
  return { body, isObjectLiteral: false, imports, declared };
}

/** Spaces in place of all but the line ends. */
export function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}

/** As the kernel, which tries parentheses around a cell that starts with `{` and does not end with `;`. */
export function readAsObjectLiteral(source: string): boolean {
  return source.trimStart().startsWith("{") &&
    !source.trimEnd().endsWith(";") &&
    syntaxError(`(${source}\n)`) === undefined;
}

function importPart(
  declaration: ts.ImportDeclaration,
  file: ts.SourceFile,
): ImportPart {
  const start = declaration.getStart(file);
  const clause = declaration.importClause;
  const bindings = clause?.namedBindings;
  const nameOf = (node: ts.Node, local: ts.Identifier, imported: string) => ({
    local: local.text,
    imported,
    typeOnly: clause!.phaseModifier === ts.SyntaxKind.TypeKeyword ||
      ts.isImportSpecifier(node) && node.isTypeOnly,
    start: node.getStart(file) - start,
    end: node.end - start,
  });
  const names: ImportedName[] = [];
  if (clause?.name) names.push(nameOf(clause.name, clause.name, "default"));
  if (bindings && ts.isNamespaceImport(bindings)) {
    names.push(nameOf(bindings, bindings.name, "*"));
  } else if (bindings) {
    for (const element of bindings.elements) {
      const { text } = element.propertyName ?? element.name;
      names.push(nameOf(element, element.name, text));
    }
  }
  return {
    text: declaration.getText(file),
    start,
    from: declaration.moduleSpecifier.getText(file),
    clause: clause && {
      start: clause.getStart(file) - start,
      end: declaration.moduleSpecifier.getStart(file) - start,
    },
    names,
  };
}

/** `export` and `export default`, which the kernel drops: a cell has nobody to export to. */
function exportWords(
  statement: ts.Statement,
  file: ts.SourceFile,
): { start: number; end: number }[] {
  const start = statement.getStart(file);
  if (ts.isExportDeclaration(statement)) return [{ start, end: statement.end }];
  if (ts.isExportAssignment(statement)) {
    return [{ start, end: statement.expression.getStart(file) }];
  }
  const modifiers = ts.canHaveModifiers(statement)
    ? ts.getModifiers(statement) ?? []
    : [];
  return modifiers.filter(({ kind }) =>
    kind === ts.SyntaxKind.ExportKeyword ||
    kind === ts.SyntaxKind.DefaultKeyword
  ).map((word) => ({ start: word.getStart(file), end: word.end }));
}

function declaredNames(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) =>
      boundNames(name)
    );
  }
  const { name } = statement as ts.DeclarationStatement;
  return name && ts.isIdentifier(name) ? [name.text] : [];
}

/** `const { port, address: [first] } = …` binds `port` and `first`. */
function boundNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) =>
    ts.isBindingElement(element) ? boundNames(element.name) : []
  );
}
