/** One TypeScript module out of a notebook's cells, with the way back to the cells. */
import ts from "typescript";

/** A code cell as the check sees it. */
export interface CheckedCell {
  id: string;
  source: string;
}

/** A place in a cell; line and column count from 1. */
export interface CellPosition {
  cellId: string;
  line: number;
  column: number;
}

/** A module that behaves as the kernel does when it runs the cells from top to bottom. */
export interface NotebookModule {
  text: string;
  /** Where a line and column of `text` (from 0) stand in the notebook; `undefined` between cells. */
  positionAt(line: number, column: number): CellPosition | undefined;
}

/**
 * Nests each cell in the block of the one before:
 *
 * ```text
 * import { readLine } from "sockets";   ← hoisted: a block can't import
 * { // cell 1
 *   const port = 1;
 *   { // cell 2
 *     const port = 2;                   ← declared again, as the kernel allows
 *   }
 * }
 * ```
 *
 * So a cell sees what earlier cells declared, may declare it again, and may
 * not use what only a later cell declares.
 */
export function notebookModule(cells: CheckedCell[]): NotebookModule {
  const lines: string[] = [];
  const origins: (CellPosition | undefined)[] = [];
  const add = (text: string, origin?: CellPosition) => {
    for (const [index, line] of text.split("\n").entries()) {
      lines.push(line);
      origins.push(origin && { ...origin, line: origin.line + index });
    }
  };

  const imported = new Set<string>();
  const split = cells.map((cell) => ({
    cell,
    ...splitImports(cell.source, imported),
  }));
  for (const { cell, imports } of split) {
    for (const { text, line } of imports) {
      add(text, { cellId: cell.id, line, column: 1 });
    }
  }
  add("export {};");
  for (const { cell, body } of split) {
    add("{");
    add(body, { cellId: cell.id, line: 1, column: 1 });
  }
  add("}".repeat(cells.length));

  return {
    text: lines.join("\n"),
    positionAt(line, column) {
      const origin = origins[line];
      return origin && { ...origin, column: column + 1 };
    },
  };
}

/** Takes the import declarations out of a cell, leaving blanks so that positions stay. */
function splitImports(source: string, imported: Set<string>) {
  const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.Latest);
  const imports: { text: string; line: number }[] = [];
  let body = source;
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const start = statement.getStart(file);
    const { line, character } = file.getLineAndCharacterOfPosition(start);
    const text = withoutRepeats(statement, file, imported);
    imports.push({ text: " ".repeat(character) + text, line: line + 1 });
    body = body.slice(0, start) + blank(source.slice(start, statement.end)) +
      body.slice(statement.end);
  }
  return { imports, body };
}

/** The declaration with the names blanked out that an earlier cell imported from the same place. */
function withoutRepeats(
  declaration: ts.ImportDeclaration,
  file: ts.SourceFile,
  imported: Set<string>,
): string {
  const offset = declaration.getStart(file);
  let text = declaration.getText(file);
  for (const { node, name } of importedNames(declaration, file)) {
    const key = `${name} from ${declaration.moduleSpecifier.getText(file)}`;
    if (!imported.has(key)) {
      imported.add(key);
      continue;
    }
    const start = node.getStart(file) - offset;
    const comma = text.slice(node.end - offset).match(/^\s*,/)?.[0].length ?? 0;
    const end = node.end - offset + comma;
    text = text.slice(0, start) + blank(text.slice(start, end)) +
      text.slice(end);
  }
  return text;
}

function importedNames(declaration: ts.ImportDeclaration, file: ts.SourceFile) {
  const bindings = declaration.importClause?.namedBindings;
  const nodes = bindings && ts.isNamedImports(bindings)
    ? [...bindings.elements]
    : [];
  return nodes.map((node) => ({ node, name: node.getText(file) }));
}

/** Spaces in place of all but the line ends. */
function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}
