/** Where in a cell the code came from that a kernel runs. */

/** A piece of emitted code begins at `column`, and came from this place; all count from 1. */
export interface Segment {
  column: number;
  sourceLine: number;
  sourceColumn: number;
}

/** For each emitted line its segments in order. */
export type PlaceTable = Segment[][];

const BASE64 =
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Reads the `mappings` of a source map with one source. Source: ECMA-426, "Source Map Format". */
export function parseMappings(mappings: string): PlaceTable {
  let [sourceLine, sourceColumn] = [0, 0];
  return mappings.split(";").map((line) => {
    let column = 0;
    if (line === "") return [];
    return line.split(",").flatMap((segment) => {
      const [columns, source, lines, sourceColumns] = decodeVlq(segment);
      column += columns;
      if (source === undefined) return [];
      sourceLine += lines;
      sourceColumn += sourceColumns;
      return [{
        column: column + 1,
        sourceLine: sourceLine + 1,
        sourceColumn: sourceColumn + 1,
      }];
    });
  });
}

/** Numbers of base 64 digits, the lowest first, each with a bit that says whether more follow. */
function decodeVlq(text: string): number[] {
  const numbers: number[] = [];
  let [value, shift] = [0, 0];
  for (const digit of text) {
    const bits = BASE64.indexOf(digit);
    value |= (bits & 31) << shift;
    shift += 5;
    if ((bits & 32) !== 0) continue;
    numbers.push((value & 1) !== 0 ? -(value >> 1) : value >> 1);
    [value, shift] = [0, 0];
  }
  return numbers;
}

/**
 * Writes a table without blanks and quotes, as part of a script's name: `column.line.column,…;…`. What came from
 * the same place as the piece before it is left out.
 */
export function formatPlaces(table: PlaceTable): string {
  return table.map((segments) =>
    segments
      .map(({ column, sourceLine, sourceColumn }) => ({
        column,
        place: `${sourceLine}.${sourceColumn}`,
      }))
      .filter(({ place }, index, all) => place !== all[index - 1]?.place)
      .map(({ column, place }) => `${column}.${place}`)
      .join(",")
  ).join(";");
}
