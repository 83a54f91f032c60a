/** Says what the name at the cursor is, with its documentation. */
import ts from "typescript";
import type { CellInProgram } from "./cell_program.ts";
import { documentationOf, signatureOf } from "./symbol_text.ts";
import type { Inspection } from "./service_protocol.ts";

/**
 * The name that the cursor touches; inside the parentheses of a call, where it touches none, what is called.
 *
 * @param offset in UTF-16 units of the cell
 */
export function inspectCell(
  cell: CellInProgram,
  offset: number,
): Inspection | undefined {
  const place = cell.module.offsetAt({ cell: cell.cell, offset });
  if (place === undefined) return undefined;
  const name = nameAt(cell.file, place) ?? calledAt(cell, place);
  if (!name) return undefined;
  const { language, path, file } = cell;
  const info = language.getQuickInfoAtPosition(path, name.getStart(file));
  if (!info || info.kind === ts.ScriptElementKind.unknown) return undefined;
  return {
    signature: signatureOf(info.displayParts),
    documentation: documentationOf(info.documentation, info.tags),
  };
}

/** The identifier that holds the place or ends right before it. */
function nameAt(file: ts.SourceFile, place: number): ts.Node | undefined {
  const visit = (node: ts.Node): ts.Node | undefined => {
    if (node.getStart(file) > place || node.end < place) return undefined;
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) return node;
    return ts.forEachChild(node, visit);
  };
  return visit(file);
}

/** The name of the innermost function whose arguments the place is among, complete or not. */
function calledAt(
  { language, path, file }: CellInProgram,
  place: number,
): ts.Node | undefined {
  const help = language.getSignatureHelpItems(path, place, {});
  return help && nameAt(file, help.applicableSpan.start - "(".length);
}
