import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { stableDeno } from "../../../setup/kernelspec/stable_deno.ts";
import { exists, FakeHome } from "./fake_home.ts";

const CACHES = [
  ".npm/_npx/4f2c/node_modules/deno",
  ".cache/pnpm/dlx-991/node_modules/deno",
  "temporary/xfs-1a/node_modules/deno",
  "temporary/bunx-0-deno@2.9.6/node_modules/deno",
];
for (const cache of CACHES) {
  Deno.test(`stableDeno outlives ${cache}`, async () => {
    await using home = await FakeHome.make();
    const running = await home.write(join(cache, "deno"), "a program");
    await Deno.chmod(running, 0o755).catch(() => {});
    const { path, kept } = await stableDeno(home.facts, running);
    assertEquals(kept, true);
    assertStringIncludes(path, join(".local", "share", "sockets-live"));
    await Deno.remove(join(home.folder, cache), { recursive: true });
    assertEquals(await Deno.readTextFile(path), "a program");
    if (Deno.build.os !== "windows") {
      assertEquals(Deno.statSync(path).mode! & 0o777, 0o755);
    }
    assertEquals(namesBeside(path), ["deno"]);
  });
}

Deno.test("stableDeno keeps Deno once, and anew if it differs", async () => {
  await using home = await FakeHome.make();
  const running = await home.write("_npx/deno", "version one");
  const { path } = await stableDeno(home.facts, running);
  assertEquals((await stableDeno(home.facts, running)).path, path);
  await Deno.remove(running);
  await home.write("_npx/deno", "version 1.1");
  await home.write("_npx/deno", "a longer version");
  await stableDeno(home.facts, running);
  assertEquals(await Deno.readTextFile(path), "a longer version");
  assertEquals(namesBeside(path), ["deno"]);
});

Deno.test("stableDeno takes an installed Deno where it is", async () => {
  await using home = await FakeHome.make();
  const running = await home.write("opt/deno", "a program");
  assertEquals(await stableDeno(home.facts, running), {
    path: running,
    kept: false,
  });
  assertEquals(exists(join(home.folder, ".local")), false);
});

Deno.test("stableDeno prefers the name on PATH that leads to it", {
  ignore: Deno.build.os === "windows",
}, async () => {
  await using home = await FakeHome.make();
  const running = await home.write("Cellar/deno/2.9.6/bin/deno", "a program");
  const elsewhere = await home.write("other/deno", "another");
  await Deno.mkdir(join(home.folder, "bin"));
  const link = join(home.folder, "bin", "deno");
  await Deno.symlink(running, link);
  home.facts.env.PATH = join(home.folder, "bin");
  assertEquals((await stableDeno(home.facts, running)).path, link);
  assertEquals((await stableDeno(home.facts, elsewhere)).path, elsewhere);
});

Deno.test("stableDeno says why Deno cannot be kept", async () => {
  await using home = await FakeHome.make();
  const running = await home.write("_npx/deno", "a program");
  await home.write(".local", "in the way");
  await assertRejects(
    () => stableDeno(home.facts, running),
    Error,
    'Cannot keep Deno as "',
  );
  await assertRejects(
    () => stableDeno({ os: "linux", env: {} }, running),
    Error,
    "there is no home folder to copy it to",
  );
});

function namesBeside(path: string): string[] {
  return [...Deno.readDirSync(join(path, ".."))].map(({ name }) => name);
}
