import { assertEquals } from "@std/assert";
import type { CodeCell, Notebook } from "../../../jupyter/notebook.ts";
import { checkNotebooks } from "../../../jupyter/type_check/check_notebooks.ts";
import { formatFinding } from "../../../jupyter/type_check/finding.ts";
import { fromFileUrl } from "../../project_files.ts";

const ROOT = fromFileUrl("./");

Deno.test("checkNotebooks reports each kind of mistake at its cell, line and column", async () => {
  const found = await check(
    code(
      "imports",
      'import { assertRejects, assertTrue } from "@std/assert";\nimport { connect } from "sockets";',
    ),
    code("wrong-type", "const port: string = 5;\nconsole.log(port);"),
    code("uses-later", "console.log(answer);"),
    code("forgotten", "const answer = 42;\n  connect('localhost', answer);"),
    code("unseen", "assertRejects(() => Promise.reject(new Error()));"),
    code("unused", "const nobody = 1;"),
    code("unread", "const = 1;"),
    code("linted", "let never = 1; console.log(never);"),
  );
  assertEquals(
    found.map(({ cellId, line, column, rule }) => {
      return `${cellId} ${line}:${column} ${rule}`;
    }).sort(),
    [
      "forgotten 2:3 floating-promise",
      "imports 1:25 type", // no such name in @std/assert
      "imports 1:25 type", // and so it is never read
      "linted 1:5 prefer-const",
      "unread 1:7 syntax",
      "unseen 1:1 floating-promise",
      "unused 1:7 type",
      "uses-later 1:13 type",
      "wrong-type 1:7 type",
    ],
  );
});

Deno.test("checkNotebooks finds nothing where the kernel's own freedoms are used", async () => {
  const found = await check(
    code("first", 'import { connect } from "sockets";\nconst port = 1; port;'),
    code(
      "second",
      'import { connect, listen } from "sockets";\nconst bar = await listen();\nlet port = bar.addr.port;',
    ),
    code("third", "port += 0;\nvoid connect('localhost', port);\nbar.close();"),
    code("caught", "connect('localhost', port).catch(console.error);"),
    code(
      "timed",
      "const timer: ReturnType<typeof setTimeout> = setTimeout((word: string) => console.log(word), 5, 'late');\nclearTimeout(timer);",
    ),
  );
  assertEquals(found.map(formatFinding), []);
});

Deno.test("checkNotebooks leaves staged mistakes alone", async () => {
  const found = await check(
    code("staged", "const = 1;", ["raises-exception"]),
    code("also-staged", "Promise.reject(undefinedName);", ["unchecked"]),
  );
  assertEquals(found, []);
});

Deno.test("checkNotebooks checks solutions in place of the cells they solve", async () => {
  const notebook = notebookOf(
    code("ex-double", "function double(n: number) { return n; }"),
    code("check", "console.log(double(2));"),
  );
  const solutions = new Map([
    ["ex-double", "function double(n: number) { return n + undefinedName; }"],
  ]);
  const found = await checkNotebooks(
    [{ path: "n.ipynb", notebook, solutions }],
    ROOT,
  );
  assertEquals(found.map(formatFinding), [
    "n.ipynb cell ex-double, 1:41 [type]: Cannot find name 'undefinedName'. Did you mean 'undefined'?",
  ]);
});

Deno.test("checkNotebooks takes for used what one form alone uses", async () => {
  const notebook = notebookOf(
    code(
      "imports",
      'import { connect, listen, readLine } from "sockets";\nimport { todo } from "sockets/notebook";',
    ),
    code("ex-open", "function open() { return todo(); }"),
    code("check", "console.log(open(), readLine);"),
  );
  const solutions = new Map([
    ["ex-open", "function open() { const spare = 1; return listen(); }"],
  ]);
  const found = await checkNotebooks(
    [{ path: "n.ipynb", notebook, solutions }],
    ROOT,
  );
  assertEquals(found.map(({ cellId, message }) => `${cellId} ${message}`), [
    "imports 'connect' is declared but its value is never read.",
    "ex-open 'spare' is declared but its value is never read.",
  ]);
});

function check(...cells: CodeCell[]) {
  return checkNotebooks(
    [{ path: "n.ipynb", notebook: notebookOf(...cells) }],
    ROOT,
  );
}

function notebookOf(...cells: CodeCell[]): Notebook {
  return { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 };
}

function code(id: string, source: string, tags: string[] = []): CodeCell {
  return {
    id,
    cell_type: "code",
    source,
    metadata: { tags },
    outputs: [],
    execution_count: null,
  };
}
