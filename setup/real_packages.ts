import { join } from "node:path";
import { runDeno } from "./run_deno.ts";
import { inTrialProject, readIfThere } from "./trial_project.ts";

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
      join(folder, TRIAL),
      importNames.map((name) => `import ${JSON.stringify(name)};\n`).join(""),
    );
    const problem = from === "cache"
      ? await cacheProblem(folder, signal)
      : await fetchProblem(folder, signal);
    if (problem) return { usable: false, versions: [], problem };
    const lock = await readIfThere(join(folder, "deno.lock"));
    return { usable: true, versions: versionsIn(lock), problem: "" };
  });
}

const TRIAL = "trial.ts";
const FETCH_TIMEOUT = 60_000;
const CACHE_TIMEOUT = 20_000;

/** Fetches what is missing, types too, as editors and `deno check` want them. */
async function fetchProblem(
  cwd: string,
  signal?: AbortSignal,
): Promise<string> {
  const options = { cwd, timeout: FETCH_TIMEOUT, signal };
  return (await runDeno(["cache", TRIAL], options)).problem;
}

/**
 * Whether all is there that a program needs, and then also all types: `deno
 * info` goes through them at no cost, but may look for what it misses.
 */
async function cacheProblem(
  cwd: string,
  signal?: AbortSignal,
): Promise<string> {
  const options = { cwd, timeout: CACHE_TIMEOUT, signal };
  const code = ["run", "--cached-only", "--no-check", TRIAL];
  const { success, problem } = await runDeno(code, options);
  if (!success) return problem;
  const graph = await runDeno(["info", "--json", TRIAL], options);
  if (!graph.success) return graph.problem;
  const modules: { error?: string }[] = JSON.parse(graph.output).modules;
  return modules.find(({ error }) => error !== undefined)?.error ?? "";
}

/** `["@std/assert 1.0.19", …]` of a lock file's text. */
function versionsIn(text: string | undefined): string[] {
  const { jsr } = JSON.parse(text ?? "{}");
  return Object.keys(jsr ?? {})
    .filter((name) => !name.startsWith("@std/internal@"))
    .map((name) => name.replace(/(.)@/, "$1 "));
}
