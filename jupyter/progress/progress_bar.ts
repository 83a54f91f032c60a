import { basename } from "node:path";
import type { NotebookReport } from "../run/run_report.ts";
import type { RunObserver } from "../run/run_notebooks.ts";
import { formatOutcome } from "./format_report.ts";

/** Where a progress bar is drawn. */
export interface ProgressTerminal {
  write(text: string): void;
  /** Width in characters, asked for at each drawing: windows are resized. */
  columns(): number;
  colour: boolean;
}

interface Running {
  cellsRun: number;
  cells: number;
}

const BAR_WIDTH = 24;
/** Drawing more often than this, in milliseconds, only flickers. */
const PAUSE = 40;
const ERASE_TO_END = "\x1b[0J";

/**
 * Draws, below the lines of notebooks that have ended, a bar for all notebooks and a line for each that runs:
 *
 * ```text
 * ✓ notebooks/en/00_start_here.ipynb: 12 cells, 9 assertions, 0.9 s
 * ━━━━━━━━━━━━━━━────────── 3 of 11 notebooks
 *   03_byte_pipe.ipynb  cell 7 of 31
 * ```
 */
export class ProgressBar implements RunObserver {
  readonly #terminal: ProgressTerminal;
  readonly #total: number;
  readonly #running = new Map<string, Running>();
  #endedCount = 0;
  #drawnLines = 0;
  #drawnAt = -Infinity;

  constructor(total: number, terminal: ProgressTerminal) {
    this.#total = total;
    this.#terminal = terminal;
  }

  started(path: string, cells: number): void {
    this.#running.set(path, { cellsRun: 0, cells });
    this.#draw();
  }

  ranCell(path: string, cellsRun: number, cells: number): void {
    this.#running.set(path, { cellsRun, cells });
    if (performance.now() - this.#drawnAt >= PAUSE) this.#draw();
  }

  ended(report: NotebookReport): void {
    this.#running.delete(report.path);
    this.#endedCount++;
    const { write, colour } = this.#terminal;
    write(`${this.#erasing()}${formatOutcome(report, { colour })}\n`);
    this.#drawnLines = 0;
    if (this.#endedCount < this.#total) this.#draw();
  }

  /** Removes the bar, so that what follows stands where it stood. */
  erase(): void {
    this.#terminal.write(this.#erasing());
    this.#drawnLines = 0;
  }

  #draw(): void {
    const columns = Math.max(20, this.#terminal.columns());
    const lines = [
      this.#bar(),
      ...[...this.#running].map(([path, { cellsRun, cells }]) =>
        `  ${basename(path)}  cell ${Math.min(cellsRun + 1, cells)} of ${cells}`
      ),
    ].map((line) => [...line].slice(0, columns - 1).join(""));
    this.#terminal.write(`${this.#erasing()}${lines.join("\n")}\n`);
    this.#drawnLines = lines.length;
    this.#drawnAt = performance.now();
  }

  #bar(): string {
    const partly = [...this.#running.values()].reduce(
      (sum, { cellsRun, cells }) => sum + (cells === 0 ? 0 : cellsRun / cells),
      0,
    );
    const share = (this.#endedCount + partly) / this.#total;
    const full = Math.floor(share * BAR_WIDTH);
    return `${"━".repeat(full)}${
      "─".repeat(BAR_WIDTH - full)
    } ${this.#endedCount} of ${this.#total} notebooks`;
  }

  #erasing(): string {
    if (this.#drawnLines === 0) return "";
    return `\x1b[${this.#drawnLines}A\r${ERASE_TO_END}`;
  }
}
