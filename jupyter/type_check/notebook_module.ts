/** One TypeScript module out of a notebook's cells, with the way back to the cells. */
import { type CellParts, cellParts } from "./cell_parts.ts";
import { CellScope } from "./cell_scope.ts";
import { type ModulePosition, ModuleText } from "./module_text.ts";

/** A code cell as the check sees it. */
export interface CheckedCell {
  id: string;
  source: string;
  /** The source taken apart, if that was done before. */
  parts?: CellParts;
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
  /** Which cell, by its place in the list, an offset of `text` is in, and where in its source. */
  cellAt(offset: number): ModulePosition | undefined;
  /** Where an offset of a cell's source stands in `text`. */
  offsetAt(position: ModulePosition): number | undefined;
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
  const parts = cells.map(({ source, parts }) => parts ?? cellParts(source));
  const module = new ModuleText(cells.map(({ source }) => source));
  const scope = new CellScope();
  const bindings = parts.map((part, cell) =>
    addImports(module, part, scope, cell)
  );
  module.add("export {};");
  for (const [cell, { body, isObjectLiteral }] of parts.entries()) {
    module.add("{");
    for (const binding of bindings[cell]) module.add(binding);
    if (isObjectLiteral) module.add("(");
    module.add(body, { cell, offset: 0 });
    if (isObjectLiteral) module.add(");");
  }
  module.add("}".repeat(cells.length));

  const { text } = module;
  return {
    text,
    positionAt(line, column) {
      const place = module.placeAt(line, column);
      return place && { cellId: cells[place.cell].id, ...module.lineOf(place) };
    },
    cellAt: (offset) => module.cellAt(offset),
    offsetAt: (position) => module.offsetAt(position),
  };
}

/** Hoists a cell's imports. The answer binds, in the cell's block, what could not keep its name up there. */
function addImports(
  module: ModuleText,
  { imports, declared }: CellParts,
  scope: CellScope,
  cell: number,
): string[] {
  const bindings: string[] = [];
  for (const part of imports) {
    const { text, renamed } = scope.hoist(part, cell);
    const blanks = part.start - lineStart(module.sourceOf(cell), part.start);
    module.add(" ".repeat(blanks) + text, { cell, offset: part.start, blanks });
    for (const { text, binding, start } of renamed) {
      module.add(text, { cell, offset: part.start + start, isPoint: true });
      bindings.push(binding);
    }
  }
  for (const name of declared) scope.declare(name);
  return bindings;
}

function lineStart(source: string, offset: number): number {
  return source.lastIndexOf("\n", offset - 1) + 1;
}
