import { assert, assertEquals, assertFalse, assertRejects } from "@std/assert";
import { join } from "node:path";
import {
  placeStandIns,
  removeStandIns,
  standInsCurrent,
  standInsPresent,
} from "../../setup/place_stand_ins.ts";
import {
  STAND_IN_PACKAGES,
  standInFiles,
} from "../../setup/stand_in_package.ts";
import { fromFileUrl } from "../project_files.ts";

async function inTemporaryFolder(
  work: (root: string) => Promise<void>,
): Promise<void> {
  const root = await Deno.makeTempDir({ prefix: "stand ins" });
  try {
    await work(root);
  } finally {
    await Deno.chmod(root, 0o700).catch(() => {});
    await Deno.remove(root, { recursive: true });
  }
}

function entries(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}

Deno.test("placeStandIns writes whole packages, and only once", () =>
  inTemporaryFolder(async (root) => {
    assertFalse(standInsPresent(root));
    assert(await placeStandIns(root));
    assert(standInsPresent(root));
    assert(await standInsCurrent(root));
    assertFalse(await placeStandIns(root));
    assertEquals(entries(join(root, ".offline")), ["assert", "net"]);
    for (const standIn of STAND_IN_PACKAGES) {
      const folder = join(root, ".offline", standIn.name.split("/")[1]);
      const files = await standInFiles(standIn);
      assertEquals(entries(folder), [...files.keys()].sort());
    }
  }));

Deno.test("placeStandIns replaces what differs, is missing or too much", () =>
  inTemporaryFolder(async (root) => {
    const file = (name: string) => join(root, ".offline", "assert", name);
    await placeStandIns(root);
    await Deno.writeTextFile(file("mod.ts"), "export {};\n");
    assertFalse(await standInsCurrent(root));
    assert(await placeStandIns(root));
    await Deno.remove(file("equal.ts"));
    assert(await placeStandIns(root));
    await Deno.writeTextFile(file("extra.ts"), "export {};\n");
    assert(await placeStandIns(root));
    assert(await standInsCurrent(root));
    assert(await placeStandIns(root, { force: true }));
    assertEquals(entries(join(root, ".offline")), ["assert", "net"]);
  }));

Deno.test("placeStandIns and removeStandIns bear with each other", () =>
  inTemporaryFolder(async (root) => {
    const placing = Array.from(
      { length: 6 },
      () => placeStandIns(root, { force: true }),
    );
    const removing = Array.from({ length: 3 }, () => removeStandIns(root));
    await Promise.all([...placing, ...removing]);
    await placeStandIns(root);
    assert(await standInsCurrent(root));
    assertEquals(entries(join(root, ".offline")), ["assert", "net"]);
  }));

Deno.test("removeStandIns leaves other workspace members alone", () =>
  inTemporaryFolder(async (root) => {
    assertFalse(await removeStandIns(root));
    await placeStandIns(root);
    await Deno.mkdir(join(root, ".offline", "mine"));
    assert(await removeStandIns(root));
    assertEquals(entries(join(root, ".offline")), ["mine"]);
    assertFalse(standInsPresent(root));
  }));

Deno.test("placeStandIns names the folder that is in its way", () =>
  inTemporaryFolder(async (root) => {
    await Deno.writeTextFile(join(root, ".offline"), "");
    await assertRejects(
      () => placeStandIns(root),
      Error,
      `Cannot write ${JSON.stringify(join(root, ".offline"))}: `,
    );
  }));

Deno.test("placeStandIns names the folder it may not write (not as root)", {
  // Root may write everywhere; Windows has no such mode.
  ignore: Deno.build.os === "windows" || Deno.uid() === 0,
}, () =>
  inTemporaryFolder(async (root) => {
    await Deno.chmod(root, 0o500);
    await assertRejects(() => placeStandIns(root), Error, "Cannot write");
  }));

Deno.test("stand-ins have the versions that deno.lock names", () => {
  const lock = JSON.parse(Deno.readTextFileSync(fromFileUrl("deno.lock")));
  for (const { name, version } of STAND_IN_PACKAGES) {
    assertEquals(Object.hasOwn(lock.jsr, `${name}@${version}`), true, name);
  }
});

Deno.test("stand-ins export only files they have", async () => {
  for (const standIn of STAND_IN_PACKAGES) {
    const files = await standInFiles(standIn);
    for (const target of Object.values(standIn.exports)) {
      assert(files.has(target.slice("./".length)), target);
    }
  }
});
