import { join } from "node:path";
import { jsrImports, readProjectConfig } from "./project_config.ts";
import { runDeno } from "./run_deno.ts";

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
  const imports = jsrImports(await readProjectConfig(root));
  const names = Object.keys(imports);
  const trial = await Deno.makeTempDir({ prefix: "sockets-setup-" });
  try {
    await Deno.writeTextFile(
      join(trial, "deno.json"),
      JSON.stringify({ imports }),
    );
    const lock = jsrPartOfLock(await readIfThere(join(root, "deno.lock")));
    if (lock) await Deno.writeTextFile(join(trial, "deno.lock"), lock);
    await Deno.writeTextFile(
      join(trial, "trial.ts"),
      names.map((name) => `import ${JSON.stringify(name)};\n`).join(""),
    );
    // `deno cache` and `deno check` both want types too, as editors do.
    const run = from === "cache"
      ? await runDeno(["check", "--cached-only", "trial.ts"], {
        cwd: trial,
        signal,
      })
      : await runDeno(["cache", "trial.ts"], {
        cwd: trial,
        timeout: FETCH_TIMEOUT,
        signal,
      });
    if (!run.success) {
      return { usable: false, versions: [], problem: run.problem };
    }
    const resolved = await readIfThere(join(trial, "deno.lock"));
    return { usable: true, versions: versionsIn(resolved), problem: "" };
  } finally {
    await Deno.remove(trial, { recursive: true });
  }
}

/** A lock with the JSR packages' entries only; `undefined` if there is none. */
export function jsrPartOfLock(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  let lock: {
    version?: unknown;
    specifiers?: Record<string, string>;
    jsr?: unknown;
  };
  try {
    lock = JSON.parse(text);
  } catch {
    return undefined;
  }
  const specifiers = Object.fromEntries(
    Object.entries(lock.specifiers ?? {})
      .filter(([specifier]) => specifier.startsWith("jsr:")),
  );
  return JSON.stringify({ version: lock.version, specifiers, jsr: lock.jsr });
}

/** `["@std/assert 1.0.19", …]` of a lock file's text. */
function versionsIn(text: string | undefined): string[] {
  const { jsr } = JSON.parse(text ?? "{}");
  return Object.keys(jsr ?? {})
    .filter((name) => !name.startsWith("@std/internal@"))
    .map((name) => name.replace(/(.)@/, "$1 "));
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
