import { dirname, join } from "node:path";
import { isGone, removeFolder } from "../replace_folder.ts";
import {
  isKits,
  type Kernelspec,
  kernelspecPath,
  readKernelspec,
} from "./kernelspec.ts";
import { type MachineFacts, userKernelFolder } from "./kernelspec_folders.ts";
import { keptDenoFolder } from "./stable_deno.ts";

/**
 * Takes the kit's kernelspecs out of the user's folder, and the Deno that was
 * kept for them; what the kit did not write, or wrote from another folder of
 * it that is still there, stays.
 *
 * @returns The folders that were removed.
 */
export async function uninstallKernelspecs(
  root: string,
  facts: MachineFacts,
): Promise<string[]> {
  const removed: string[] = [];
  const staying: Kernelspec[] = [];
  const folder = userKernelFolder(facts);
  for (const name of folder ? namesIn(folder) : []) {
    const kernelspec = readIfWhole(kernelspecPath(folder!, name));
    if (!kernelspec) continue;
    if (!isKits(kernelspec) || isOfAnother(kernelspec, root)) {
      staying.push(kernelspec);
      continue;
    }
    await removeFolder(join(folder!, name));
    removed.push(join(folder!, name));
  }
  const kept = keptDenoFolder(facts);
  if (kept && !staying.some(({ argv }) => argv[0].startsWith(kept))) {
    if (namesIn(dirname(kept)).includes("sockets-live")) {
      await removeFolder(kept);
      removed.push(kept);
    }
  }
  return removed;
}

function isOfAnother(kernelspec: Kernelspec, root: string): boolean {
  const owner = kernelspec.metadata!.sockets_live!.root;
  return owner !== root && namesIn(owner).includes("deno.json");
}

function readIfWhole(path: string): Kernelspec | undefined {
  try {
    return readKernelspec(path);
  } catch {
    // Nothing that the kit wrote: it writes whole files.
    return undefined;
  }
}

function namesIn(folder: string): string[] {
  try {
    return [...Deno.readDirSync(folder)].map(({ name }) => name);
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}
