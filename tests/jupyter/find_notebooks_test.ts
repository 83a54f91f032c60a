import { assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import {
  findNotebooks,
  NoNotebookError,
} from "../../jupyter/find_notebooks.ts";

async function inFolder(body: (folder: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("findNotebooks lists folders by name, files as given, each once", () =>
  inFolder(async (folder) => {
    for (const name of ["b.ipynb", "a.ipynb", ".hidden.ipynb", "notes.md"]) {
      await Deno.writeTextFile(join(folder, name), "");
    }
    await Deno.mkdir(join(folder, "solutions"));
    const [a, b] = [join(folder, "a.ipynb"), join(folder, "b.ipynb")];
    assertEquals(await findNotebooks([folder]), [a, b]);
    assertEquals(await findNotebooks([b, folder]), [b, a]);
    assertEquals(await findNotebooks(["a.ipynb"], ["", folder]), [a]);
    await assertRejects(
      () => findNotebooks(["c.ipynb"], ["", folder]),
      NoNotebookError,
      `Cannot find notebook "c.ipynb": no such file`,
    );
  }));

Deno.test("findNotebooks says that a folder holds none", () =>
  inFolder(async (folder) => {
    await assertRejects(
      () => findNotebooks([folder]),
      NoNotebookError,
      "it holds no .ipynb file",
    );
  }));
