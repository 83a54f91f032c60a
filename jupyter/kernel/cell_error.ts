import type { LateError } from "../run/kernel_hooks.ts";

/** The content of a broadcast or a reply that reports an error. */
export interface ErrorContent {
  ename: string;
  evalue: string;
  traceback: string[];
}

const RED = "\x1b[31m";
const PLAIN = "\x1b[39m";

/** An error as front-ends show it: name and message in red, then what else there is to say. */
export function errorContent(
  ename: string,
  evalue: string,
  lines: readonly string[] = [],
): ErrorContent {
  return {
    ename,
    evalue,
    traceback: [`${RED}${ename}${PLAIN}: ${evalue}`, ...lines],
  };
}

/** An error that nobody awaited, with what to do about it. */
export function lateErrorContent(late: LateError): ErrorContent {
  const { kind, name, message, stack } = late;
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
  const advice = kind === "rejection"
    ? 'A promise failed and nothing awaited it: put "await" before the call that made it, or catch its error.'
    : "A timer or an event handler failed: catch the error inside it.";
  return errorContent(name, message, [...frames, advice]);
}

/** What the inner kernel says of an error, with the traceback never empty. */
export function thrownContent(
  content: Record<string, unknown>,
): ErrorContent {
  const { ename, evalue, traceback } = content as unknown as ErrorContent;
  const lines = traceback.filter((line) => line !== "");
  return lines.length > 0
    ? { ename, evalue, traceback: lines }
    : errorContent(ename, evalue);
}

/** A cell that was stopped while it was in a loop. */
export function interruptedContent(): ErrorContent {
  return errorContent("Interrupted", "the cell was stopped while it ran");
}

/** Why the kernel did not run a cell, although it gives no reason itself. */
export async function refusalContent(
  source: string,
  evalue: string,
): Promise<ErrorContent> {
  const { pointAt, syntaxProblem } = await import(
    "../cell_code/syntax_problem.ts"
  );
  const problem = syntaxProblem(source);
  if (problem === undefined) return errorContent("Error", evalue);
  const { line, column, message } = problem;
  return errorContent("SyntaxError", message, [
    `    at line ${line}, column ${column}`,
    "",
    ...pointAt(source, problem).split("\n").map((text) => `    ${text}`),
  ]);
}
