import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { findJupyter, howToGet } from "../../../setup/lab/find_jupyter.ts";
import { FakeHome } from "../kernelspec/fake_home.ts";

const CHOICES: [programs: string[], lab: string[], notebook: string[]][] = [
  [
    ["jupyter-lab", "jupyter-notebook", "uvx", "pipx"],
    ["jupyter-lab"],
    ["jupyter-notebook"],
  ],
  [
    ["jupyter-lab", "uvx", "pipx"],
    ["jupyter-lab"],
    ["uvx", "--from", "notebook", "jupyter-notebook"],
  ],
  [
    ["pipx"],
    ["pipx", "run", "--spec", "jupyterlab", "jupyter-lab"],
    ["pipx", "run", "--spec", "notebook", "jupyter-notebook"],
  ],
];
for (const [programs, lab, notebook] of CHOICES) {
  Deno.test(`findJupyter where PATH has ${programs.join(", ")}`, async () => {
    await using home = await FakeHome.make();
    for (const program of programs) await home.write(`bin/${program}`, "");
    const path = join(home.folder, "bin");
    const inPath = ([program, ...args]: string[]) => [
      join(path, program),
      ...args,
    ];
    const found = findJupyter("lab", path, "linux");
    assertEquals(found?.command, inPath(lab));
    assertEquals(
      found?.fetchedBy,
      lab[0] === "jupyter-lab" ? undefined : lab[0],
    );
    assertEquals(
      findJupyter("notebook", path, "linux")?.command,
      inPath(notebook),
    );
  });
}

Deno.test("findJupyter finds nothing, and howToGet says in three lines what to do", () => {
  assertEquals(findJupyter("lab", "", "linux"), undefined);
  assertEquals(howToGet("lab").length, 3);
  assertEquals(howToGet("lab")[0].includes("pip install jupyterlab"), true);
  assertEquals(howToGet("notebook")[0].includes("pip install notebook"), true);
});
