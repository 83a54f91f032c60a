/** Remembers the cells that ran, as far as they matter to the next one. */
import type { CellParts } from "../type_check/cell_parts.ts";
import { parseCell, type ParsedCell } from "./parse_cell.ts";

/** From here on, cells of which nothing is left are forgotten. */
const MAX_CELLS = 200;

interface RanCell {
  source: string;
  parsed: ParsedCell;
  /** What it declares and imports. */
  names: Set<string>;
}

/** The cells that ran in a kernel, in the order of running. */
export class CellsSoFar {
  #cells: RanCell[] = [];

  /** The cells, parsed. */
  get cells(): ParsedCell[] {
    return this.#cells.map(({ parsed }) => parsed);
  }

  /** Their sources. */
  get sources(): string[] {
    return this.#cells.map(({ source }) => source);
  }

  /** A cell ran. Run again, with all it uses as it was, it changes nothing. */
  add(source: string): void {
    const parsed = parseCell(source);
    const names = namesOf(parsed.parts);
    const before = this.#cells.findLastIndex((cell) => cell.source === source);
    const mentioned = wordsOf(source);
    const isAsBefore = before >= 0 &&
      this.#cells.slice(before + 1).every((later) =>
        later.names.isDisjointFrom(mentioned)
      );
    if (isAsBefore) return;
    this.#cells.push({ source, parsed, names });
    if (this.#cells.length > MAX_CELLS) this.#forget();
  }

  /** The kernel started anew: its variables are gone. */
  clear(): void {
    this.#cells = [];
  }

  /** Drops each cell whose names were all declared again: no later cell can mean it. */
  #forget(): void {
    const declaredLater = new Set<string>();
    this.#cells = this.#cells.toReversed().filter(({ names }) => {
      const isLive = !names.isSubsetOf(declaredLater);
      for (const name of names) declaredLater.add(name);
      return isLive;
    }).toReversed();
  }
}

function namesOf({ imports, declared }: CellParts): Set<string> {
  return new Set([
    ...declared,
    ...imports.flatMap(({ names }) => names.map(({ local }) => local)),
  ]);
}

function wordsOf(source: string): Set<string> {
  return new Set(source.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? []);
}
