import type { RunObserver } from "../run/run_notebooks.ts";
import type { NotebookReport } from "../run/run_report.ts";
import { formatOutcome } from "./format_report.ts";

/** Prints a plain line for each notebook that ends, for logs and pipes. */
export class ProgressLines implements RunObserver {
  readonly #write: (text: string) => void;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  ended(report: NotebookReport): void {
    this.#write(`${formatOutcome(report, { colour: false })}\n`);
  }
}
