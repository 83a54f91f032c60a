import type { CodeCell, Notebook } from "../notebook.ts";
import { isExercise } from "./apply_solutions.ts";
import {
  describeCellError,
  describeLateError,
  type ErrorContent,
} from "./cell_failure.ts";
import type { CellEnd } from "./execute_cell.ts";
import type { LateError } from "./kernel_hooks.ts";
import type { OutputCollector } from "./output_collector.ts";
import type { NotebookFailure } from "./run_report.ts";

/** Says whether what cells did is a failure, and keeps the first one. */
export class CellJudge {
  failure: NotebookFailure | undefined;
  readonly #notebook: Notebook;

  constructor(notebook: Notebook) {
    this.#notebook = notebook;
  }

  /** Fails the notebook unless the check of every exercise has passed. */
  failUnlessSolved(exercises: Record<string, string>): void {
    const ids = new Set([
      ...this.#notebook.cells.filter(isExercise).map(({ id }) => id),
      ...Object.keys(exercises),
    ]);
    for (const id of ids) {
      const state = exercises[id];
      if (state === "passed") continue;
      const message = state === undefined
        ? `no check has looked at exercise "${id}"`
        : `the check of exercise "${id}" says "${state}", expected "passed"`;
      this.fail(this.#find(id), { kind: "unsolved", message });
    }
  }

  /** Judges a cell that has run: the error that ended it, and errors that nobody awaited. */
  async judge(
    cell: CodeCell,
    { reply: content, fence }: CellEnd,
    collector: OutputCollector,
  ): Promise<void> {
    cell.execution_count = Number(content.execution_count ?? 0) || null;
    if (content.status === "error") {
      await this.#judgeError(
        cell,
        content as unknown as ErrorContent,
        collector,
      );
    }
    this.judgeLateErrors(fence.lateErrors);
  }

  async #judgeError(
    cell: CodeCell,
    error: ErrorContent,
    collector: OutputCollector,
  ): Promise<void> {
    const broadcast = collector.outputs
      .some(({ output_type }) => output_type === "error");
    if (broadcast && isExcused(cell)) return;
    const description = await describeCellError(
      cell,
      error,
      broadcast,
    );
    if (!broadcast) collector.addError({ ...error, ...description });
    if (!isExcused(cell)) this.fail(cell, description);
  }

  /** Judges errors that nobody awaited: they show in the cells that started them. */
  judgeLateErrors(lateErrors: LateError[]): void {
    for (const late of lateErrors) {
      const cell = late.cell === undefined ? undefined : this.#find(late.cell);
      if (cell && isExcused(cell)) continue;
      const description = describeLateError(late, cell);
      const { ename, evalue, traceback = [] } = description;
      cell?.outputs.push({
        output_type: "error",
        ename: ename ?? "Error",
        evalue: evalue ?? "",
        traceback,
      });
      this.fail(cell, description);
    }
  }

  /** Keeps a failure of this cell, or without one of the notebook, if it is the first. */
  fail(
    cell: CodeCell | undefined,
    failure: Omit<NotebookFailure, "cell" | "id">,
  ): void {
    this.failure ??= cell === undefined ? failure : {
      ...failure,
      cell: this.#notebook.cells.indexOf(cell) + 1,
      id: cell.id,
    };
  }

  #find(id: string): CodeCell | undefined {
    return this.#notebook.cells.find((cell): cell is CodeCell =>
      cell.id === id && cell.cell_type === "code"
    );
  }
}

/** Whether the cell's author expects it to fail. */
function isExcused(cell: CodeCell): boolean {
  return cell.metadata.tags?.includes("raises-exception") === true;
}
