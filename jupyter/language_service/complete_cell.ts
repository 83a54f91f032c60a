/** Finds what may stand at the cursor. */
import ts from "typescript";
import type { CellInProgram } from "./cell_program.ts";
import type { Completion, CompletionMatch } from "./service_protocol.ts";
import { signatureOf } from "./symbol_text.ts";

/** No front-end shows more. */
const MAX_MATCHES = 200;
/** Signatures cost a millisecond each: those that are seen without scrolling have one. */
const MAX_SIGNATURES = 20;

/** How Jupyter's front-ends call what the compiler distinguishes further. */
const TYPES: Record<string, string> = {
  [ts.ScriptElementKind.functionElement]: "function",
  [ts.ScriptElementKind.localFunctionElement]: "function",
  [ts.ScriptElementKind.memberFunctionElement]: "method",
  [ts.ScriptElementKind.classElement]: "class",
  [ts.ScriptElementKind.interfaceElement]: "interface",
  [ts.ScriptElementKind.typeElement]: "type",
  [ts.ScriptElementKind.enumElement]: "enum",
  [ts.ScriptElementKind.memberVariableElement]: "property",
  [ts.ScriptElementKind.memberGetAccessorElement]: "property",
  [ts.ScriptElementKind.moduleElement]: "module",
  [ts.ScriptElementKind.keyword]: "keyword",
};

/** `import … from "sock`: the cursor is in the name of a module. */
const MODULE_NAME = /\b(?:from|import)\s*\(?\s*["']([^"'\n]*)$/;

/**
 * All that may stand at the cursor and begins as the word before it; the user's own names first.
 *
 * @param offset in UTF-16 units of the cell
 */
export function completeCell(
  cell: CellInProgram,
  offset: number,
): Completion | undefined {
  const { module, language, path, source, cellModules } = cell;
  const inModuleName = source.slice(0, offset).match(MODULE_NAME);
  if (inModuleName) return completeModule(inModuleName[1], offset, cellModules);
  const place = module.offsetAt({ cell: cell.cell, offset });
  if (place === undefined) return undefined;
  const found = language.getCompletionsAtPosition(path, place, {});
  if (!found) return undefined;
  const word = source.slice(0, offset).match(/[\p{ID_Continue}$]*$/u)![0];
  const replaced = found.entries[0]?.replacementSpan?.start;
  const start = replaced === undefined
    ? offset - word.length
    : module.cellAt(replaced)?.offset ?? offset - word.length;
  const typed = source.slice(start, offset).toLowerCase();
  const entries = found.entries
    .filter(({ name }) => name.toLowerCase().startsWith(typed))
    .filter(({ kind }) => typed || kind !== ts.ScriptElementKind.keyword)
    .toSorted((a, b) => compare(a.sortText, b.sortText))
    .slice(0, MAX_MATCHES);
  return {
    start,
    end: offset,
    matches: entries.map((entry, index) =>
      matchOf(cell, place, entry, index < MAX_SIGNATURES)
    ),
  };
}

function completeModule(
  typed: string,
  offset: number,
  modules: readonly string[],
): Completion {
  const matches = modules.filter((name) => name.startsWith(typed));
  return {
    start: offset - typed.length,
    end: offset,
    matches: matches.map((text) => ({ text, type: "module" })),
  };
}

function matchOf(
  { language, path, deadline }: CellInProgram,
  place: number,
  { name, kind, source, data }: ts.CompletionEntry,
  withSignature: boolean,
): CompletionMatch {
  const type = TYPES[kind] ?? "instance";
  if (!withSignature || deadline.isCancellationRequested()) {
    return { text: name, type };
  }
  const details = language.getCompletionEntryDetails(
    path,
    place,
    name,
    {},
    source,
    {},
    data,
  );
  const signature = signatureOf(details?.displayParts);
  if (kind !== ts.ScriptElementKind.alias) {
    return { text: name, type, signature };
  }
  const declared = signature.match(/^(function|class|interface|type)\b/)?.[0];
  return { text: name, type: declared ?? "instance", signature };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
