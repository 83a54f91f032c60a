import { assert, assertEquals } from "@std/assert";
import { parseNotebook } from "../../../jupyter/parse_notebook.ts";
import { formatNotebook } from "../../../jupyter/format_notebook.ts";
import type { Notebook } from "../../../jupyter/notebook.ts";
import {
  describeLeak,
  findLeaks,
} from "../../../jupyter/release/find_leaks.ts";
import { releaseFiles } from "../../../jupyter/release/release_files.ts";
import { readSecrets } from "../../../jupyter/release/secrets.ts";
import { fromFileUrl } from "../../project_files.ts";
import { codeCell } from "../run/make_notebook.ts";

const ROOT = fromFileUrl("./");
const NOTEBOOK = "notebooks/en/01_protocols.ipynb";
const SOLUTION =
  `throw new SyntaxError(\`Cannot understand Bob: "\${line}"\`);`;
const NOTE = "So the protocol must fix how meaning becomes bytes";

const secrets = await readSecrets(ROOT);
const files = await releaseFiles(ROOT);

Deno.test("findLeaks finds none in the release, which has every notebook", () => {
  assertEquals(findLeaks(files, secrets).map(describeLeak), []);
  const names = [...files.keys()].filter((path) => path.endsWith(".ipynb"));
  const committed = [...Deno.readDirSync(fromFileUrl("notebooks/en"))]
    .filter(({ name }) => name.endsWith(".ipynb"))
    .map(({ name }) => `notebooks/en/${name}`).sort();
  assertEquals(names, committed);
});

Deno.test("readSecrets has lines of the solutions and notes of each notebook", () => {
  for (const path of files.keys()) {
    if (!path.endsWith(".ipynb")) continue;
    const name = path.replace("notebooks/en/", "");
    for (const kind of ["solution", "speaker note"]) {
      const found = secrets.lines.filter((secret) =>
        secret.kind === kind && secret.from.includes(name)
      );
      assert(found.length >= 3, `${name}: ${found.length} lines of a ${kind}`);
    }
  }
});

function changed(change: (notebook: Notebook) => void): [string, string] {
  const notebook = parseNotebook(files.get(NOTEBOOK)!);
  change(notebook);
  return [NOTEBOOK, formatNotebook(notebook)];
}

function exercise({ cells }: Notebook) {
  const cell = cells.find(({ id }) => id === "ex-parse-reply")!;
  if (cell.cell_type !== "code") throw new Error("an exercise is code");
  return cell;
}

/** Each puts one secret line somewhere. */
const PLANTED: [where: string, kind: string, plant: () => [string, string]][] =
  [
    ["in the README", "solution", () => ["README.md", `Hint: ${SOLUTION}`]],
    ["in a comment of the library", "solution", () => {
      const text = files.get("lib/mod.ts")!;
      return ["lib/mod.ts", `${text}// ${SOLUTION}\n`];
    }],
    ["in a new file", "solution", () => ["lib/answers.ts", SOLUTION]],
    ["in the exercise itself", "solution", () =>
      changed((notebook) => {
        exercise(notebook).source += `\n  // ${SOLUTION}`;
      })],
    ["in an output", "solution", () =>
      changed((notebook) => {
        exercise(notebook).outputs = [
          { output_type: "stream", name: "stdout", text: `${SOLUTION}\n` },
        ];
      })],
    ["in a cell's metadata", "solution", () =>
      changed((notebook) => {
        exercise(notebook).metadata.answer = SOLUTION;
      })],
    ["in a file that is no notebook any more", "solution", () => [
      NOTEBOOK,
      `{"cells": [\n${SOLUTION}\n`,
    ]],
    ["as a cell", "speaker note", () =>
      changed((notebook) => {
        const original = parseNotebook(
          Deno.readTextFileSync(fromFileUrl(NOTEBOOK)),
        );
        notebook.cells.push(
          original.cells.find(({ source }) => source.startsWith(NOTE))!,
        );
      })],
  ];
for (const [where, kind, plant] of PLANTED) {
  Deno.test(`findLeaks finds a planted ${kind} ${where}`, () => {
    const [path, text] = plant();
    const leaks = findLeaks(new Map([[path, text]]), secrets);
    assert(leaks.length > 0);
    assertEquals(leaks.filter((leak) => leak.kind !== kind), []);
  });
}

Deno.test("findLeaks finds a hidden test and lets through what the public file says too", () => {
  const line = "const everySeat = seats.length;";
  const hidden = {
    lines: [{ line, kind: "hidden test" as const, from: "a.ipynb, hidden-a" }],
    publicText: (path: string) => path === "lib/seat.ts" ? `${line}\n` : "",
  };
  const leaking = new Map([["lib/seat.ts", line], ["lib/chair.ts", line]]);
  assertEquals(findLeaks(leaking, hidden).map(describeLeak), [
    `lib/chair.ts has a line of a hidden test (a.ipynb, hidden-a): ${line}`,
  ]);
});

Deno.test("releaseFiles refuses code among the speaker's notes", async () => {
  const root = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${root}/notebooks/en`, { recursive: true });
    const cell = codeCell("demo", "1");
    cell.metadata.slideshow = { slide_type: "notes" };
    const [, text] = changed((notebook) => notebook.cells.push(cell));
    await Deno.writeTextFile(`${root}/notebooks/en/a.ipynb`, text);
    const failure = await releaseFiles(root).catch((error) => error);
    assertEquals(
      failure.message,
      `Cannot leave out cell "demo": it is code among the speaker's notes; give it the slide type "skip"`,
    );
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
