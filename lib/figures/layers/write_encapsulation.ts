import {
  abridgeToColumns,
  columnCount,
  formatCount,
  padColumns,
} from "../drawing/abridge.ts";
import { type LayerFact, titleOf } from "./layer_fact.ts";

const WIDTH = 100;

/** The text form: the message at the right, each header before it, sums at the end. */
export function writeEncapsulation(
  layers: readonly LayerFact[],
  totals: readonly number[],
): string[] {
  // Long names give way until the widest row fits.
  for (const room of [24, 14, 8, 4]) {
    const lines = writeRows(layers, totals, room);
    if (lines.every((line) => columnCount(line) <= WIDTH)) return lines;
  }
  return writeRows(layers, totals, 2).map((line) =>
    abridgeToColumns(line, WIDTH)
  );
}

function writeRows(
  layers: readonly LayerFact[],
  totals: readonly number[],
  room: number,
): string[] {
  const cells = layers.map(({ name, size = 0, text }, index) => {
    const words = abridgeToColumns(text ?? name, index === 0 ? room : room / 2);
    return `│ ${words} ${formatCount(size)} `;
  });
  const tails = layers.map(({ trailer }) => trailer ? `│ ${trailer} ` : "");
  const indents = cells.map((_, row) =>
    columnCount(cells.slice(row + 1).join(""))
  );
  const widest = columnCount(cells.join("") + tails.join("")) + 1;
  const titles = layers.map(titleOf);
  const title = Math.min(20, Math.max(...titles.map(columnCount)));
  return layers.map((_, row) => {
    const headers = cells.slice(0, row + 1).reverse().join("");
    const trailers = tails.slice(0, row + 1).join("");
    const body = `${" ".repeat(indents[row])}${headers}${trailers}│`;
    return `${padColumns(titles[row], title)}  ${padColumns(body, widest)}  ${
      formatCount(totals[row])
    } B`;
  });
}
