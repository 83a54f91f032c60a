import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  newNotebook,
  NewNotebookError,
} from "../../../jupyter/author/new_notebook.ts";
import {
  templateNotebook,
  templateSolutions,
} from "../../../jupyter/author/template_notebook.ts";
import { checkNotebookFiles } from "../../../jupyter/check_notebook_files.ts";
import { applySolutions } from "../../../jupyter/run/apply_solutions.ts";
import { runNotebook } from "../../../jupyter/run/run_notebook.ts";
import { runCell, startKernel } from "../../notebooks/notebook_cells.ts";
import type { WrongAnswers } from "../../notebooks/wrong_answer.ts";
import { fromFileUrl } from "../../project_files.ts";
import { NOTEBOOK_FOLDER } from "../run/make_notebook.ts";

async function inFolder(body: (root: string) => Promise<void>): Promise<void> {
  const root = await Deno.makeTempDir();
  try {
    await body(root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

Deno.test("newNotebook writes a notebook in which the check finds nothing", () =>
  inFolder(async (root) => {
    const written = await newNotebook(root, "11_udp");
    assertEquals(written.map((path) => basename(path)), [
      "11_udp.ipynb",
      "11_udp.ipynb",
      "11_udp.ts",
    ]);
    const path = join(root, written[0]);
    assertEquals(await checkNotebookFiles([path], fromFileUrl("./")), []);
  }));

Deno.test("newNotebook: what it starts with runs, unsolved and solved", async () => {
  const notebook = templateNotebook("11_udp");
  const options = { cwd: NOTEBOOK_FOLDER };
  const unsolved = await runNotebook(notebook, options);
  assertEquals(unsolved.report.failure, undefined);
  assertEquals(unsolved.report.exercises.open, 3);
  const solved = await runNotebook(
    applySolutions(notebook, templateSolutions("11_udp")),
    { ...options, mustSolve: true },
  );
  assertEquals(solved.report.failure, undefined);
  assertEquals(solved.report.exercises.passed, 3);
});

Deno.test("newNotebook: its checks reject its wrong answers", () =>
  inFolder(async (root) => {
    const [, , answersPath] = await newNotebook(root, "11_udp");
    const { href } = pathToFileURL(join(root, answersPath));
    const { wrongAnswers }: { wrongAnswers: WrongAnswers } = await import(href);
    const { cells } = templateNotebook("11_udp");
    const sourceOf = (id: string) =>
      cells.find((cell) => cell.id === id)!.source;
    await using kernel = await startKernel();
    assertEquals((await runCell(kernel, sourceOf("imports"))).status, "ok");
    for (const [id, answers] of Object.entries(wrongAnswers)) {
      assert(answers.length >= 3, id);
      for (const { source, says } of answers) {
        assertEquals((await runCell(kernel, source)).status, "ok");
        const check = sourceOf(id.replace("ex-", "check-"));
        const { ename, evalue } = await runCell(kernel, check);
        assertEquals(ename, "ExerciseError");
        assertStringIncludes(evalue, says);
      }
    }
    await kernel.shutdown();
  }));

const BAD_NAMES = ["", "udp", "1_udp", "11", "11_", "11_UDP", "11-udp"];
for (const name of [...BAD_NAMES, "11_udp.ipynb", "../11_udp", "11_a__b"]) {
  Deno.test(`newNotebook refuses the name "${name}"`, () =>
    inFolder(async (root) => {
      await assertRejects(
        () => newNotebook(root, name),
        NewNotebookError,
        `Cannot start notebook "${name}": expected two digits`,
      );
      assertEquals([...Deno.readDirSync(root)], []);
    }));
}

Deno.test("newNotebook overwrites nothing, and then writes nothing", () =>
  inFolder(async (root) => {
    const [notebook, solutions, answers] = await newNotebook(root, "11_udp");
    await assertRejects(
      () => newNotebook(root, "11_other"),
      NewNotebookError,
      `the number is that of "11_udp.ipynb"`,
    );
    await Deno.remove(join(root, notebook));
    await Deno.remove(join(root, answers));
    await Deno.writeTextFile(join(root, solutions), "mine");
    await assertRejects(
      () => newNotebook(root, "11_udp"),
      NewNotebookError,
      "there is already",
    );
    assertEquals(await Deno.readTextFile(join(root, solutions)), "mine");
    await assertRejects(() => Deno.stat(join(root, notebook)));
  }));
