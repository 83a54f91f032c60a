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

Deno.test("checkNotebooks reads cells as the kernel does: objects, exports, names imported anew", async () => {
  const found = await check(
    code("object", "{ port: 1, addresses: [] }"),
    code("block", "{ const port = 1; console.log(port); }"),
    code("export", "export const bar = 1;\nexport function open() {}"),
    code("default", "export default bar;"),
    code("all", 'import * as sockets from "sockets";\nsockets.connect;'),
    code("again", 'import * as sockets from "sockets";\nsockets.listen;'),
    code("declared", "const connect = 5;\nopen(connect + bar);"),
    code(
      "imported",
      'import { connect } from "sockets";\nawait connect("::1", 1);',
    ),
    code(
      "other",
      'import { listen as connect } from "sockets";\n(await connect()).addr;',
    ),
    code(
      "type",
      'import type { Listener } from "sockets";\nconst none = null as Listener | null;',
    ),
    code(
      "class",
      'import { Listener } from "sockets";\nconsole.log(none instanceof Listener);',
    ),
  );
  assertEquals(found.map(formatFinding), [
    "n.ipynb cell declared, 2:6 [type]: Expected 0 arguments, but got 1.",
  ]);
});

Deno.test("checkNotebooks finds a name that only a later cell imports", async () => {
  const found = await check(
    code("first", "const bar = { connect };\nconsole.log(bar, () => connect);"),
    code(
      "second",
      'console.log(listen);\nimport { connect, listen } from "sockets";\nconnect;',
    ),
  );
  assertEquals(found.map(formatFinding), [
    "n.ipynb cell first, 1:15 [type]: Cannot find name 'connect': only a later cell imports it.",
    "n.ipynb cell first, 2:24 [type]: Cannot find name 'connect': only a later cell imports it.",
  ]);
});

Deno.test("checkNotebooks knows which promises are kept and which are dropped", async () => {
  const found = await check(
    code(
      "imports",
      'import { connect } from "sockets";\nlet bar: Promise<unknown> | undefined;',
    ),
    code(
      "kept",
      'bar ??= connect("::1", 1);\nbar = connect("::1", 2);\nvoid connect("::1", 3);\nawait bar;',
    ),
    code("branch", 'Math.random() > 0.5 && connect("::1", 4);'),
    code("list", '[1].map((port) => connect("::1", port));'),
    code(
      "each",
      '[1].forEach(async (port) => {\n  await connect("::1", port);\n});',
    ),
    code("last", 'connect("::1", 5)'),
  );
  assertEquals(
    found.map(({ cellId, line, column, rule }) =>
      `${cellId} ${line}:${column} ${rule}`
    ),
    [
      "branch 1:1 floating-promise",
      "list 1:1 floating-promise",
      "each 1:1 floating-promise",
      "last 1:1 floating-promise",
    ],
  );
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
    code("assertions", 'import { assert, assertEquals } from "@std/assert";'),
    code("ex-open", "function open() { return todo(); }"),
    code("check", "console.log(open(), readLine);"),
  );
  const solutions = new Map([
    [
      "ex-open",
      "function open() { const spare = 1; assert(true); return listen(); }",
    ],
  ]);
  const found = await checkNotebooks(
    [{ path: "n.ipynb", notebook, solutions }],
    ROOT,
  );
  assertEquals(found.map(({ cellId, message }) => `${cellId} ${message}`), [
    "imports 'connect' is declared but its value is never read.",
    "assertions 'assertEquals' is declared but its value is never read.",
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
