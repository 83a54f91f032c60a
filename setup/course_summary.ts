import { basename } from "node:path";
import { formatTable } from "./format_table.ts";
import type { ExerciseCounts, NotebookRun } from "./run_report.ts";

/** A notebook of the course: how it ran, and the deck made of it. */
export interface CourseNotebook extends NotebookRun {
  /** Path of the deck, if one was made. */
  deck?: string;
}

/** The table at the end of `deno task course`, with a line of totals. */
export function courseSummary(notebooks: CourseNotebook[]): string[] {
  const table = formatTable([
    { heading: " " },
    { heading: "notebook" },
    { heading: "cells", numeric: true },
    { heading: "assertions", numeric: true },
    { heading: "exercises" },
    { heading: "seconds", numeric: true },
    { heading: "deck" },
  ], notebooks.map(summaryRow));
  return [...table, "", totals(notebooks)];
}

function summaryRow(notebook: CourseNotebook): string[] {
  return [
    notebook.ok ? "✓" : "✗",
    basename(notebook.path, ".ipynb"),
    String(notebook.cells),
    String(notebook.assertions),
    exerciseWords(notebook.exercises),
    notebook.seconds.toFixed(1),
    notebook.deck ?? "–",
  ];
}

function exerciseWords(counts: ExerciseCounts): string {
  const words = (["passed", "open", "failed"] as const)
    .filter((state) => counts[state] > 0)
    .map((state) => `${counts[state]} ${state}`);
  return words.join(", ") || "–";
}

function totals(notebooks: CourseNotebook[]): string {
  const sum = (number: (notebook: CourseNotebook) => number) =>
    notebooks.reduce((total, notebook) => total + number(notebook), 0);
  const failed = sum(({ ok }) => ok ? 0 : 1);
  return [
    counted(notebooks.length, "notebook"),
    counted(sum(({ cells }) => cells), "cell"),
    counted(sum(({ assertions }) => assertions), "assertion"),
    counted(
      sum(({ exercises }) =>
        exercises.open + exercises.passed + exercises.failed
      ),
      "exercise",
    ),
    counted(sum(({ deck }) => deck ? 1 : 0), "deck"),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ].join(", ");
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
