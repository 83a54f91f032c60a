import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import {
  filterCommand,
  installFilter,
  uninstallFilter,
} from "../../../jupyter/author/git_filter.ts";
import { templateNotebook } from "../../../jupyter/author/template_notebook.ts";
import { formatNotebook } from "../../../jupyter/format_notebook.ts";
import { fromFileUrl } from "../../project_files.ts";
import { lacksTool } from "../../tools.ts";
import { codeCell, makeNotebook } from "../run/make_notebook.ts";

const PROGRAM = fromFileUrl("jupyter/author/main.ts");
const CLEAN = formatNotebook(templateNotebook("11_udp"));

function dirtyText(): string {
  const cell = { ...codeCell("c1", "1 + 1"), execution_count: 3 };
  return formatNotebook(makeNotebook(cell));
}

async function run(
  args: string[],
  input?: string,
): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", PROGRAM, ...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  if (input !== undefined) await writer.write(new TextEncoder().encode(input));
  await writer.close();
  const { code, stdout, stderr } = await child.output();
  const decoder = new TextDecoder();
  return {
    code,
    stdout: decoder.decode(stdout),
    stderr: decoder.decode(stderr),
  };
}

async function inFolder(body: (folder: string) => Promise<void>) {
  const folder = await Deno.realPath(await Deno.makeTempDir());
  try {
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("clean: --check says what is not clean, clean cleans it, and then all is clean", () =>
  inFolder(async (folder) => {
    const path = join(folder, "a.ipynb");
    await Deno.writeTextFile(path, dirtyText());
    await Deno.writeTextFile(join(folder, "b.ipynb"), CLEAN);
    const looked = await run(["clean", "--check", folder]);
    assertEquals([looked.code, looked.stdout], [1, `Not clean: ${path}\n`]);
    assertEquals(await Deno.readTextFile(path), dirtyText());
    const cleaned = await run(["clean", folder]);
    assertEquals([cleaned.code, cleaned.stdout], [0, `Cleaned: ${path}\n`]);
    assertEquals(
      JSON.parse(await Deno.readTextFile(path)).cells[0].execution_count,
      null,
    );
    const again = await run(["clean", "--check", folder]);
    assertEquals([again.code, again.stdout], [0, "2 notebooks, all clean\n"]);
  }));

Deno.test("clean: a file that cannot be read is named, and the others are cleaned", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "a.ipynb"), "{");
    const path = join(folder, "b.ipynb");
    await Deno.writeTextFile(path, dirtyText());
    const { code, stdout, stderr } = await run(["clean", folder]);
    assertEquals([code, stdout], [1, `Cleaned: ${path}\n`]);
    assertStringIncludes(stderr, `Cannot clean "${join(folder, "a.ipynb")}"`);
  }));

Deno.test("clean -: reads a notebook, writes it clean, nothing else", async () => {
  const { code, stdout } = await run(["clean", "-"], dirtyText());
  assertEquals(code, 0);
  assertEquals(JSON.parse(stdout).cells[0].execution_count, null);
  const broken = await run(["clean", "-"], "no notebook");
  assertEquals([broken.code, broken.stdout], [1, ""]);
});

const MISUSES: [args: string[], says: string][] = [
  [[], "expected new, clean or watch"],
  [["open"], `Cannot understand the command "open"`],
  [["new"], "expected one name"],
  [["new", "11_a", "12_b"], "expected one name"],
  [["clean", "--nonsense"], "Unknown option '--nonsense'"],
  [["clean", "-", "a.ipynb"], `Cannot clean "-" with anything else`],
  [["clean", "--install-filter", "--check"], "give it alone"],
  [["watch", "--port", "70000"], `Cannot use --port "70000"`],
  [["clean", "nowhere.ipynb"], `Cannot find notebook "nowhere.ipynb"`],
];
for (const [args, says] of MISUSES) {
  Deno.test(`author refuses "${args.join(" ")}" with exit code 2`, async () => {
    const { code, stdout, stderr } = await run(args);
    assertEquals([code, stdout], [2, ""]);
    assertStringIncludes(stderr, says);
  });
}

Deno.test("author --help", async () => {
  for (
    const args of [
      ["--help"],
      ["new", "--help"],
      ["clean", "-h"],
      ["watch", "-h"],
    ]
  ) {
    const { code, stdout, stderr } = await run(args);
    assertEquals([code, stderr], [0, ""]);
    assertStringIncludes(stdout, `deno task ${args[0].replace("--help", "")}`);
  }
});

Deno.test(
  "clean --install-filter: git commits clean notebooks, files keep outputs; undone without a trace",
  {
    ignore: lacksTool("git"),
  },
  () =>
    inFolder(async (folder) => {
      const git = async (...args: string[]) => {
        const { success, stdout, stderr } = await new Deno.Command("git", {
          args,
          cwd: folder,
        }).output();
        const decoder = new TextDecoder();
        assertEquals(success, true, decoder.decode(stderr));
        return decoder.decode(stdout);
      };
      await git("init", "-q");
      const config = join(folder, ".git", "config");
      const before = await Deno.readTextFile(config);
      await Deno.mkdir(join(folder, "notebooks", "en"), { recursive: true });
      await Deno.writeTextFile(
        join(folder, "notebooks", "en", "a.ipynb"),
        dirtyText(),
      );
      await installFilter(folder, PROGRAM);
      await installFilter(folder, PROGRAM);
      await git("add", "notebooks");
      const committed = await git("show", ":notebooks/en/a.ipynb");
      assertEquals(JSON.parse(committed).cells[0].execution_count, null);
      assertEquals(
        await Deno.readTextFile(join(folder, "notebooks", "en", "a.ipynb")),
        dirtyText(),
      );
      assertEquals(await uninstallFilter(folder), true);
      assertEquals(await Deno.readTextFile(config), before);
      assertEquals(await uninstallFilter(folder), false);
    }),
);

Deno.test({
  name:
    "the filter still cleans when npx has emptied the cache that Deno was in",
  ignore: Deno.build.os === "windows" || lacksTool("git"),
  fn: () =>
    inFolder(async (folder) => {
      const npx = join(folder, "npx");
      await Deno.writeTextFile(
        npx,
        `#!/bin/sh\nshift 2\nexec '${Deno.execPath()}' "$@"\n`,
        { mode: 0o755 },
      );
      const dirty = join(folder, "a.ipynb");
      await Deno.writeTextFile(dirty, dirtyText());
      const command = filterCommand(PROGRAM, join(folder, "gone", "deno"));
      const { code, stdout } = await new Deno.Command("sh", {
        args: ["-c", `${command} <"$0"`, dirty],
        env: { PATH: `${folder}:${Deno.env.get("PATH")}` },
      }).output();
      assertEquals(code, 0);
      const cleaned = await run(["clean", "-"], dirtyText());
      assertEquals(new TextDecoder().decode(stdout), cleaned.stdout);
    }),
});
