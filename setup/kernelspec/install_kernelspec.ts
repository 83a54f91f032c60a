import { join } from "node:path";
import type { Finding } from "../finding.ts";
import { exists, replaceFolder } from "../replace_folder.ts";
import { checkKernelspec, KERNELSPEC } from "./check_kernelspec.ts";
import {
  formatKernelspec,
  isKits,
  KERNEL_NAME,
  type Kernelspec,
  kernelspecPath,
  makeKernelspec,
  readKernelspec,
} from "./kernelspec.ts";
import { type MachineFacts, userKernelFolder } from "./kernelspec_folders.ts";
import { stableDeno } from "./stable_deno.ts";

/** How to install the kernelspec. */
export interface InstallKernelspecOptions {
  /** The name it goes by. Default: `deno`, the one that the notebooks carry. */
  name?: string;
  /** Whether to take Deno's own kernel as it is. */
  stock?: boolean;
  /** Whether to replace one that is not the kit's. */
  force?: boolean;
}

/**
 * Makes the kit's kernel known to Jupyter and VS Code: writes its kernelspec
 * into the user's folder of kernels. One that the kit did not write is left
 * alone unless `force` says otherwise.
 */
export async function installKernelspec(
  root: string,
  facts: MachineFacts,
  options: InstallKernelspecOptions = {},
): Promise<Finding> {
  const { name = KERNEL_NAME, stock, force = false } = options;
  const folder = userKernelFolder(facts);
  if (!folder) {
    return finding("note", "no home folder to install it in", {
      advice: "set JUPYTER_DATA_DIR to a folder of yours",
    });
  }
  const path = kernelspecPath(folder, name);
  if (!force && isForeign(path)) return leftAlone(path, name);
  try {
    const { path: deno, kept } = await stableDeno(facts);
    const displayName = name === KERNEL_NAME ? "Deno" : `Deno (${name})`;
    const kernelspec = makeKernelspec(root, { deno, stock, displayName });
    const changed = await write(folder, name, kernelspec);
    const found = checkKernelspec(root, facts, name);
    if (found.state !== "good") return found;
    const keeping = kept ? `, with Deno kept in "${deno}"` : "";
    return { ...found, found: `${changed}${found.found}${keeping}` };
  } catch (error) {
    return finding("warning", (error as Error).message, {
      advice:
        `"deno task lab" works all the same; for VS Code make that place writable and run setup again`,
    });
  }
}

async function write(
  folder: string,
  name: string,
  kernelspec: Kernelspec,
): Promise<string> {
  const text = formatKernelspec(kernelspec);
  const path = kernelspecPath(folder, name);
  if (exists(path) && await Deno.readTextFile(path) === text) return "";
  await Deno.mkdir(folder, { recursive: true });
  await replaceFolder(join(folder, name), new Map([["kernel.json", text]]));
  return "installed: ";
}

/** Whether there is a kernel that the kit did not write; a broken file may be one. */
function isForeign(path: string): boolean {
  try {
    const kernelspec = readKernelspec(path);
    return kernelspec !== undefined && !isKits(kernelspec);
  } catch {
    return true;
  }
}

function leftAlone(path: string, name: string): Finding {
  const aside = name === KERNEL_NAME
    ? `, or "deno task setup --kernel sockets" to have both`
    : "";
  return finding("note", `your own in "${path}" was left alone`, {
    advice:
      `"deno task lab" uses the kit's; "deno task setup --force" replaces yours${aside}`,
  });
}

function finding(
  state: Finding["state"],
  found: string,
  { advice }: { advice: string },
): Finding {
  return { name: KERNELSPEC, state, found, advice };
}
