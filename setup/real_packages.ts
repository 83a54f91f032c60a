import { join } from "node:path";
import { runDeno } from "./run_deno.ts";
import { inTrialProject, readIfThere } from "./trial_project.ts";

const FETCH_TIMEOUT = 60_000;

/** What came of looking for the real packages. */
export interface RealPackages {
  /** Whether Deno can use them. */
  usable: boolean;
  /** Name and version of each, e.g. `"@std/assert 1.0.19"`. */
  versions: string[];
  /** Why not, in one line. */
  problem: string;
}

/**
 * Finds out whether Deno can use the real packages from JSR, by resolving
 * them in a project of its own: same imports and lock, no stand-ins.
 *
 * @param from Where to take them from: what Deno has in its `"cache"`, or the
 * `"registry"` for what is missing there.
 */
export async function tryRealPackages(
  root: string,
  from: "cache" | "registry",
  signal?: AbortSignal,
): Promise<RealPackages> {
  return await inTrialProject(root, "jsr", async (folder, importNames) => {
    await Deno.writeTextFile(
      join(folder, "trial.ts"),
      importNames.map((name) => `import ${JSON.stringify(name)};\n`).join(""),
    );
    // `deno cache` and `deno check` both want types too, as editors do.
    const args = from === "cache" ? ["check", "--cached-only"] : ["cache"];
    const { success, problem } = await runDeno([...args, "trial.ts"], {
      cwd: folder,
      timeout: FETCH_TIMEOUT,
      signal,
    });
    if (!success) return { usable: false, versions: [], problem };
    const lock = await readIfThere(join(folder, "deno.lock"));
    return { usable: true, versions: versionsIn(lock), problem: "" };
  });
}

/** `["@std/assert 1.0.19", …]` of a lock file's text. */
function versionsIn(text: string | undefined): string[] {
  const { jsr } = JSON.parse(text ?? "{}");
  return Object.keys(jsr ?? {})
    .filter((name) => !name.startsWith("@std/internal@"))
    .map((name) => name.replace(/(.)@/, "$1 "));
}
