import { stripTypeScriptTypes } from "node:module";
import { parseMappings, type PlaceTable } from "./source_places.ts";

/** A cell without its types, and where each piece of it was. */
export interface PlainScript {
  script: string;
  /** The offset in the cell of what stands at an offset of the script. */
  sourceOffset(offset: number): number;
}

/** Code as an emitter wrote it; the table leads back to what it was made of. */
export interface EmittedCode {
  code: string;
  table: PlaceTable;
}

/**
 * Takes the types out of a cell: types alone give way to blanks, so every piece stays in its place. TypeScript
 * that is more than types (`enum`, `namespace`) is emitted anew; that takes a promise where there are imports beside
 * it (`emit_keeping_imports.ts`).
 */
export function plainScript(
  source: string,
): PlainScript | Promise<PlainScript> {
  try {
    return inParentheses(stripTypes(source));
  } catch {
    // This tells of syntax errors, too.
    const emitted = emitCode(source);
    return /^[ \t]*import\b/m.test(source)
      ? keepingImports(source)
      : leadingBack(source, emitted);
  }
}

async function keepingImports(source: string): Promise<PlainScript> {
  const { emitKeepingImports } = await import("./emit_keeping_imports.ts");
  return leadingBack(source, emitKeepingImports(source));
}

function leadingBack(
  source: string,
  { code, table }: EmittedCode,
): PlainScript {
  const emittedLines = lineStarts(code);
  const sourceLines = lineStarts(source);
  return {
    script: code,
    sourceOffset(offset) {
      const line = emittedLines.findLastIndex((start) => start <= offset);
      const column = offset - emittedLines[line] + 1;
      const segments = table[line] ?? [];
      const segment = segments.findLast((found) => found.column <= column) ??
        segments[0];
      if (segment === undefined) return 0;
      return sourceLines[segment.sourceLine - 1] + segment.sourceColumn - 1;
    },
  };
}

/** As the kernel does: what begins with a brace is an object if it can be one, else a block. */
function inParentheses(script: string): PlainScript {
  const plain = { script, sourceOffset: (offset: number) => offset };
  if (!/^\s*\{/.test(script) || /;\s*$/.test(script)) return plain;
  const expression = `(${script}\n)`;
  try {
    stripTypes(expression);
  } catch {
    return plain;
  }
  return {
    script: expression,
    sourceOffset: (offset) => Math.max(0, offset - 1),
  };
}

function stripTypes(source: string): string {
  return stripTypeScriptTypes(source, { mode: "strip" });
}

const MAP_COMMENT = /\n?\/\/# sourceMappingURL=data:[^,]*,([^\n]*)\s*$/;

/** Emits code as the kernel itself does, which keeps it so when it comes to it again. */
export function emitCode(script: string): EmittedCode {
  const emitted = stripTypeScriptTypes(script, {
    mode: "transform",
    sourceMap: true,
  });
  const map = MAP_COMMENT.exec(emitted);
  const code = emitted.replace(MAP_COMMENT, "\n");
  if (map === null) return { code, table: [] };
  const json = new TextDecoder().decode(Uint8Array.fromBase64(map[1]));
  return { code, table: parseMappings(JSON.parse(json).mappings) };
}

/** Offsets at which lines start. */
export function lineStarts(text: string): number[] {
  return [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
}
