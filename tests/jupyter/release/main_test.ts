import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { readRelease } from "../../../jupyter/release/write_release.ts";
import { fromFileUrl } from "../../project_files.ts";

async function deno(
  args: string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args,
    ...options,
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  return {
    code,
    stdout: decoder.decode(stdout),
    stderr: decoder.decode(stderr),
  };
}

const PROGRAM = fromFileUrl("jupyter/release/main.ts");
const release = (...args: string[]) => deno(["run", "-A", PROGRAM, ...args]);

async function inFolder(body: (folder: string) => Promise<void>) {
  const folder = await Deno.realPath(await Deno.makeTempDir());
  try {
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("release: the same zip twice, the folder's files in it, nothing overwritten unasked", () =>
  inFolder(async (folder) => {
    const first = await release(folder);
    assertEquals([first.code, first.stderr], [0, ""]);
    assertMatch(first.stdout, /None of \d{3,} lines of solutions/);
    const zip = join(folder, "sockets-live.zip");
    const bytes = await Deno.readFile(zip);
    assertEquals(
      await readRelease(zip),
      new Map(
        [...await readRelease(join(folder, "sockets-live"))].sort(),
      ),
    );
    const again = await release(folder);
    assertEquals(again.code, 1);
    assertStringIncludes(again.stderr, "it is already there");
    assertEquals((await release(folder, "--force")).code, 0);
    assertEquals(await Deno.readFile(zip), bytes);
  }));

Deno.test("release --check fails where a line leaked, and says which", () =>
  inFolder(async (folder) => {
    await release(folder);
    const copy = join(folder, "sockets-live");
    assertEquals((await release("--check", copy)).code, 0);
    await Deno.copyFile(
      fromFileUrl("notebooks/en/solutions/00_start_here.ipynb"),
      join(copy, "notebooks", "en", "answers.ipynb"),
    );
    const { code, stderr } = await release("--check", copy);
    assertEquals(code, 1);
    assertStringIncludes(
      stderr,
      "notebooks/en/answers.ipynb has a line of a solution (solutions/00_start_here.ipynb, ex-order): return `Hello, a ${drink} please`;",
    );
  }));

Deno.test("release: unzipped elsewhere it sets itself up and runs", () =>
  inFolder(async (folder) => {
    assertEquals((await release(folder)).code, 0);
    const bytes = await Deno.readFile(join(folder, "sockets-live.zip"));
    const away = join(folder, "away");
    for (const [path, file] of Object.entries(unzipSync(bytes))) {
      await Deno.mkdir(join(away, path, ".."), { recursive: true });
      await Deno.writeFile(join(away, path), file);
    }
    const cwd = join(away, "sockets-live");
    const lock = await Deno.readTextFile(join(cwd, "deno.lock"));
    // Nobody answers at the address of the discard service.
    const env = { JSR_URL: "http://127.0.0.1:9/", SOCKETS_ONLINE: "0" };
    const setup = await deno(["task", "setup", "--no-kernel"], { cwd, env });
    assertEquals(setup.code, 0, setup.stdout + setup.stderr);
    const ran = await deno(
      ["task", "notebooks", "notebooks/en/00_start_here.ipynb"],
      { cwd, env },
    );
    assertEquals(ran.code, 0, ran.stdout + ran.stderr);
    assertStringIncludes(ran.stdout, "1 of 1 notebook passed");
    assertStringIncludes(ran.stdout, "0 of 3 exercises solved");
    assertEquals(await Deno.readTextFile(join(cwd, "deno.lock")), lock);
  }));

Deno.test("release --notes keeps the speaker's notes and no solution", () =>
  inFolder(async (folder) => {
    assertEquals((await release(folder, "--notes")).code, 0);
    const copy = join(folder, "sockets-live");
    const files = await readRelease(copy);
    const notebook = files.get("notebooks/en/01_protocols.ipynb")!;
    assert(notebook.includes(`"slide_type": "notes"`));
    assertEquals((await release("--check", copy, "--notes")).code, 0);
    assertEquals((await release("--check", copy)).code, 1);
  }));

const MISUSES: [args: string[], says: string][] = [
  [[], "expected one path"],
  [["a", "b"], "expected one path"],
  [["--nonsense"], "Unknown option '--nonsense'"],
];
for (const [args, says] of MISUSES) {
  Deno.test(`release refuses "${args.join(" ")}" with exit code 2`, async () => {
    const { code, stdout, stderr } = await release(...args);
    assertEquals([code, stdout], [2, ""]);
    assertStringIncludes(stderr, says);
  });
}
