import { checkChromium, checkNotebookProgram } from "./check_programs.ts";
import { checkDeno } from "./check_deno.ts";
import { checkLoopback } from "./check_loopback.ts";
import { checkNpmPackages, NPM_PACKAGES } from "./check_npm_packages.ts";
import type { Finding } from "./finding.ts";
import { inspectStdPackages } from "./inspect_std_packages.ts";
import { checkKernelspec } from "./kernelspec/check_kernelspec.ts";
import {
  installKernelspec,
  type InstallKernelspecOptions,
} from "./kernelspec/install_kernelspec.ts";
import { thisMachine } from "./kernelspec/kernelspec_folders.ts";
import { settleStdPackages, STD_PACKAGES } from "./settle_std_packages.ts";

/** Options for {@linkcode examine}. */
export interface ExamineOptions {
  /** Whether to put in order what can be put in order. */
  mend: boolean;
  /** Writes stand-ins anew even if they are as they should be. */
  force?: boolean;
  /** Which kernelspec to install. Default: none. */
  kernel?: InstallKernelspecOptions;
  /** Told in a line what is going to take long. */
  notice?: (line: string) => void;
  /** Stops at once. */
  signal?: AbortSignal;
}

/**
 * Checks all that the kit needs, in the order of the report.
 *
 * @param root The project's folder.
 * @returns Findings as they come, so that a long fetch shows what it waits for.
 */
export async function* examine(
  root: string,
  options: ExamineOptions,
): AsyncGenerator<Finding> {
  const { mend, force, kernel, notice, signal } = options;
  yield checkDeno();
  const loopback = checkLoopback();
  yield await asFinding(
    STD_PACKAGES,
    signal,
    () =>
      mend
        ? settleStdPackages(root, { force, signal })
        : inspectStdPackages(root, signal),
  );
  yield await asFinding(
    NPM_PACKAGES,
    signal,
    () => checkNpmPackages(root, { mend, notice, signal }),
  );
  yield await loopback;
  yield kernel
    ? await installKernelspec(root, thisMachine(), kernel)
    : checkKernelspec(root);
  yield checkNotebookProgram();
  yield checkChromium();
}

/** A check that itself cannot run (a full disk, say) is a failure like others. */
async function asFinding(
  name: string,
  signal: AbortSignal | undefined,
  check: () => Promise<Finding>,
): Promise<Finding> {
  try {
    return await check();
  } catch (error) {
    signal?.throwIfAborted();
    return { name, state: "failure", found: (error as Error).message };
  }
}
