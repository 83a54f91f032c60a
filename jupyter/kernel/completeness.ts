import { syntaxProblem } from "../cell_code/syntax_problem.ts";

/** Whether code that is being typed can run, needs more lines, or is wrong. Source: Jupyter messaging, "Code completeness". */
export function completeness(code: string): Record<string, unknown> {
  const problem = syntaxProblem(code);
  if (problem === undefined) return { status: "complete" };
  if (!problem.incomplete) return { status: "invalid" };
  const [indent] = /^[ \t]*/.exec(code.trimEnd().split("\n").at(-1)!)!;
  const opens = /[{([]\s*$/.test(code);
  return { status: "incomplete", indent: opens ? `${indent}  ` : indent };
}
