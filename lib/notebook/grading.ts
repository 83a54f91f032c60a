import { createExpect, type Expect } from "./expect.ts";
import { TextDisplay } from "./text_display.ts";

/**
 * How an exercise is marked.
 *
 * @example
 * ```ts
 * import { check, grading, type GradingOptions } from "sockets/notebook";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const marks: GradingOptions = { points: 6, cases: 3 }; // The check stops behind the first.
 * grading("ex-round", marks);
 * const report = await check("ex-round", async (expect) => {
 *   await expect("one cider", () => "cider", "cider");
 *   throw new Error("out of cider");
 * });
 * assertStringIncludes(String(report), "1 of 3 cases hold: 2 of 6 points");
 * ```
 */
export interface GradingOptions {
  /** What all cases together are worth. */
  points: number;
  /** How many cases there are: those that a check never comes to count as wrong. */
  cases: number;
  /** How many checks follow, the last of which hands in the marks; 1 by default. */
  checks?: number;
}

/** An exercise that is being marked. */
interface Grading extends Required<GradingOptions> {
  lines: string[];
  held: number;
  ran: number;
}

const gradings = new Map<string, Grading>();

/** A kernel sends outputs late: after so many milliseconds those of earlier cells have come. */
const LATE_OUTPUTS = 100;

/**
 * Makes the next checks of an exercise mark it: every case counts, also behind one that does not hold, and the cell's
 * result is the part of the points that is due.
 *
 * nbgrader takes a cell's result for partial credit if it is a bare number, and any output on stderr for a failure;
 * so the check drops what was shown before, and hands its own result in as a message of its own.
 *
 * Source: `determine_grade` in nbgrader 0.9; Jupyter's messaging protocol, "execute_result" and "clear_output".
 *
 * @example
 * ```ts
 * import { check, grading } from "sockets/notebook";
 * import { assertStringIncludes } from "@std/assert";
 *
 * grading("ex-order", { points: 10, cases: 2 });
 * const report = await check("ex-order", async (expect) => {
 *   await expect("cider", () => "cider", "cider");
 *   await expect("tea", () => "cider", "tea");
 * });
 * assertStringIncludes(String(report), "1 of 2 cases hold: 5 of 10 points");
 * ```
 */
export function grading(id: string, options: GradingOptions): void {
  gradings.set(id, { checks: 1, ...options, lines: [], held: 0, ran: 0 });
}

/** Whether the next check of an exercise marks it. */
export function isGraded(id: string): boolean {
  return gradings.has(id);
}

/** Runs one of the checks that mark an exercise; outside a kernel the last one returns what it would hand in. */
export async function gradeCheck(
  id: string,
  body: (expect: Expect) => void | Promise<void>,
  timeout: number,
): Promise<TextDisplay | undefined> {
  const marks = gradings.get(id)!;
  const held: string[] = [];
  const failed: string[] = [];
  const note = (error: unknown) =>
    failed.push(error instanceof Error ? error.message : Deno.inspect(error));
  await withoutStderr(async () => {
    try {
      const expect = createExpect(held, timeout, note);
      await body(expect);
      await expect.ended();
    } catch (error) {
      note(error);
    }
  });
  marks.held += held.length;
  marks.ran += held.length + failed.length;
  marks.lines.push(...held.map((situation) => `✓ ${situation}`), ...failed);
  marks.checks--;
  if (marks.checks > 0) return undefined;
  gradings.delete(id);
  return await handIn(id, marks);
}

async function handIn(
  id: string,
  marks: Grading,
): Promise<TextDisplay | undefined> {
  const { points, held, lines } = marks;
  const cases = Math.max(marks.cases, marks.ran);
  // A check may put no case and assert by itself: then nothing has failed.
  const part = cases === 0 ? 1 : held / cases;
  const due = Math.round(points * part * 100) / 100;
  const report = [
    `${id}: ${held} of ${cases} cases hold: ${due} of ${points} points`,
    ...lines,
  ].join("\n");
  // Outside a kernel, as in a test, nobody hears messages.
  if (!inKernel()) return new TextDisplay(report);
  await outputsSent();
  await Deno.jupyter.broadcast("clear_output", { wait: false });
  await Deno.jupyter.broadcast("stream", {
    name: "stdout",
    text: `${report}\n`,
  });
  await Deno.jupyter.broadcast("execute_result", {
    data: { "text/plain": String(due) },
    execution_count: null,
    metadata: {},
  });
  await outputsSent();
}

/** What an answer writes to the console is no failure: it goes where `console.log` goes. */
async function withoutStderr(body: () => Promise<void>): Promise<void> {
  const { error, warn } = console;
  console.error = console.warn = console.log;
  try {
    await body();
  } finally {
    Object.assign(console, { error, warn });
  }
}

function outputsSent(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LATE_OUTPUTS));
}

function inKernel(): boolean {
  try {
    return typeof Deno.jupyter === "object";
  } catch {
    return false; // the getter throws outside `deno jupyter`
  }
}
