import type { Finding } from "./finding.ts";
import { runDeno } from "./run_deno.ts";
import { readProjectConfig } from "./project_config.ts";

const NAME = "npm packages";
/** A first run fetches some 25 MB; slow lines shall get there too. */
const FETCH_TIMEOUT = 600_000;

/** Options for {@linkcode checkNpmPackages}. */
export interface CheckNpmPackagesOptions {
  /** Whether to fetch what is missing. Default: `true`. */
  mend?: boolean;
  /** Stops fetching at once. */
  signal?: AbortSignal;
}

/**
 * Makes sure that the packages named in `deno.json` are in Deno's cache.
 *
 * Which registry they come from is Deno's business: it reads `.npmrc` and
 * `NPM_CONFIG_REGISTRY`.
 */
export async function checkNpmPackages(
  root: string,
  options: CheckNpmPackagesOptions = {},
): Promise<Finding> {
  const { imports } = await readProjectConfig(root);
  const count = Object.values(imports)
    .filter((target) => target.startsWith("npm:")).length;
  const good: Finding = {
    name: NAME,
    state: "good",
    found: `${count} named in deno.json, all in Deno's cache`,
  };
  if (count === 0) return { ...good, found: "none needed" };
  const cached = await runDeno(["install", "--cached-only"], {
    cwd: root,
    signal: options.signal,
  });
  if (cached.success) return good;
  if (options.mend === false) {
    return {
      name: NAME,
      state: "failure",
      found: cached.problem,
      advice: `run "deno task setup"`,
    };
  }
  const fetched = await runDeno(["install"], {
    cwd: root,
    timeout: FETCH_TIMEOUT,
    signal: options.signal,
  });
  if (fetched.success) return { ...good, found: `${count} fetched` };
  return {
    name: NAME,
    state: "failure",
    found: `cannot fetch: ${fetched.problem}`,
    advice: fetchAdvice(Deno.env.toObject()),
  };
}

/** What to do where npm packages cannot be fetched, given the environment. */
export function fetchAdvice(
  env: Record<string, string | undefined>,
): string {
  const lowerCase = env.npm_config_registry;
  if (lowerCase && !env.NPM_CONFIG_REGISTRY) {
    return `Deno reads NPM_CONFIG_REGISTRY or .npmrc, not npm_config_registry: set one of these to ${lowerCase}`;
  }
  return `connect to the network, or name a mirror of the npm registry in .npmrc or NPM_CONFIG_REGISTRY, then run setup again`;
}
