import { join } from "node:path";
import { fetchProblem } from "./deno_problem.ts";
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
 * them in a project of its own: same imports and lock, no stand-ins. What is
 * missing in Deno's cache is fetched from the registry that Deno uses.
 *
 * @throws The signal's reason, if the signal stopped it.
 */
export async function findRealPackages(
  root: string,
  signal?: AbortSignal,
): Promise<RealPackages> {
  return await inTrialProject(root, "jsr", async (folder, importNames) => {
    await Deno.writeTextFile(
      join(folder, TRIAL),
      importNames.map((name) => `import ${JSON.stringify(name)};\n`).join(""),
    );
    const problem = await trialProblem(folder, signal);
    if (problem) {
      return { usable: false, versions: [], problem: fetchProblem(problem) };
    }
    const lock = await readIfThere(join(folder, "deno.lock"));
    return { usable: true, versions: versionsIn(lock), problem: "" };
  });
}

const TRIAL = "trial.ts";
const FETCH_TIMEOUT = 60_000;
const LONGEST_SILENCE = 5_000;

/** What is wrong with the packages that the trial imports, if anything. */
async function trialProblem(
  cwd: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const options = { cwd, timeout: FETCH_TIMEOUT, signal };
  const cached = ["run", "--cached-only", "--no-check", TRIAL];
  const asking = { ...options, silence: LONGEST_SILENCE };
  if (!(await runDeno(cached, options)).success) {
    const fetched = await runDeno(["cache", TRIAL], asking);
    if (!fetched.success) return fetched.problem;
  }
  // Neither fails where only types are missing; editors and `deno check` do.
  const graph = await runDeno(["info", "--json", TRIAL], asking);
  if (!graph.success) return graph.problem;
  const modules: { error?: string }[] = JSON.parse(graph.output).modules;
  return modules.find(({ error }) => error !== undefined)?.error;
}

/** `["@std/assert 1.0.19", …]` of a lock file's text. */
function versionsIn(text: string | undefined): string[] {
  const { jsr } = JSON.parse(text ?? "{}");
  return Object.keys(jsr ?? {})
    .filter((name) => !name.startsWith("@std/internal@"))
    .map((name) => name.replace(/(.)@/, "$1 "));
}
