import { assertEquals } from "@std/assert";
import { checkNotebook } from "../../jupyter/check_notebook.ts";
import { formatNotebook } from "../../jupyter/format_notebook.ts";
import type { Notebook } from "../../jupyter/notebook.ts";
import { describeProblem } from "../../jupyter/notebook_format_error.ts";
import { codeCell, makeNotebook } from "./run/make_notebook.ts";

function problemsOf(notebook: Notebook, solutions?: Notebook): string[] {
  return checkNotebook(
    formatNotebook(notebook),
    solutions && formatNotebook(solutions),
  ).problems.map(describeProblem);
}

Deno.test("checkNotebook finds nothing in a clean notebook", () => {
  const notebook = makeNotebook(
    "1 + 1",
    { cell_type: "markdown", id: "m", metadata: {}, source: "x" },
    codeCell("ex-a", "todo()", ["exercise"]),
  );
  const solutions = makeNotebook(codeCell("ex-a", "1"));
  assertEquals(problemsOf(notebook, solutions), []);
  const { solutions: sources } = checkNotebook(
    formatNotebook(notebook),
    formatNotebook(solutions),
  );
  assertEquals(sources, new Map([["ex-a", "1"]]));
});

Deno.test("checkNotebook finds what a run has left", () => {
  const ran = makeNotebook({
    ...codeCell("a", "1"),
    execution_count: 1,
    outputs: [{ output_type: "stream", name: "stdout", text: "x" }],
    metadata: { execution: {} },
  });
  assertEquals(problemsOf(ran), [
    `cell 1 (id "a"): outputs are committed: clear them before saving`,
    `cell 1 (id "a"): an execution count is committed: clear outputs before saving`,
    `cell 1 (id "a"): times of a run are committed in "metadata.execution"`,
  ]);
});

Deno.test("checkNotebook wants the kernel deno, the language typescript and cell ids", () => {
  const notebook = makeNotebook("1");
  notebook.metadata = {
    kernelspec: { name: "python3", display_name: "Python" },
  };
  notebook.nbformat_minor = 4;
  assertEquals(problemsOf(notebook), [
    "nbformat 4.4 has no cell ids: save it as 4.5, as JupyterLab does",
    `"metadata.kernelspec.name" must be "deno", not "python3"`,
    `"metadata.language_info.name" must be "typescript", not undefined`,
  ]);
});

Deno.test("checkNotebook reports every problem of a file that cannot be read", () => {
  assertEquals(
    checkNotebook("{").problems[0].message.startsWith("it is not JSON"),
    true,
  );
  assertEquals(
    problemsOf(makeNotebook(codeCell("a", "1"), codeCell("a", "2"))),
    [`cell 2 (id "a"): the id is already that of cell 1`],
  );
});

Deno.test("checkNotebook wants exercises to be open", () => {
  const solutions = makeNotebook(codeCell("ex-a", "1;"));
  for (const solved of ["1;", `// return todo("one");\n1;`]) {
    assertEquals(
      problemsOf(
        makeNotebook(codeCell("ex-a", solved, ["exercise"])),
        solutions,
      ),
      [
        `cell 1 (id "ex-a"): the exercise is solved: where students begin it calls todo(); the answer goes into solutions/`,
      ],
    );
  }
});

Deno.test("checkNotebook wants a solution for each exercise, and each solution clean", () => {
  const notebook = makeNotebook(codeCell("ex-a", "todo()", ["exercise"]));
  assertEquals(problemsOf(notebook), [
    `exercise "ex-a" has no solution: there is no notebook of this name in solutions/`,
  ]);
  const wrong = makeNotebook({ ...codeCell("ex-b", "1"), execution_count: 3 });
  assertEquals(problemsOf(notebook, wrong), [
    `cell 1 (id "ex-b"): in its solutions: an execution count is committed: clear outputs before saving`,
    `Cannot put the solutions in: exercise "ex-a" has no solution, solution "ex-b" has no exercise`,
  ]);
  const broken = checkNotebook(formatNotebook(notebook), "[]").problems;
  assertEquals(broken.map(describeProblem), [
    "in its solutions: a notebook is a JSON object with cells and metadata",
  ]);
});
