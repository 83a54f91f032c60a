import {
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { dirname, join } from "node:path";
import { runChild } from "../../setup/run_child.ts";
import { FAKE_PARTS, fakeRun } from "./fake_parts.ts";
import { copyProject, type ProjectCopy } from "./project_copy.ts";

const WELL = {
  path: "notebooks/en/00_start_here.ipynb",
  ok: true,
  cells: 12,
  assertions: 9,
  exercises: { open: 1, passed: 1, failed: 0, total: 2 },
  seconds: 1.25,
};
const SECOND = { ...WELL, path: "notebooks/en/03_byte_pipe.ipynb" };
const FAILED = {
  ...SECOND,
  ok: false,
  failure: { kind: "error", message: "Error: refused", cell: 7, id: "dial" },
};

async function copyCourse(): Promise<ProjectCopy> {
  const project = await copyProject();
  for (const [name, text] of Object.entries(FAKE_PARTS)) {
    const path = join(project.root, name);
    await Deno.mkdir(dirname(path), { recursive: true });
    await Deno.writeTextFile(path, text);
  }
  return project;
}

function argumentsOf(project: ProjectCopy, part: string): string[] {
  const path = join(project.root, `${part}-args.json`);
  return JSON.parse(Deno.readTextFileSync(path))
    .map((argument: string) => argument.replaceAll("\\", "/"));
}

Deno.test("course sets up, runs, makes decks and sums up", async () => {
  await using project = await copyCourse();
  const run = fakeRun({ code: 0, notebooks: [WELL] });
  const { code, output } = await project.setup(["course"], run);
  assertEquals(code, 0, output);
  assertStringIncludes(output, "✓ @std packages");
  assertStringIncludes(output, "the runner's progress");
  assertMatch(
    output,
    /✓ {2}00_start_here +12 +9 {2}1 passed, 1 open +1\.3 {2}slides.dist.00_start_here\.html\n/,
  );
  assertStringIncludes(
    output,
    "1 notebook, 12 cells, 9 assertions, 2 exercises, 1 deck",
  );
  assertMatch(output, /Open .*slides.dist.index\.html/);
  assertEquals(argumentsOf(project, "runner"), [
    "notebooks",
    "notebooks/en",
    "--output",
    "slides/dist/notebooks",
    "--json",
    "slides/dist/run.json",
  ]);
  assertEquals(argumentsOf(project, "decks"), [
    "decks",
    "slides/dist/notebooks/00_start_here.ipynb",
    "--no-execute",
    "--page",
    "--output",
    "slides/dist",
    "--source",
    "notebooks/en",
  ]);
  assertEquals(argumentsOf(project, "index").slice(0, 2), [
    "index",
    WELL.path,
  ]);
});

Deno.test("course hands paths and options on to the runner", async () => {
  await using project = await copyCourse();
  const run = fakeRun({ code: 0, notebooks: [WELL] });
  const { code, output } = await project.setup(
    ["course", WELL.path, "--solutions", "--jobs", "1", "--timeout", "5"],
    run,
  );
  assertEquals(code, 0, output);
  assertEquals(argumentsOf(project, "runner").slice(0, 7), [
    "notebooks",
    WELL.path,
    "--solutions",
    "--jobs",
    "1",
    "--timeout",
    "5",
  ]);
});

Deno.test("course makes decks of what ran even if a notebook failed", async () => {
  await using project = await copyCourse();
  const run = fakeRun({ code: 1, notebooks: [WELL, FAILED] });
  const { code, output } = await project.setup(["course"], run);
  assertEquals(code, 1);
  assertMatch(output, /✗ {2}03_byte_pipe .*03_byte_pipe\.html/);
  assertStringIncludes(output, "2 decks, 1 failed");
  assertStringIncludes(output, "✗ running notebooks ended with 1");
  assertStringIncludes(
    output,
    '✗ notebooks/en/03_byte_pipe.ipynb, cell 7 (id "dial"): Error: refused',
  );
  assertStringIncludes(output, "Open ");
});

Deno.test("course makes the other decks if a file is no notebook", async () => {
  await using project = await copyCourse();
  const unreadable = { ...FAILED, outcome: "unreadable" };
  const run = fakeRun({ code: 1, notebooks: [unreadable, WELL] });
  const { code, output } = await project.setup(["course"], run);
  assertEquals(code, 1);
  assertMatch(output, /✗ {2}03_byte_pipe .* –\n/);
  assertMatch(output, /✓ {2}00_start_here .*00_start_here\.html\n/);
});

Deno.test("course does not take an old deck for a new one", async () => {
  await using project = await copyCourse();
  const run = fakeRun({ code: 0, notebooks: [WELL, SECOND] });
  assertEquals((await project.setup(["course"], run)).code, 0);
  const { code, output } = await project.setup(["course"], {
    ...run,
    FAKE_WITHOUT_DECK: "03_byte_pipe.ipynb",
  });
  assertEquals(code, 1);
  assertStringIncludes(
    output,
    "✗ notebooks/en/03_byte_pipe.ipynb has no deck",
  );
});

Deno.test("course says that the runner died without a report", async () => {
  await using project = await copyCourse();
  const { code, output } = await project.setup(
    ["course"],
    fakeRun({ code: 3 }),
  );
  assertEquals(code, 1);
  assertStringIncludes(output, "✗ running notebooks ended with 3");
  assertStringIncludes(output, "✗ the runner wrote no report");
});

Deno.test("course does not start where the kit cannot run", async () => {
  await using project = await copyCourse();
  await Deno.writeTextFile(join(project.root, ".offline"), "in the way");
  const run = fakeRun({ code: 0, notebooks: [WELL] });
  const { code, output } = await project.setup(["course"], run);
  assertEquals(code, 1);
  assertStringIncludes(output, "The kit cannot run yet");
  assertEquals(output.includes("the runner's progress"), false);
});

Deno.test("course says that it cannot write", async () => {
  await using project = await copyCourse();
  await Deno.writeTextFile(join(project.root, "slides", "dist"), "in the way");
  const run = fakeRun({ code: 0, notebooks: [WELL] });
  const { code, output } = await project.setup(["course"], run);
  assertEquals(code, 1);
  assertMatch(output, /Cannot write ".*dist": /);
});

for (const [signal, exitCode] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
  Deno.test(`course lets the runner clean up at ${signal}`, {
    ignore: Deno.build.os === "windows",
  }, async () => {
    await using project = await copyCourse();
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const child = project.start(
      ["run", "-A", "setup/main.ts", "course"],
      fakeRun({ code: 0, hang: listener.addr.port }),
    );
    using runner = await listener.accept();
    child.kill(signal);
    const { code, stderr } = await child.output();
    assertEquals(code, exitCode);
    assertStringIncludes(new TextDecoder().decode(stderr), "Interrupted");
    assertEquals(await runner.read(new Uint8Array(1)), null);
    await Deno.stat(join(project.root, "cleaned"));
  });
}

Deno.test("runChild kills what does not end when told to", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const stubborn = `
    Deno.addSignalListener("SIGINT", () => {});
    const port = ${listener.addr.port};
    const connection = await Deno.connect({ hostname: "127.0.0.1", port });
    await connection.read(new Uint8Array(1));
  `;
  const stop = new AbortController();
  const ended = runChild(["eval", stubborn], {
    cwd: Deno.cwd(),
    signal: stop.signal,
    grace: 10,
  });
  using connection = await listener.accept();
  stop.abort(new Error("enough"));
  await assertRejects(() => ended, Error, "enough");
  assertEquals(await connection.read(new Uint8Array(1)), null);
});

Deno.test("runChild gives the exit code", async () => {
  const { signal } = new AbortController();
  const code = await runChild(["eval", "Deno.exit(7)"], {
    cwd: Deno.cwd(),
    signal,
  });
  assertEquals(code, 7);
});
