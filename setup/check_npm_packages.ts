import type { Finding } from "./finding.ts";
import { runDeno } from "./run_deno.ts";
import { inTrialProject } from "./trial_project.ts";

/** What the findings about these packages go by. */
export const NPM_PACKAGES = "npm packages";

/** A first run fetches tens of megabytes; slow lines shall get there too. */
const FETCH_TIMEOUT = 600_000;

/** Options for {@linkcode checkNpmPackages}. */
export interface CheckNpmPackagesOptions {
  /** Whether to fetch what is missing. Default: `true`. */
  mend?: boolean;
  /** Told in a line before a fetch that may take minutes. */
  notice?: (line: string) => void;
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
  return await inTrialProject(root, "npm", async (folder, importNames) => {
    const count = importNames.length;
    if (count === 0) return finding("good", "none needed");
    const { signal, mend = true } = options;
    const install = (...flags: string[]) =>
      runDeno(["install", ...flags], {
        cwd: folder,
        timeout: FETCH_TIMEOUT,
        signal,
      });
    const cached = await install("--cached-only");
    if (cached.success) {
      return finding(
        "good",
        `${count} named in deno.json, all in Deno's cache`,
      );
    }
    if (!mend) return finding("failure", cached.problem, SET_UP);
    options.notice?.(`fetching npm packages (${count}, and what they need) …`);
    const fetched = await install();
    return fetched.success ? finding("good", `${count} fetched`) : finding(
      "failure",
      `cannot fetch: ${fetched.problem}`,
      fetchAdvice(fetched.problem, Deno.env.toObject()),
    );
  });
}

const SET_UP = `run "deno task setup"`;

function finding(
  state: Finding["state"],
  found: string,
  advice?: string,
): Finding {
  return { name: NPM_PACKAGES, state, found, advice };
}

/** What to do where npm packages cannot be fetched, given why and where. */
export function fetchAdvice(
  problem: string,
  env: Record<string, string | undefined>,
): string {
  if (/certificate/i.test(problem)) {
    return `your network signs with a certificate of its own: set DENO_TLS_CA_STORE=system, or DENO_CERT to that certificate's file, then run setup again`;
  }
  const lowerCase = env.npm_config_registry;
  if (lowerCase && !env.NPM_CONFIG_REGISTRY) {
    return `Deno reads NPM_CONFIG_REGISTRY or .npmrc, not npm_config_registry: set one of these to ${lowerCase}`;
  }
  return `connect to the network, or name a mirror of the npm registry in .npmrc or NPM_CONFIG_REGISTRY, then run setup again`;
}
