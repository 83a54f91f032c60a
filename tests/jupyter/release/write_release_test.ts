import { assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import {
  readRelease,
  writeRelease,
} from "../../../jupyter/release/write_release.ts";

const FILES = new Map([["notebooks/en/a.ipynb", "{}"]]);

async function inFolder(body: (folder: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const namesIn = (folder: string) =>
  [...Deno.readDirSync(folder)].map(({ name }) => name).sort();

/** What a folder named as a release may be all the same. */
const OTHERS: [what: string, path: string][] = [
  ["a clone", "notebooks/en/solutions/a.ipynb"],
  ["a clone of something else", ".git/config"],
  ["somebody's folder", "thesis.md"],
];
for (const [what, path] of OTHERS) {
  Deno.test(`writeRelease never replaces ${what}, not even with force`, () =>
    inFolder(async (folder) => {
      const file = join(folder, "sockets-live", path);
      await Deno.mkdir(join(file, ".."), { recursive: true });
      await Deno.writeTextFile(file, "work of weeks");
      await assertRejects(
        () => writeRelease(folder, FILES, { force: true }),
        Error,
        "it is no release",
      );
      assertEquals(await Deno.readTextFile(file), "work of weeks");
      assertEquals(namesIn(folder), ["sockets-live"]);
    }));
}

Deno.test("writeRelease replaces an earlier release, whole, and leaves nothing else behind", () =>
  inFolder(async (folder) => {
    await writeRelease(folder, new Map([...FILES, ["old.ts", ""]]));
    const { folder: written } = await writeRelease(folder, FILES, {
      force: true,
    });
    assertEquals(await readRelease(written), FILES);
    assertEquals(namesIn(folder), ["sockets-live", "sockets-live.zip"]);
  }));

Deno.test("writeRelease and readRelease say which place they cannot use", () =>
  inFolder(async (folder) => {
    const file = join(folder, "file");
    await Deno.writeTextFile(file, "");
    await assertRejects(
      () => writeRelease(join(file, "out"), FILES),
      Error,
      `Cannot write release into "${join(file, "out")}": `,
    );
    for (const missing of ["none", "none.zip"]) {
      const path = join(folder, missing);
      await assertRejects(
        () => readRelease(path),
        Error,
        `Cannot read release "${path}": `,
      );
    }
  }));
