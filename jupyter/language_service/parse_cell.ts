/** Makes a cell ready for the module of all cells. */
import ts from "typescript";
import { type CellParts, cellParts } from "../type_check/cell_parts.ts";

/** A cell as the module has it: as long as what the user wrote, character by character. */
export interface ParsedCell {
  source: string;
  parts: CellParts;
}

/** Parses a cell once, however many cells run after it. */
export function parseCell(source: string): ParsedCell {
  const text = letForVar(source);
  return { source: text, parts: cellParts(text) };
}

/** The kernel lets `var` be declared again with another type; in the block of a cell, `let` does. */
function letForVar(source: string): string {
  const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.Latest);
  let text = source;
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    const { declarationList } = statement;
    if (declarationList.flags & ts.NodeFlags.BlockScoped) continue;
    const start = declarationList.getStart(file);
    text = text.slice(0, start) + "let" + text.slice(start + "var".length);
  }
  return text;
}
