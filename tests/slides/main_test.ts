import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
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
