import { stripVTControlCharacters } from "node:util";
import type { CodeCell } from "../notebook.ts";
import { findErrorLine } from "./error_line.ts";
import type { LateError } from "./kernel_hooks.ts";
import type { NotebookFailure } from "./run_report.ts";

/** The content of a reply or a broadcast that reports an error. */
export interface ErrorContent {
  ename: string;
  evalue: string;
  traceback: string[];
}

/** What is known of an error that ended a cell. `broadcast` says whether the kernel showed it. */
export async function describeCellError(
  cell: CodeCell,
  error: ErrorContent,
  broadcast: boolean,
): Promise<Omit<NotebookFailure, "cell" | "id">> {
  const { ename, evalue, traceback } = error;
  const hasFrames = traceback.some((line) => /^\s+at /m.test(line));
  if (!broadcast || (ename === "SyntaxError" && !hasFrames)) {
    return await describeSyntaxError(cell.source, error, broadcast);
  }
  const place = locate(cell, traceback);
  const message = firstLine(`${ename}: ${evalue}`);
  return { kind: "error", message, ...place, ename, evalue, traceback };
}

/** What is known of an error that no cell awaited. */
export function describeLateError(
  late: LateError,
  cell: CodeCell | undefined,
): Omit<NotebookFailure, "cell" | "id"> {
  const { name: ename, message: evalue } = late;
  const traceback = withoutMachinery(late);
  const place = cell && locate(cell, traceback);
  const words = firstLine(`${ename}: ${evalue}`);
  const rejected = late.kind === "rejection";
  return {
    kind: rejected ? "unhandled-rejection" : "late-error",
    message: rejected
      ? `a promise failed and nothing awaited it: ${words}`
      : `a timer or an event handler failed: ${words}`,
    ...place,
    ename,
    evalue,
    traceback,
  };
}

/** The kernel gives no reason for what it cannot parse: the reply says only "Execution failed". */
async function describeSyntaxError(
  source: string,
  error: ErrorContent,
  broadcast: boolean,
): Promise<Omit<NotebookFailure, "cell" | "id">> {
  // Loaded only now: most notebooks have no syntax errors.
  const { pointAt, syntaxProblem } = await import(
    "../cell_code/syntax_problem.ts"
  );
  const problem = syntaxProblem(source);
  if (problem === undefined && !broadcast) {
    const message =
      "the kernel gives no reason; mostly an import that cannot be loaded";
    return { kind: "error", message, ...error };
  }
  const evalue = problem?.message ?? error.evalue;
  const line = problem?.line;
  const sourceLine = line && source.split(/\r?\n/)[line - 1];
  return {
    kind: "syntax-error",
    message: firstLine(`SyntaxError: ${evalue}`),
    ...line && { line, sourceLine: sourceLine as string },
    ename: "SyntaxError",
    evalue,
    traceback: [
      `SyntaxError: ${evalue}`,
      ...problem ? [pointAt(source, problem)] : [],
    ],
  };
}

function locate(
  { source, execution_count }: CodeCell,
  traceback: string[],
): { line: number; sourceLine: string } | undefined {
  const lines = traceback.map((line) => stripVTControlCharacters(line));
  const found = findErrorLine(source, execution_count ?? 0, lines);
  return found && { line: found.line, sourceLine: found.text };
}

/** The stack down to the first frame of the engine or of the hooks. */
function withoutMachinery({ stack, name, message }: LateError): string[] {
  if (stack === "") return [`${name}: ${message}`];
  const lines = stack.split("\n");
  const end = lines.findIndex((line, index) =>
    index > 0 && (/\(?ext:/.test(line) ||
      /Timeout\.<anonymous> /.test(line) &&
        /Timeout\.<anonymous> /.test(lines[index - 1]))
  );
  return end < 0 ? lines : lines.slice(0, end);
}

function firstLine(text: string): string {
  return stripVTControlCharacters(text).split("\n").map((line) =>
    line.trimEnd()
  )
    .find((line) => line !== "") ?? "";
}
