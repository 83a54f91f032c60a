import { abridgeToColumns, padColumnsStart } from "../drawing/abridge.ts";
import { type PlotWords } from "./draw_plot_frame.ts";
import { type StyledSeries } from "./plot_series.ts";

const COLUMNS = 64;
const ROWS = 14;
const MARKS = ["*", "+", "o", "x", "#"];

/** The text form of a plot: a mark where a curve passes, both axes with their ends. */
export function writePlot(
  series: readonly StyledSeries[],
  { x, y, notes }: PlotWords,
): string[] {
  const finite = series.map(({ points }) =>
    points.filter(([px, py]) => Number.isFinite(px) && Number.isFinite(py))
  );
  const all = finite.flat();
  const xs = range(all.map(([value]) => value));
  const ys = range(all.map(([, value]) => value));
  const grid = Array.from({ length: ROWS }, () => new Array(COLUMNS).fill(" "));
  finite.forEach((points, index) => {
    const mark = (column: number, value: number) => {
      grid[ROWS - 1 - place(value, ys, ROWS)][column] = MARKS[index];
    };
    points.forEach(([px, py], point) => {
      const column = place(px, xs, COLUMNS);
      const [nextX, nextY] = points[point + 1] ?? [px, py];
      const until = place(nextX, xs, COLUMNS);
      mark(column, py);
      for (let between = column + 1; between < until; between++) {
        const part = (between - column) / (until - column);
        mark(between, series[index].steps ? py : py + (nextY - py) * part);
      }
    });
  });
  const ends = [brief(ys[1]), brief(ys[0])];
  const margin = Math.max(...ends.map((end) => end.length));
  const first = brief(xs[0]);
  const last = brief(xs[1]);
  return [
    y,
    ...grid.map((cells, row) => {
      const end = row === 0 ? ends[0] : row === ROWS - 1 ? ends[1] : "";
      return `${padColumnsStart(end, margin)} │${cells.join("")}`;
    }),
    `${" ".repeat(margin + 1)}└${"─".repeat(COLUMNS)}`,
    `${" ".repeat(margin + 2)}${first}${
      padColumnsStart(last, COLUMNS - first.length)
    }`,
    padColumnsStart(x, Math.min(100, margin + 2 + COLUMNS)),
    ...(series.length > 1
      ? series.map(({ name }, index) => `  ${MARKS[index]} ${name}`)
      : []),
    ...notes.map((note) => `  at ${brief(note.x)}: ${note.text}`),
  ].map((line) => abridgeToColumns(line, 100));
}

function range(values: readonly number[]): [number, number] {
  const least = values.reduce((a, b) => Math.min(a, b), 0);
  const most = values.reduce((a, b) => Math.max(a, b), -Infinity);
  return [least, most > least ? most : least + 1];
}

function place(value: number, [least, most]: [number, number], cells: number) {
  const part = (value - least) / (most - least);
  return Math.min(cells - 1, Math.max(0, Math.round(part * (cells - 1))));
}

function brief(value: number): string {
  return Number(value.toPrecision(6)).toString();
}
