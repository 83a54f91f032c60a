import { stripVTControlCharacters } from "node:util";
import type { Kernel } from "../client/kernel.ts";
import type { CodeCell } from "../notebook.ts";
import {
  emittedCode,
  findEmittedPlace,
  findErrorLine,
  type SourceLine,
} from "./error_line.ts";
import type { LateError } from "./kernel_hooks.ts";
import type { NotebookFailure } from "./run_report.ts";

/** The content of a reply or a broadcast that reports an error. */
export interface ErrorContent {
  ename: string;
  evalue: string;
  traceback: string[];
}

/** How long the kernel has to tell what it made of a cell. */
const EMIT_TIMEOUT = 2000;
const EMITTED_TYPE = "sockets_emitted";

/** What is known of an error that ended a cell. `broadcast` says whether the kernel showed it. */
export async function describeCellError(
  kernel: Kernel,
  source: string,
  error: ErrorContent,
  broadcast: boolean,
): Promise<Omit<NotebookFailure, "cell" | "id">> {
  const { ename, evalue, traceback } = error;
  const hasFrames = traceback.some((line) => /^\s+at /m.test(line));
  if (!broadcast || (ename === "SyntaxError" && !hasFrames)) {
    return await describeSyntaxError(source, error, broadcast);
  }
  const place = await locate(kernel, source, traceback);
  const message = firstLine(`${ename}: ${evalue}`);
  return { kind: "error", message, ...place, ename, evalue, traceback };
}

/** What is known of an error that no cell awaited. */
export async function describeLateError(
  kernel: Kernel,
  late: LateError,
  cell: CodeCell | undefined,
): Promise<Omit<NotebookFailure, "cell" | "id">> {
  const { name: ename, message: evalue } = late;
  const traceback = withoutMachinery(late);
  const place = cell && await locate(kernel, cell.source, traceback);
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
  // Loaded only now: the compiler takes longer to load than most notebooks to run.
  const { syntaxError } = await import("../type_check/syntax_error.ts");
  const problem = syntaxError(source);
  if (problem === undefined && !broadcast) {
    const message =
      "the kernel gives no reason; mostly an import that cannot be loaded";
    return { kind: "error", message, ...error };
  }
  const { line, column, message: evalue } = problem ??
    { line: undefined, column: undefined, message: error.evalue };
  const sourceLine = line && source.split(/\r?\n/)[line - 1];
  const caret = column && `${sourceLine}\n${" ".repeat(column - 1)}^`;
  return {
    kind: "syntax-error",
    message: firstLine(`SyntaxError: ${evalue}`),
    ...line && { line, sourceLine: sourceLine as string },
    ename: "SyntaxError",
    evalue,
    traceback: [`SyntaxError: ${evalue}`, ...caret ? [caret] : []],
  };
}

async function locate(
  kernel: Kernel,
  source: string,
  traceback: string[],
): Promise<{ line: number; sourceLine: string } | undefined> {
  const place = findEmittedPlace(
    traceback.map((line) => stripVTControlCharacters(line)),
  );
  if (place === undefined) return undefined;
  const emitted = await askForEmitted(kernel, source);
  const found: SourceLine | undefined = emitted === undefined
    ? undefined
    : findErrorLine(source, emitted, place);
  return found && { line: found.line, sourceLine: found.text };
}

function askForEmitted(
  kernel: Kernel,
  source: string,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const finish = (text?: string) => {
      clearTimeout(timer);
      unlisten();
      resolve(text);
    };
    const timer = setTimeout(finish, EMIT_TIMEOUT);
    const unlisten = kernel.client.listen(({ header, content }) => {
      if (header.msg_type === EMITTED_TYPE) finish(String(content.text));
    });
    const code = `await Deno.jupyter.broadcast("${EMITTED_TYPE}", { text: ${
      emittedCode(source)
    } })`;
    kernel.execute(code, { silent: true }).reply.then(
      ({ content }) => content.status === "ok" || finish(),
      () => finish(),
    );
  });
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
