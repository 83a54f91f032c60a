import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { formatNotebook } from "../../jupyter/format_notebook.ts";
import { codeCell, makeNotebook } from "../jupyter/run/make_notebook.ts";
import { fromFileUrl } from "../project_files.ts";

const FIXTURE = fromFileUrl("tests/slides/fixtures/01_dialogue.ipynb");

/** Runs the command line program. */
async function slides(...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", fromFileUrl("slides/main.ts"), ...args],
    env: { NO_COLOR: "1" },
  }).output();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: decode(stdout), stderr: decode(stderr) };
}

async function withFolder(
  use: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "slides-test-" });
  try {
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("slides --help says what there is", async () => {
  const { code, stdout } = await slides("--help");
  assertEquals(code, 0);
  for (
    const word of ["--strict", "--public", "--handout", "index", '"1-3|5"']
  ) {
    assertStringIncludes(stdout, word);
  }
});

Deno.test("slides makes a deck without a browser, and a report", () =>
  withFolder(async (folder) => {
    const json = join(folder, "report.json");
    const { code, stdout } = await slides(
      FIXTURE,
      "--no-layout",
      "--output",
      folder,
      "--json",
      json,
    );
    assertEquals(code, 0);
    assertStringIncludes(stdout, "12 slides");
    assertStringIncludes(stdout, "not measured");
    const report = JSON.parse(await Deno.readTextFile(json));
    assertEquals(report.notebooks[0].slides, 12);
    assertEquals(report.notebooks[0].deck, join(folder, "01_dialogue.html"));
    assertEquals(report.failures, []);
  }));

Deno.test("slides --strict fails without measuring", () =>
  withFolder(async (folder) => {
    const { code, stderr } = await slides(
      FIXTURE,
      "--no-layout",
      "--strict",
      "--output",
      folder,
    );
    assertEquals(code, 1);
    assertStringIncludes(stderr, "Cannot measure slides");
  }));

Deno.test("slides goes on after a notebook that cannot be read, and says which", () =>
  withFolder(async (folder) => {
    const broken = join(folder, "broken.ipynb");
    await Deno.writeTextFile(broken, "no JSON");
    const { code, stdout, stderr } = await slides(
      broken,
      FIXTURE,
      "--no-layout",
      "--output",
      folder,
    );
    assertEquals(code, 1);
    assertStringIncludes(
      stderr,
      `Cannot read notebook "${broken}": it is not JSON`,
    );
    assertStringIncludes(stdout, "01_dialogue.html");
  }));

Deno.test("slides finds notebooks where it was called, as deno task says", () =>
  withFolder(async (folder) => {
    await Deno.copyFile(FIXTURE, join(folder, "talk.ipynb"));
    const { code, stdout } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "-A", fromFileUrl("slides/main.ts"), "talk.ipynb"],
        ...["--no-layout", "--output", folder],
      ],
      env: { INIT_CWD: folder },
      cwd: fromFileUrl("./"),
    }).output();
    assertEquals(code, 0);
    assertStringIncludes(
      new TextDecoder().decode(stdout),
      join(folder, "talk.html"),
    );
  }));

Deno.test("slides refuses two notebooks that would be one deck", () =>
  withFolder(async (folder) => {
    const paths = ["one/talk.ipynb", "other/talk.ipynb"]
      .map((path) => join(folder, path));
    for (const path of paths) {
      await Deno.mkdir(join(path, ".."));
      await Deno.copyFile(FIXTURE, path);
    }
    const { code, stderr } = await slides(
      ...paths,
      "--no-layout",
      "--output",
      folder,
    );
    assertEquals(code, 2);
    assertStringIncludes(
      stderr,
      `Cannot make decks of both "${paths[0]}" and "${paths[1]}"`,
    );
  }));

Deno.test({
  name: "slides, interrupted while notebooks run, leaves no kernel and no file",
  // There a signal is a kill.
  ignore: Deno.build.os === "windows",
  fn: () =>
    withFolder(async (folder) => {
      using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
      const { port } = listener.addr as Deno.NetAddr;
      const cell = codeCell(
        "wait",
        `const conn = await Deno.connect({ port: ${port} });
await conn.read(new Uint8Array(1));`,
      );
      const notebook = join(folder, "waits.ipynb");
      await Deno.writeTextFile(notebook, formatNotebook(makeNotebook(cell)));
      const temporary = join(folder, "temporary");
      await Deno.mkdir(temporary);
      const child = new Deno.Command(Deno.execPath(), {
        args: [
          ...["run", "-A", fromFileUrl("slides/main.ts"), notebook],
          ...["--execute", "--output", folder],
        ],
        env: { TMPDIR: temporary },
        stderr: "piped",
        stdout: "null",
      }).spawn();
      const ended = child.output();
      const kernel = await Promise.race([
        listener.accept(),
        ended.then(({ stderr }) => {
          throw new Error(new TextDecoder().decode(stderr));
        }),
      ]);
      child.kill("SIGINT");
      const { code, stderr } = await ended;
      assertEquals(new TextDecoder().decode(stderr), "Interrupted\n");
      assertEquals(code, 130);
      // The kernel is gone: its end of the connection is closed.
      const rest = await kernel.read(new Uint8Array(1)).catch(() => null);
      assertEquals(rest, null);
      kernel.close();
      assertEquals([...Deno.readDirSync(temporary)], []);
    }),
});

Deno.test("slides makes the index of what there is", () =>
  withFolder(async (folder) => {
    assertEquals(
      (await slides(FIXTURE, "--no-layout", "--output", folder)).code,
      0,
    );
    const { code, stdout } = await slides("index", FIXTURE, "--output", folder);
    assertEquals([code, stdout.trim()], [0, join(folder, "index.html")]);
    assertStringIncludes(
      await Deno.readTextFile(join(folder, "index.html")),
      'href="01_dialogue.html"',
    );
  }));

const REFUSED: [string, string[], string][] = [
  ["unknown option", ["--banana"], "--banana"],
  ["missing file", ["no/such.ipynb"], 'Cannot find notebook "no/such.ipynb"'],
  ["report that cannot be written", [
    FIXTURE,
    "--no-layout",
    "--output",
    "%",
    "--json",
    "%/no/such/report.json",
  ], "report.json"],
];

for (const [name, args, message] of REFUSED) {
  Deno.test(`slides ends with 2 for ${name}`, () =>
    withFolder(async (folder) => {
      const { code, stderr } = await slides(
        ...args.map((argument) => argument.replace("%", folder)),
      );
      assertEquals(code, 2);
      assertStringIncludes(stderr, message);
    }));
}
