import { assertEquals } from "@std/assert";
import { ROOT } from "./project_files.ts";

const DOCUMENTS = ["README.md", "CONTRIBUTING.md", "setup/vscode.md"];

/** What links and pictures of a Markdown text lead to, on the web or not. */
function targetsIn(markdown: string): string[] {
  return [...markdown.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);
}

for (const document of DOCUMENTS) {
  Deno.test(`${document} leads only to files that are there`, async () => {
    const url = new URL(document, ROOT);
    const targets = targetsIn(await Deno.readTextFile(url))
      .filter((target) => !/^(https?:|#)/.test(target));
    const missing = [];
    for (const target of targets) {
      const found = await Deno.stat(new URL(target, url)).catch(() => null);
      if (found === null) missing.push(target);
    }
    assertEquals(missing, []);
  });
}

Deno.test("README.md has one line for each notebook", async () => {
  const readme = await Deno.readTextFile(new URL("README.md", ROOT));
  const linked = targetsIn(readme).filter((path) => path.endsWith(".ipynb"));
  const notebooks = [...Deno.readDirSync(new URL("notebooks/en/", ROOT))]
    .map(({ name }) => name).filter((name) => name.endsWith(".ipynb")).sort();
  assertEquals(linked, notebooks.map((name) => `notebooks/en/${name}`));
});
