import { stripVTControlCharacters } from "node:util";
import type {
  NotebookFailure,
  NotebookReport,
  RunReport,
} from "../run/run_report.ts";

/** How to format: ANSI colours or none. */
export interface FormatOptions {
  colour: boolean;
}

/** Of a traceback no more than this is printed; the executed copy has all of it. */
const MAX_TRACEBACK_LINES = 40;

/** One line about a notebook that has ended. */
export function formatOutcome(
  report: NotebookReport,
  { colour }: FormatOptions,
): string {
  const { path, ok, outcome, seconds } = report;
  const mark = ok
    ? paint("✓", GREEN, colour)
    : outcome === "interrupted"
    ? "·"
    : paint("✗", RED, colour);
  const details = ok
    ? [
      count(report.cells, "cell"),
      count(report.assertions, "assertion"),
      ...formatExercises(report),
      `${seconds.toFixed(1)} s`,
    ]
    : [outcome === "interrupted" ? "interrupted" : `failed${where(report)}`];
  return `${mark} ${path}: ${details.join(", ")}`;
}

function formatExercises({ exercises }: NotebookReport): string[] {
  const { total, passed, failed } = exercises;
  if (total === 0) return [];
  const wrong = failed === 0 ? "" : `, ${failed} wrong`;
  return [`${passed} of ${count(total, "exercise")} solved${wrong}`];
}

/** All that is known of a failure, and the command that runs only that notebook. */
export function formatFailure(
  report: NotebookReport,
  command: string,
  { colour }: FormatOptions,
): string {
  const { failure, path } = report;
  if (failure === undefined) return "";
  const lines = [
    paint(`${path} failed${where(report)}`, BOLD, colour),
    ...formatSourceLine(failure),
    ...formatReason(failure, colour),
    `  Run only this notebook: ${command}`,
  ];
  return lines.join("\n");
}

function where({ failure, cells, cellsRun }: NotebookReport): string {
  if (failure?.cell !== undefined) {
    const line = failure.line === undefined ? "" : `, line ${failure.line}`;
    return ` in cell ${failure.cell} (id "${failure.id}")${line}`;
  }
  return cellsRun > 0 ? ` after ${cellsRun} of ${cells} cells` : "";
}

function formatSourceLine({ line, sourceLine }: NotebookFailure): string[] {
  if (line === undefined || sourceLine === undefined) return [];
  return [`  ${String(line).padStart(4)} │ ${sourceLine}`];
}

function formatReason(failure: NotebookFailure, colour: boolean): string[] {
  const { kind, message, traceback = [] } = failure;
  const lines = traceback.join("\n").trimEnd().split("\n")
    .filter((line) => !/<anonymous>:\d+:\d+\)?$/.test(line))
    .map((line) => colour ? line : stripVTControlCharacters(line));
  const shown = lines.slice(0, MAX_TRACEBACK_LINES);
  if (lines.length > shown.length) shown.push("…");
  const isRepeated = kind === "error" || kind === "syntax-error";
  const said = lines.some((line) => line.trim() !== "");
  const headline = isRepeated && said ? [] : [message];
  return [...headline, ...shown]
    .filter((line, index, all) =>
      line.trim() !== "" || (all[index - 1]?.trim() && index < all.length - 1)
    )
    .map((line) => `  ${line}`.trimEnd());
}

/** One line about the whole run. */
export function formatSummary(
  report: RunReport,
  { colour }: FormatOptions,
): string {
  const { notebooks, seconds } = report;
  const passed = notebooks.filter(({ ok }) => ok).length;
  const sum = (value: (notebook: NotebookReport) => number) =>
    notebooks.reduce((total, notebook) => total + value(notebook), 0);
  const exercises = sum((notebook) => notebook.exercises.total);
  const parts = [
    `${passed} of ${count(notebooks.length, "notebook")} passed`,
    count(sum(({ cellsRun }) => cellsRun), "cell"),
    count(sum(({ assertions }) => assertions), "assertion"),
    ...exercises === 0 ? [] : [
      `${sum((notebook) => notebook.exercises.passed)} of ${
        count(exercises, "exercise")
      } solved`,
    ],
    `${seconds.toFixed(1)} s`,
  ];
  return paint(parts.join(", "), report.ok ? GREEN : RED, colour);
}

const [BOLD, RED, GREEN] = ["1", "31", "32"];

function paint(text: string, style: string, colour: boolean): string {
  return colour ? `\x1b[${style}m${text}\x1b[0m` : text;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
