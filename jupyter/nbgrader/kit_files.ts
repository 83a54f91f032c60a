import { join } from "node:path";
import { studentConfig } from "../release/student_config.ts";
import { studentLock } from "../release/student_lock.ts";

/**
 * What lies beside the notebook of an assignment so that it runs: the library and its settings.
 *
 * `@std/assert` and `@std/net` are the kit's stand-ins: a machine that grades often reaches no registry.
 */
export async function kitFiles(root: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  await readInto(files, join(root, "lib"), "lib");
  await readInto(files, join(root, "setup", "stand_ins"), "std");
  const read = (name: string) => Deno.readTextFile(join(root, name));
  const { imports } = studentConfig(
    await read("deno.json"),
    // The library's own imports, and what notebooks may import besides.
    [...files.values(), `"sockets/http" "sockets/system" "@std/net"`],
  );
  const std = {
    "@std/assert": "./std/assert/mod.ts",
    "@std/net": "./std/net/mod.ts",
  };
  const config = {
    imports: { ...imports, ...std },
    // Cells count their assertions; what counts them does not count its own.
    scopes: {
      "./": { "@std/assert": "./lib/notebook/counted_assert.ts" },
      "./lib/": { "@std/assert": std["@std/assert"] },
    },
  };
  files.set("deno.json", `${JSON.stringify(config, null, 2)}\n`);
  const npm = Object.fromEntries(
    Object.entries(imports).filter(([, target]) => target.startsWith("npm:")),
  );
  files.set("deno.lock", studentLock(await read("deno.lock"), npm));
  return files;
}

async function readInto(
  files: Map<string, string>,
  folder: string,
  path: string,
): Promise<void> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const from = join(folder, name);
    if (isDirectory) await readInto(files, from, join(path, name));
    else if (name.endsWith(".ts")) {
      files.set(join(path, name), await Deno.readTextFile(from));
    }
  }
}
