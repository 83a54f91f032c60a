import type { Finding } from "./finding.ts";
import { placeStandIns, removeStandIns } from "./place_stand_ins.ts";
import { findRealPackages, type RealPackages } from "./real_packages.ts";
import { STAND_IN_PACKAGES } from "./stand_in_package.ts";

/** What the findings about these packages go by. */
export const STD_PACKAGES = "@std packages";

/** Options for {@linkcode settleStdPackages}. */
export interface SettleStdPackagesOptions {
  /** Writes stand-ins anew even if they are as they should be. */
  force?: boolean;
  /** Stops looking at once. */
  signal?: AbortSignal;
}

/**
 * Decides whether the project uses the real `@std` packages or the stand-ins,
 * and puts the folder in order for it: the real ones wherever Deno can get
 * them, from JSR or from its cache.
 */
export async function settleStdPackages(
  root: string,
  options: SettleStdPackagesOptions = {},
): Promise<Finding> {
  const real = await findRealPackages(root, options.signal);
  try {
    if (real.usable) {
      const removed = await removeStandIns(root);
      return realFinding(real, removed);
    }
    const placed = await placeStandIns(root, options);
    return standInFinding(real.problem, placed);
  } catch (error) {
    return {
      name: STD_PACKAGES,
      state: "failure",
      found: (error as Error).message,
      advice:
        "make that folder writable, or copy the project elsewhere, then run setup again",
    };
  }
}

function realFinding(real: RealPackages, removed: boolean): Finding {
  const versions = real.versions.join(", ") || "none needed";
  return {
    name: STD_PACKAGES,
    state: "good",
    found: removed
      ? `the real ones, stand-ins removed: ${versions}`
      : `the real ones: ${versions}`,
  };
}

function standInFinding(problem: string, placed: boolean): Finding {
  const versions = STAND_IN_PACKAGES
    .map(({ name, version }) => `${name} ${version}`).join(", ");
  const place = placed ? "put in place" : "in place";
  const found = `stand-ins ${place} for ${versions}, since ${problem}`;
  return /integrity/i.test(problem)
    ? { name: STD_PACKAGES, state: "warning", found, advice: MISTRUST }
    : { name: STD_PACKAGES, state: "good", found };
}

const MISTRUST =
  "somebody between JSR and you changed a package, or deno.lock is wrong: tell whoever gave you the kit";
