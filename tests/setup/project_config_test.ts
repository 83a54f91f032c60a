import { assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import { importsFrom, readProjectConfig } from "../../setup/project_config.ts";
import { partOfLock } from "../../setup/part_of_lock.ts";

Deno.test("readProjectConfig reads imports, and names the file otherwise", async () => {
  const root = await Deno.makeTempDir({ prefix: "config" });
  const path = join(root, "deno.json");
  try {
    const wanted = `Cannot read ${JSON.stringify(path)}: `;
    await assertRejects(() => readProjectConfig(root), Error, wanted);
    await Deno.writeTextFile(path, "{");
    await assertRejects(() => readProjectConfig(root), Error, wanted);
    await Deno.writeTextFile(path, "{}");
    assertEquals(await readProjectConfig(root), { imports: {} });
    const imports = { a: "jsr:@a/b@1", c: "npm:c@1", d: "./d.ts" };
    await Deno.writeTextFile(path, JSON.stringify({ imports }));
    assertEquals(importsFrom("jsr", await readProjectConfig(root)), {
      a: "jsr:@a/b@1",
    });
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("partOfLock keeps one registry, and nothing of what is no lock", () => {
  const lock = {
    version: "5",
    specifiers: { "jsr:@a/b@1": "1.0.0", "npm:c@1": "1.0.0" },
    jsr: { "@a/b@1.0.0": { integrity: "00" } },
    npm: { "c@1.0.0": {} },
  };
  assertEquals(JSON.parse(partOfLock(JSON.stringify(lock), "jsr")!), {
    version: "5",
    specifiers: { "jsr:@a/b@1": "1.0.0" },
    jsr: lock.jsr,
  });
  assertEquals(partOfLock("<<<<<<< HEAD", "npm"), undefined);
  assertEquals(JSON.parse(partOfLock(JSON.stringify(lock), "npm")!), {
    version: "5",
    specifiers: { "npm:c@1": "1.0.0" },
    npm: lock.npm,
  });
});
