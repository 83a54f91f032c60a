import { isAbsolute } from "node:path";
import type { Finding } from "../finding.ts";
import { isFile } from "../find_program.ts";
import {
  isKits,
  isMended,
  KERNEL_NAME,
  type Kernelspec,
  kernelspecPath,
  readKernelspec,
} from "./kernelspec.ts";
import {
  kernelspecFolders,
  type MachineFacts,
  thisMachine,
} from "./kernelspec_folders.ts";

/** What the findings about it go by. */
export const KERNELSPEC = "kernelspec";

const INSTALL = `run "deno task setup"`;
const REPLACE = `run "deno task setup --force"`;

/**
 * Says which kernel Jupyter and VS Code start for a notebook of the kit.
 *
 * `deno task lab` brings its own, and running notebooks and making decks needs
 * none, so nothing here is a failure.
 *
 * @param root The kit's folder.
 */
export function checkKernelspec(
  root: string,
  facts: MachineFacts = thisMachine(),
  name: string = KERNEL_NAME,
): Finding {
  for (const folder of kernelspecFolders(facts)) {
    const path = kernelspecPath(folder, name);
    try {
      const kernelspec = readKernelspec(path);
      if (kernelspec) return judge(path, kernelspec, root);
    } catch (error) {
      return finding("warning", (error as Error).message, REPLACE);
    }
  }
  return finding(
    "note",
    `no Jupyter kernel named "${name}"`,
    `"deno task lab" brings its own; for VS Code and other Jupyters: ${INSTALL}`,
  );
}

function judge(path: string, kernelspec: Kernelspec, root: string): Finding {
  const install = isKits(kernelspec) ? INSTALL : REPLACE;
  const gone = filesOf(kernelspec).find((file) => !isFile(file));
  if (gone !== undefined) {
    return finding(
      "warning",
      `"${path}" starts "${gone}", which is gone`,
      install,
    );
  }
  if (!isMended(kernelspec)) return judgeStock(path, kernelspec);
  const mark = kernelspec.metadata?.sockets_live;
  if (mark && mark.root !== root) {
    return finding(
      "note",
      `${path} (of the kit in "${mark.root}")`,
      `to use the one here: ${INSTALL}`,
    );
  }
  return finding("good", path);
}

function judgeStock(path: string, kernelspec: Kernelspec): Finding {
  const mode = kernelspec.interrupt_mode ?? "signal";
  const found = `${path} (Deno's own as it is, interrupt_mode ${mode})`;
  if (isKits(kernelspec)) return finding("good", found);
  return finding(
    "note",
    found,
    `"deno task lab" uses the kit's; to have it everywhere: ${REPLACE}`,
  );
}

/** The files that a kernelspec starts, as far as it says where they are. */
function filesOf({ argv }: Kernelspec): string[] {
  return argv.filter((argument, index) =>
    isAbsolute(argument) && (index === 0 || argument.endsWith(".ts"))
  );
}

function finding(
  state: Finding["state"],
  found: string,
  advice?: string,
): Finding {
  return { name: KERNELSPEC, state, found, advice };
}
