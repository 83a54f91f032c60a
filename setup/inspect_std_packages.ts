import type { Finding } from "./finding.ts";
import {
  STAND_IN_FOLDER,
  standInsCurrent,
  standInsPresent,
} from "./place_stand_ins.ts";
import { findRealPackages } from "./real_packages.ts";
import { STD_PACKAGES } from "./settle_std_packages.ts";

/** Says which `@std` packages the project uses now, and changes nothing. */
export async function inspectStdPackages(
  root: string,
  signal?: AbortSignal,
): Promise<Finding> {
  const real = await findRealPackages(root, signal);
  if (!standInsPresent(root)) {
    return real.usable
      ? finding("good", `the real ones: ${real.versions.join(", ")}`)
      : finding("failure", `none, since ${real.problem}`, SET_UP);
  }
  if (real.usable) {
    return finding(
      "warning",
      "stand-ins, though the real ones can be had",
      SET_UP,
    );
  }
  return await standInsCurrent(root)
    ? finding("good", `stand-ins in ${STAND_IN_FOLDER}, since ${real.problem}`)
    : finding("warning", `other stand-ins than this kit brings`, SET_UP);
}

const SET_UP = `run "deno task setup"`;

function finding(
  state: Finding["state"],
  found: string,
  advice?: string,
): Finding {
  return { name: STD_PACKAGES, state, found, advice };
}
