import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { join } from "node:path";
import type { Notebook } from "../../jupyter/notebook.ts";
import { formatNotebook } from "../../jupyter/format_notebook.ts";
import { parseNotebook } from "../../jupyter/parse_notebook.ts";
import type { RunReport } from "../../jupyter/run/run_report.ts";
import { codeCell, makeNotebook } from "./run/make_notebook.ts";
import { isAlive } from "./left_over.ts";
import { runCli, startCli } from "./run_cli.ts";

/** A folder for notebooks and a temporary folder, which must be empty in the end. */
async function inFolder(
  body: (folder: string, env: Record<string, string>) => Promise<void>,
): Promise<void> {
  const root = await Deno.realPath(await Deno.makeTempDir());
  const [folder, temporary] = [join(root, "notebooks"), join(root, "tmp")];
  await Deno.mkdir(folder);
  await Deno.mkdir(temporary);
  try {
    await body(folder, {
      TMPDIR: temporary,
      TMP: temporary,
      TEMP: temporary,
      INIT_CWD: "",
    });
    assertEquals([...Deno.readDirSync(temporary)], []);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

async function save(
  folder: string,
  name: string,
  ...cells: Parameters<typeof makeNotebook>
) {
  const path = join(folder, name);
  await Deno.writeTextFile(path, formatNotebook(makeNotebook(...cells)));
  return path;
}

async function load(path: string): Promise<Notebook> {
  return parseNotebook(await Deno.readTextFile(path));
}

function outputsOf(notebook: Notebook): number {
  return notebook.cells.reduce(
    (sum, cell) => sum + (cell.cell_type === "code" ? cell.outputs.length : 0),
    0,
  );
}

Deno.test("notebooks: plain lines, copies, a report, and the originals untouched", () =>
  inFolder(async (folder, env) => {
    const one = await save(folder, "one.ipynb", "1 + 1");
    await save(folder, "two.ipynb", "console.log('hi')", "2");
    const before = await Deno.readTextFile(one);
    const { code, stdout, stderr } = await runCli([
      "notebooks",
      folder,
      "--output",
      join(folder, "out"),
      "--json",
      join(folder, "report.json"),
    ], { env });
    assertEquals([code, stderr], [0, ""]);
    assertMatch(stdout, /^✓ .*one\.ipynb: 1 cell, 0 assertions, [\d.]+ s$/m);
    assertMatch(
      stdout,
      /^2 of 2 notebooks passed, 3 cells, 0 assertions, [\d.]+ s$/m,
    );
    assertEquals(stdout.includes("\x1b"), false);
    assertEquals(await Deno.readTextFile(one), before);
    assertEquals(outputsOf(await load(join(folder, "out", "two.ipynb"))), 2);
    const report: RunReport = JSON.parse(
      await Deno.readTextFile(join(folder, "report.json")),
    );
    assertEquals(report.ok, true);
    assertEquals(
      report.notebooks.map(({ cells, outcome }) => [cells, outcome]),
      [
        [1, "passed"],
        [2, "passed"],
      ],
    );
    assertEquals(report.notebooks[1].output, join(folder, "out", "two.ipynb"));
  }));

Deno.test("notebooks --write keeps outputs of what passed and leaves what failed", () =>
  inFolder(async (folder, env) => {
    const good = await save(folder, "good.ipynb", "1 + 1");
    const bad = await save(folder, "bad.ipynb", "throw new Error('x')");
    const before = await Deno.readTextFile(bad);
    const { code } = await runCli([good, bad, "--write"], { env });
    assertEquals(code, 1);
    assertEquals(outputsOf(await load(good)), 1);
    assertEquals(await Deno.readTextFile(bad), before);
    assertEquals([...Deno.readDirSync(folder)].length, 2);
  }));

Deno.test("notebooks that fail: cell, line, error, the command for one, exit code 1", () =>
  inFolder(async (folder, env) => {
    const path = await save(
      folder,
      "bad.ipynb",
      "1",
      `const order = "tea";\nthrow new RangeError("no " + order);`,
    );
    const { code, stdout } = await runCli([path], { env });
    assertEquals(code, 1);
    assertStringIncludes(
      stdout,
      `✗ ${path}: failed in cell 2 (id "c2"), line 2\n`,
    );
    assertStringIncludes(
      stdout,
      `${path} failed in cell 2 (id "c2"), line 2
     2 │ throw new RangeError("no " + order);
  RangeError: no tea
      at cell [2]:2:7
  Run only this notebook: deno task notebooks ${path}
`,
    );
  }));

Deno.test("notebooks that are none: each says why, the others still run", () =>
  inFolder(async (folder, env) => {
    await Deno.writeTextFile(join(folder, "1_not_json.ipynb"), "{");
    await Deno.writeTextFile(join(folder, "2_latin1.ipynb"), "");
    await Deno.writeFile(
      join(folder, "3_bytes.ipynb"),
      new Uint8Array([0x7b, 0xff]),
    );
    const odd = formatNotebook(makeNotebook("1")).replace(
      '"code"',
      '"heading"',
    );
    await Deno.writeTextFile(join(folder, "4_odd.ipynb"), odd);
    const python = makeNotebook("print(1)");
    python.metadata = {
      kernelspec: { name: "python3", display_name: "Python" },
      language_info: { name: "python" },
    };
    await Deno.writeTextFile(
      join(folder, "5_python.ipynb"),
      formatNotebook(python),
    );
    await save(folder, "6_good.ipynb", "1");
    const { code, stdout } = await runCli([folder], { env });
    assertEquals(code, 1);
    assertMatch(stdout, /1_not_json\.ipynb": it is not JSON: .*line 1/);
    assertMatch(stdout, /2_latin1\.ipynb": the file is empty/);
    assertMatch(stdout, /3_bytes\.ipynb": it is not text in UTF-8/);
    assertMatch(
      stdout,
      /4_odd\.ipynb": cell 1 \(id "c1"\): unknown cell type "heading"/,
    );
    assertMatch(
      stdout,
      /5_python\.ipynb": it is written in python for the kernel "python3"/,
    );
    assertMatch(stdout, /^✓ .*6_good/m);
    assertMatch(stdout, /^1 of 6 notebooks passed/m);
  }));

const EXERCISE = codeCell("ex-a", "const answer = 0;", ["exercise"]);
const CHECK = `if (answer !== 42) throw new Error("not yet");
globalThis[Symbol.for("sockets.tally")] = { assertions: 1, exercises: { "ex-a": "passed" } };
void 0;`;

Deno.test("notebooks --solutions puts solutions in, and every check must pass", () =>
  inFolder(async (folder, env) => {
    const path = await save(folder, "a.ipynb", EXERCISE, CHECK);
    await Deno.mkdir(join(folder, "solutions"));
    await save(
      join(folder, "solutions"),
      "a.ipynb",
      codeCell("ex-a", "const answer = 42;"),
    );
    const before = await Deno.readTextFile(path);
    const solved = await runCli([path, "--solutions", "--json", "-"], { env });
    assertEquals(solved.code, 0, solved.stderr);
    const report: RunReport = JSON.parse(solved.stdout);
    assertEquals(report.solutions, true);
    assertEquals(report.notebooks[0].exercises, {
      open: 0,
      passed: 1,
      failed: 0,
      total: 1,
    });
    assertStringIncludes(solved.stderr, "1 of 1 exercise solved");
    assertEquals(await Deno.readTextFile(path), before);
    assertEquals((await runCli([path], { env })).code, 1);
  }));

Deno.test("notebooks --solutions with ids that do not match says which", () =>
  inFolder(async (folder, env) => {
    const path = await save(folder, "a.ipynb", EXERCISE);
    const missing = await runCli([path, "--solutions"], { env });
    assertEquals(missing.code, 1);
    assertStringIncludes(
      missing.stdout,
      "Cannot put the solutions in: there is no",
    );
    await Deno.mkdir(join(folder, "solutions"));
    await save(join(folder, "solutions"), "a.ipynb", codeCell("ex-b", "1"));
    const { code, stdout } = await runCli([path, "--solutions"], { env });
    assertEquals(code, 1);
    assertStringIncludes(
      stdout,
      `exercise "ex-a" has no solution, solution "ex-b" has no exercise`,
    );
    assertStringIncludes(stdout, `deno task notebooks ${path} --solutions`);
  }));

Deno.test(
  "notebooks --json to a full disk: the message, exit code 3, nothing left",
  {
    ignore: Deno.build.os !== "linux",
  },
  () =>
    inFolder(async (folder, env) => {
      const path = await save(folder, "a.ipynb", "1");
      const { code, stdout, stderr } = await runCli([
        path,
        "--json",
        "/dev/full",
      ], { env });
      assertEquals(code, 3);
      assertStringIncludes(stdout, "1 of 1 notebook passed");
      assertMatch(
        stderr,
        /^Cannot write report "\/dev\/full": No space left on device.*; make room there/,
      );
    }),
);

Deno.test("notebooks --output that cannot be written fails the notebook", () =>
  inFolder(async (folder, env) => {
    const path = await save(folder, "a.ipynb", "1");
    await Deno.writeTextFile(join(folder, "file"), "");
    const { code, stdout } = await runCli([
      path,
      "--output",
      join(folder, "file"),
    ], { env });
    assertEquals(code, 1);
    assertMatch(stdout, /Cannot write notebook ".*a\.ipynb": /);
  }));

Deno.test("notebooks without a free port: the range, how many are free, exit code 1", () =>
  inFolder(async (folder, env) => {
    const path = await save(folder, "a.ipynb", "1");
    using held = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const { port } = held.addr;
    const { code, stdout } = await runCli(
      [path, "--ports", `${port}-${port}`],
      { env },
    );
    assertEquals(code, 1);
    assertStringIncludes(
      stdout,
      `Cannot find 5 free ports in "${port}-${port}": 0 are free; close programs`,
    );
  }));

for (const [signal, expected] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
  Deno.test(
    `notebooks stopped by ${signal}: exit code ${expected}, no kernel and no file left`,
    {
      ignore: Deno.build.os === "windows",
    },
    () =>
      inFolder(async (folder, env) => {
        const signs = join(folder, "signs");
        await Deno.mkdir(signs);
        const waits = (name: string) =>
          `Deno.writeTextFileSync(${
            JSON.stringify(join(signs, name))
          }, String(Deno.pid)); await new Promise(() => {});`;
        await save(folder, "a.ipynb", waits("a"));
        await save(folder, "b.ipynb", waits("b"));
        await save(folder, "c.ipynb", waits("c"));
        const bothRun = filesWritten(signs, 2);
        const child = startCli([
          folder,
          "--jobs",
          "2",
          "--json",
          join(folder, "report.json"),
        ], { env });
        const output = child.output();
        await bothRun;
        child.kill(signal);
        const { code, stdout } = await output;
        assertEquals(code, expected);
        const text = new TextDecoder().decode(stdout);
        assertMatch(text, /^· .*a\.ipynb: interrupted$/m);
        assertMatch(text, /^· .*c\.ipynb: interrupted$/m);
        assertEquals(text.includes("Run only"), false);
        const report: RunReport = JSON.parse(
          await Deno.readTextFile(join(folder, "report.json")),
        );
        assertEquals([report.ok, report.outcome], [false, "interrupted"]);
        for (const { name } of Deno.readDirSync(signs)) {
          const pid = Number(await Deno.readTextFile(join(signs, name)));
          assert(!isAlive(pid), `kernel ${pid} still runs`);
        }
      }),
  );
}

Deno.test(
  "notebooks whose runner was killed outright: the kernel ends by itself",
  {
    ignore: Deno.build.os === "windows",
  },
  async () => {
    const folder = await Deno.realPath(await Deno.makeTempDir());
    using bar = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const path = await save(
      folder,
      "a.ipynb",
      `await Deno.connect({ port: ${bar.addr.port} }); await new Promise(() => {});`,
    );
    const child = startCli([path], { env: { TMPDIR: folder } });
    const output = child.output();
    using guest = await bar.accept();
    child.kill("SIGKILL");
    await output;
    // The system closes the kernel's connection when the kernel ends, whoever its parent is by then.
    assertEquals(await guest.read(new Uint8Array(1)).catch(() => null), null);
    await Deno.remove(folder, { recursive: true });
  },
);

/** Starts to watch; resolves once so many files with something in them are in the folder. */
async function filesWritten(folder: string, count: number): Promise<void> {
  for await (const _ of Deno.watchFs(folder)) {
    const written = [...Deno.readDirSync(folder)]
      .filter(({ name }) => Deno.statSync(join(folder, name)).size > 0);
    if (written.length >= count) return;
  }
}

const MISUSES: [args: string[], message: string][] = [
  [
    ["--nonsense"],
    "Cannot understand the command: Unknown option '--nonsense'",
  ],
  [["--timeout", "0"], `Cannot use --timeout "0": expected seconds`],
  [["--jobs", "many"], `Cannot use --jobs "many": expected a whole number`],
  [["--ports", "9-8"], `Cannot use --ports "9-8": expected two ports`],
  [["--write", "--solutions"], `Cannot use "--write" with "--solutions"`],
  [["nowhere.ipynb"], `Cannot find notebook "nowhere.ipynb": no such file`],
  [
    ["check", "--write"],
    "Cannot understand the command: Unknown option '--write'",
  ],
];
for (const [args, message] of MISUSES) {
  Deno.test(`main refuses "${args.join(" ")}" with exit code 2`, async () => {
    const { code, stderr, stdout } = await runCli(args);
    assertEquals([code, stdout], [2, ""]);
    assertStringIncludes(stderr, message);
  });
}

Deno.test("main --help tells commands, options and exit codes", async () => {
  for (const args of [["--help"], ["notebooks", "--help"], ["check", "-h"]]) {
    const { code, stdout, stderr } = await runCli(args);
    assertEquals([code, stderr], [0, ""]);
    assertMatch(stdout, /deno (task notebooks|run -A jupyter\/main\.ts check)/);
  }
});

Deno.test("notebooks finds paths from the folder in which deno task was called", () =>
  inFolder(async (folder, env) => {
    await save(folder, "a.ipynb", "1");
    const { code } = await runCli(["a.ipynb"], {
      env: { ...env, INIT_CWD: folder },
    });
    assertEquals(code, 0);
  }));
