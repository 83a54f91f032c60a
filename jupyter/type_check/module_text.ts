/** Text put together out of pieces of cells, which knows where each piece came from. */

/** A place in a cell: the cell's number in the list, and an offset into its source in UTF-16 units. */
export interface ModulePosition {
  cell: number;
  offset: number;
}

/** Where a piece came from. */
interface Origin extends ModulePosition {
  /** How many characters at its start only move it to its column. */
  blanks?: number;
  /** All of the piece stands for one place. */
  isPoint?: boolean;
}

interface Segment extends Origin {
  start: number;
  end: number;
}

/** Grows line by line. */
export class ModuleText {
  text = "";
  #segments: Segment[] = [];
  #lineStarts = [0];

  constructor(private readonly sources: readonly string[]) {}

  /** The cell's source. */
  sourceOf(cell: number): string {
    return this.sources[cell];
  }

  /** Appends a piece and ends the line. A piece without origin belongs to no cell. */
  add(piece: string, origin?: Origin): void {
    const begin = this.text.length;
    if (begin > 0) this.text += "\n";
    const start = this.text.length + (origin?.blanks ?? 0);
    this.text += piece;
    if (begin > 0) this.#lineStarts.push(begin + 1);
    for (const { index } of piece.matchAll(/\n/g)) {
      this.#lineStarts.push(this.text.length - piece.length + index + 1);
    }
    if (origin) {
      this.#segments.push({ ...origin, start, end: this.text.length });
    }
  }

  /** The cell of a place in the text, if any. */
  cellAt(offset: number): ModulePosition | undefined {
    const segment = this.#segments.find(({ start, end }) =>
      start <= offset && offset <= end
    );
    if (!segment) return undefined;
    const { cell, start, isPoint } = segment;
    return {
      cell,
      offset: segment.offset + (isPoint ? 0 : offset - start),
    };
  }

  /** As {@linkcode cellAt}, for a line and column from 0. */
  placeAt(line: number, column: number): ModulePosition | undefined {
    const start = this.#lineStarts[line];
    return start === undefined ? undefined : this.cellAt(start + column);
  }

  /** Where a place of a cell stands: in its hoisted import, if it is in one. */
  offsetAt({ cell, offset }: ModulePosition): number | undefined {
    const segment = this.#segments.find((segment) =>
      segment.cell === cell && !segment.isPoint && segment.offset <= offset &&
      offset <= segment.offset + segment.end - segment.start
    );
    return segment && segment.start + offset - segment.offset;
  }

  /** Line and column, from 1, of a place in a cell. */
  lineOf({ cell, offset }: ModulePosition): { line: number; column: number } {
    const before = this.sources[cell].slice(0, offset).split("\n");
    return { line: before.length, column: before.at(-1)!.length + 1 };
  }
}
