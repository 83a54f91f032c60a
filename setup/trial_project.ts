import { join } from "node:path";
import { partOfLock, type Registry } from "./part_of_lock.ts";
import { importsFrom, readProjectConfig } from "./project_config.ts";

/**
 * Makes a project that imports only what ours takes from one registry, does
 * something in it, and removes it.
 *
 * Deno looks at all imports of a project together and writes its lock; trying
 * things there would mix up what is missing, and could change the lock.
 */
export async function inTrialProject<Answer>(
  root: string,
  registry: Registry,
  work: (folder: string, importNames: string[]) => Promise<Answer>,
): Promise<Answer> {
  const imports = importsFrom(registry, await readProjectConfig(root));
  const folder = await makeTemporaryFolder();
  const write = (name: string, text: string) =>
    Deno.writeTextFile(join(folder, name), text);
  try {
    await write("deno.json", JSON.stringify({ imports }));
    const lock = await readIfThere(join(root, "deno.lock"));
    const part = lock && partOfLock(lock, registry);
    if (part) await write("deno.lock", part);
    const npmSettings = await readIfThere(join(root, ".npmrc"));
    if (npmSettings) await write(".npmrc", npmSettings);
    return await work(folder, Object.keys(imports));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function makeTemporaryFolder(): Promise<string> {
  try {
    return await Deno.makeTempDir({ prefix: "sockets-setup-" });
  } catch (cause) {
    throw new Error(
      `Cannot make a temporary folder: ${(cause as Error).message}`,
      { cause },
    );
  }
}

/** The text of a file, or `undefined` if there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
