import { assertEquals } from "@std/assert";

const VARIABLES = Deno.build.os === "windows" ? ["TMP", "TEMP"] : ["TMPDIR"];

/** Runs `body` with a temporary folder of its own, and fails if anything is left in there. */
export async function leavingNothing(
  body: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.realPath(await Deno.makeTempDir());
  const before = VARIABLES.map((name) => Deno.env.get(name));
  for (const name of VARIABLES) Deno.env.set(name, folder);
  try {
    await body(folder);
    assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name), []);
  } finally {
    VARIABLES.forEach((name, index) => {
      const value = before[index];
      if (value === undefined) Deno.env.delete(name);
      else Deno.env.set(name, value);
    });
    await Deno.remove(folder, { recursive: true });
  }
}

/** Whether a process still runs. SIGURG is ignored by all who do not ask for it. */
export function isAlive(pid: number): boolean {
  try {
    Deno.kill(pid, "SIGURG");
    return true;
  } catch {
    return false;
  }
}
