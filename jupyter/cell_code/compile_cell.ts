import { stripTypeScriptTypes } from "node:module";
import { applyEdits, beforeEdits, type Edit, findEdits } from "./cell_edits.ts";
import {
  formatPlaces,
  parseMappings,
  type PlaceTable,
} from "./source_places.ts";

/**
 * Makes of a cell what a kernel is to run: plain JavaScript whose waits can be interrupted, whose last value
 * shows, and whose stack traces tell the cell's own lines.
 *
 * The script's name carries `label` and the places in the cell, so that the hooks need no other source. What
 * cannot be compiled (a syntax error, or TypeScript that is more than types, such as `enum`) is returned as it
 * is: the kernel will do or say the same as without us.
 */
export async function compileCell(
  source: string,
  label: string,
): Promise<string> {
  // Loaded with the first cell: a kernel's start need not wait for it.
  const { parseScript } = await import("./parse_script.ts");
  try {
    const script = withParentheses(stripTypes(source));
    const edits = findEdits(parseScript(script), script);
    const edited = applyEdits(script, edits);
    const { code, mappings } = emit(edited);
    if (code.trim() === "") return source;
    const table = beforeEditing(parseMappings(mappings), {
      source,
      script,
      edited,
      edits,
    });
    return `//# sourceURL=${label}?${formatPlaces(table)}\n${code}`;
  } catch {
    // Neither parser says by type or code why it refuses; the kernel will.
    return source;
  }
}

function stripTypes(source: string): string {
  return stripTypeScriptTypes(source, { mode: "strip" });
}

/** As the kernel does: what begins with a brace is an object if it can be one, else a block. */
function withParentheses(script: string): string {
  if (!/^\s*\{/.test(script) || /;\s*$/.test(script)) return script;
  const expression = `(${script}\n)`;
  try {
    stripTypes(expression);
    return expression;
  } catch {
    return script;
  }
}

const MAP_COMMENT = /\n?\/\/# sourceMappingURL=data:[^,]*,([^\n]*)\s*$/;

/** The code as the kernel's own emitter writes it, which keeps it so when it comes to it again. */
function emit(script: string): { code: string; mappings: string } {
  const emitted = stripTypeScriptTypes(script, {
    mode: "transform",
    sourceMap: true,
  });
  const map = MAP_COMMENT.exec(emitted);
  const code = emitted.replace(MAP_COMMENT, "\n");
  if (map === null) return { code, mappings: "" };
  const bytes = Uint8Array.fromBase64(map[1]);
  return {
    code,
    mappings: JSON.parse(new TextDecoder().decode(bytes)).mappings,
  };
}

/** Leads places in the edited script back to the cell. */
function beforeEditing(
  table: PlaceTable,
  { source, script, edited, edits }: {
    source: string;
    script: string;
    edited: string;
    edits: readonly Edit[];
  },
): PlaceTable {
  const editedLines = lineStarts(edited);
  const sourceLines = lineStarts(source);
  const parenthesis = script.length > source.length ? 1 : 0;
  return table.map((segments) =>
    segments.map(({ column, sourceLine, sourceColumn }) => {
      const offset = editedLines[sourceLine - 1] + sourceColumn - 1;
      const place = beforeEdits(offset, edits) - parenthesis;
      const line = sourceLines.findLastIndex((start) => start <= place);
      return {
        column,
        sourceLine: Math.max(line, 0) + 1,
        sourceColumn: place - (sourceLines[line] ?? 0) + 1,
      };
    })
  );
}

function lineStarts(text: string): number[] {
  return [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
}
