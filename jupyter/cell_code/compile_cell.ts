import { applyEdits, beforeEdits, type Edit, findEdits } from "./cell_edits.ts";
import { beginCode } from "./cell_hooks.ts";
import {
  emitCode,
  lineStarts,
  type PlainScript,
  plainScript,
} from "./plain_script.ts";
import type { Parser } from "./load_parser.ts";
import { formatPlaces, type PlaceTable } from "./source_places.ts";

/** What a cell is told beside its code. */
export interface CellFrame {
  /** What the hooks call it; two that run in one kernel differ. */
  name: string;
  /** Its number in stack traces and results. */
  executionCount: number;
  /** Comes back with the broadcast that closes the cell. */
  fenceId: string;
  /** Its value is not shown. */
  silent?: boolean;
}

/** What a kernel is to run. */
export interface CompiledCell {
  code: string;
  /** Whether it closes itself; if not, or if it fails, a fence has to be sent behind it. */
  closes: boolean;
  /** Whether its top level awaits anything, an import for instance. */
  waits: boolean;
}

/**
 * Makes of a cell what a kernel is to run: plain JavaScript whose waits can be interrupted, which shows its last
 * value and closes itself, and whose stack traces tell the cell's own lines.
 *
 * The places in the cell travel in the script's name, so that the hooks need no other source. What cannot be
 * compiled (mostly a syntax error) is left as it is: the kernel will do or say the same as without us. It takes a
 * promise only where `plainScript` does.
 */
export function compileCell(
  source: string,
  frame: CellFrame,
  parser: Parser,
): CompiledCell | Promise<CompiledCell> {
  const frameScript = (plain: PlainScript) =>
    framed(plain, source, frame, parser);
  // Neither parser says by type or code why it refuses; the kernel will.
  const asItIs = () => ({
    code: `${beginCode(frame.name)}\n${source}`,
    closes: false,
    waits: true,
  });
  try {
    const plain = plainScript(source);
    return plain instanceof Promise
      ? plain.then(frameScript).catch(asItIs)
      : frameScript(plain);
  } catch {
    return asItIs();
  }
}

function framed(
  { script, sourceOffset }: PlainScript,
  source: string,
  frame: CellFrame,
  { parseScript }: Parser,
): CompiledCell {
  const { edits, waits } = findEdits(parseScript(script), script, frame);
  const edited = applyEdits(script, edits);
  const { code, table } = emitCode(edited);
  const places = leadBack(table, { source, edited, edits, sourceOffset });
  const url = `cell[${frame.executionCount}]?${formatPlaces(places)}`;
  return { code: `//# sourceURL=${url}\n${code}`, closes: true, waits };
}

/** Leads places in the edited script back to the cell. */
function leadBack(
  table: PlaceTable,
  { source, edited, edits, sourceOffset }: {
    source: string;
    edited: string;
    edits: readonly Edit[];
    sourceOffset: (offset: number) => number;
  },
): PlaceTable {
  const editedLines = lineStarts(edited);
  const sourceLines = lineStarts(source);
  return table.map((segments) =>
    segments.map(({ column, sourceLine, sourceColumn }) => {
      const offset = editedLines[sourceLine - 1] + sourceColumn - 1;
      const place = sourceOffset(beforeEdits(offset, edits));
      const line = sourceLines.findLastIndex((start) => start <= place);
      return {
        column,
        sourceLine: line + 1,
        sourceColumn: place - sourceLines[line] + 1,
      };
    })
  );
}
