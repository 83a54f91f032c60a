import { assertEquals } from "@std/assert";
import { basename, join } from "node:path";
import { NotebookChanges } from "../../../../jupyter/author/watch/notebook_changes.ts";
import { RunQueue } from "../../../../jupyter/author/watch/run_queue.ts";
import { formatNotebook } from "../../../../jupyter/format_notebook.ts";
import { codeCell, makeNotebook } from "../../run/make_notebook.ts";

const FILES: Record<string, string> = {
  "deno.json": `{"imports": {
    "sockets": "./lib/mod.ts", "sockets/http": "./lib/http/mod.ts", "sockets/none": "./lib/none.ts"
  }}`,
  "lib/mod.ts": `export * from "./connect.ts";`,
  "lib/connect.ts": "export const connect = 1;",
  "lib/http/mod.ts": `import { connect } from "../connect.ts";
export const get = connect;`,
  "lib/none.ts": "",
  "1.ipynb": formatNotebook(
    makeNotebook(`import { get } from "sockets/http";`),
  ),
  "2.ipynb": formatNotebook(makeNotebook(`import { connect } from "sockets";`)),
  "3.ipynb": formatNotebook(makeNotebook("1 + 1")),
};

/** Paths in a small project, and what a change of some of them concerns. */
async function inProject(
  body: (
    at: (name: string) => string,
    concerned: (...names: string[]) => Promise<string[]>,
  ) => Promise<void>,
): Promise<void> {
  const root = await Deno.realPath(await Deno.makeTempDir());
  const at = (name: string) => join(root, name);
  try {
    await Deno.mkdir(at("lib/http"), { recursive: true });
    for (const [name, text] of Object.entries(FILES)) {
      await Deno.writeTextFile(at(name), text);
    }
    const paths = ["3.ipynb", "1.ipynb", "2.ipynb"].map(at);
    const changes = await NotebookChanges.of(root, paths);
    await body(
      at,
      async (...names) =>
        (await changes.concernedBy(names.map(at))).map((path) =>
          basename(path)
        ),
    );
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

Deno.test("NotebookChanges: a file of the library concerns what imports it, in order", () =>
  inProject(async (_, concerned) => {
    assertEquals(await concerned("lib/connect.ts"), ["1.ipynb", "2.ipynb"]);
    assertEquals(await concerned("lib/http/mod.ts"), ["1.ipynb"]);
    assertEquals(await concerned("lib/none.ts"), []);
    assertEquals(await concerned("README.md"), []);
  }));

Deno.test("NotebookChanges: a new import makes a file count from then on", () =>
  inProject(async (at, concerned) => {
    await Deno.writeTextFile(at("lib/mod.ts"), `import "./none.ts";`);
    assertEquals(await concerned("lib/mod.ts"), ["2.ipynb"]);
    assertEquals(await concerned("lib/none.ts"), ["2.ipynb"]);
  }));

Deno.test("NotebookChanges: a notebook that was only run did not change, an edited one did", () =>
  inProject(async (at, concerned) => {
    const run = { ...codeCell("c1", "1 + 1"), execution_count: 3 };
    await Deno.writeTextFile(at("3.ipynb"), formatNotebook(makeNotebook(run)));
    assertEquals(await concerned("3.ipynb"), []);
    await Deno.writeTextFile(
      at("3.ipynb"),
      formatNotebook(makeNotebook("1 + 2")),
    );
    assertEquals(await concerned("3.ipynb"), ["3.ipynb"]);
    assertEquals(await concerned("solutions/3.ipynb"), ["3.ipynb"]);
  }));

Deno.test("RunQueue: what is added goes first; what runs and changes starts again", async () => {
  const log: string[] = [];
  let release = () => {};
  const queue = new RunQueue(async (path, signal) => {
    log.push(path);
    if (log.length > 1) return;
    await new Promise<void>((resolve) => {
      release = resolve;
      signal.addEventListener("abort", () => resolve());
    });
    log.push(signal.aborted ? "aborted" : "ended");
  }, new AbortController().signal);
  queue.add(["a", "b", "c"]);
  queue.add(["a", "c"]);
  release();
  await queue.idle();
  assertEquals(log, ["a", "aborted", "a", "c", "b"]);
});

Deno.test("RunQueue: after the signal nothing more is run", async () => {
  const stop = new AbortController();
  const log: string[] = [];
  const queue = new RunQueue((path) => {
    log.push(path);
    stop.abort();
    return Promise.resolve();
  }, stop.signal);
  queue.add(["a", "b"]);
  await queue.idle();
  assertEquals(log, ["a"]);
});
