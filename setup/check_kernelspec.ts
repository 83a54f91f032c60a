import { isAbsolute, join } from "node:path";
import type { Finding } from "./finding.ts";
import { isFile } from "./find_program.ts";
import { kernelspecFolders } from "./kernelspec_folders.ts";

const NAME = "kernelspec";
const INSTALL = `run "deno jupyter --install"`;

/**
 * Looks for a Jupyter kernel named `deno`.
 *
 * Front-ends need it; running notebooks and making decks does not.
 */
export function checkKernelspec(
  folders: string[] = kernelspecFolders({
    os: Deno.build.os,
    env: Deno.env.toObject(),
  }),
): Finding {
  for (const folder of folders) {
    const path = join(folder, "deno", "kernel.json");
    if (isFile(path)) return inspectKernelspec(path);
  }
  return {
    name: NAME,
    state: "note",
    found: `no Jupyter kernel named "deno"`,
    advice: `to open notebooks in JupyterLab or VS Code: ${INSTALL}`,
  };
}

function inspectKernelspec(path: string): Finding {
  let kernelspec: { argv?: unknown; interrupt_mode?: unknown };
  try {
    kernelspec = JSON.parse(Deno.readTextFileSync(path));
  } catch (error) {
    return {
      name: NAME,
      state: "warning",
      found: `cannot read "${path}" (${(error as Error).message})`,
      advice: INSTALL,
    };
  }
  const program = Array.isArray(kernelspec?.argv)
    ? String(kernelspec.argv[0])
    : "";
  if (isAbsolute(program) && !isFile(program)) {
    return {
      name: NAME,
      state: "warning",
      found: `"${path}" starts "${program}", which is gone`,
      advice: INSTALL,
    };
  }
  const mode = kernelspec?.interrupt_mode ?? "signal";
  return {
    name: NAME,
    state: "good",
    found: `${path} (interrupt_mode ${mode})`,
  };
}
