import { join } from "node:path";
import { isGone } from "../replace_folder.ts";

/** What Jupyter reads to start a kernel: the contents of a `kernel.json`. */
export interface Kernelspec {
  argv: string[];
  display_name: string;
  language: string;
  interrupt_mode?: "signal" | "message";
  env?: Record<string, string>;
  metadata?: { sockets_live?: KitMark; [name: string]: unknown };
}

/** What marks a kernelspec as the kit's, so that it can be told from a user's own. */
export interface KitMark {
  /** The folder of the kit that installed it. */
  root: string;
}

/** Options for {@linkcode makeKernelspec}. */
export interface MakeKernelspecOptions {
  /** The program that runs the kernel. */
  deno: string;
  /** Whether to take Deno's own kernel as it is, rather than the kit's. */
  stock?: boolean;
  displayName?: string;
}

/** The name that the notebooks carry, and Deno's own installer uses. */
export const KERNEL_NAME = "deno";

/** The program that puts the kit's kernel between Jupyter and Deno's. */
export function kernelProgram(root: string): string {
  return join(root, "jupyter", "kernel", "main.ts");
}

/**
 * The kernelspec of the kit's kernel.
 *
 * `interrupt_mode` is `message`: a signal would end Deno's kernel.
 */
export function makeKernelspec(
  root: string,
  { deno, stock = false, displayName = "Deno" }: MakeKernelspecOptions,
): Kernelspec {
  const kit = [
    "run",
    "--allow-all",
    "--quiet",
    "--config",
    join(root, "deno.json"),
    kernelProgram(root),
    "{connection_file}",
  ];
  const plain = ["jupyter", "--kernel", "--conn", "{connection_file}"];
  return {
    argv: [deno, ...(stock ? plain : kit)],
    display_name: displayName,
    language: "typescript",
    interrupt_mode: "message",
    env: {
      DENO_NO_UPDATE_CHECK: "1",
      // Type errors show as warnings under each cell; `// @check off` in a cell ends that.
      ...(stock ? {} : { SOCKETS_CHECK: "all" }),
    },
    metadata: { sockets_live: { root } },
  };
}

/** Whether a kernelspec is the kit's, from this folder of it or another. */
export function isKits(kernelspec: Kernelspec): boolean {
  return kernelspec.metadata?.sockets_live !== undefined;
}

/** Whether a kernelspec starts the kit's kernel, and not Deno's own as it is. */
export function isMended({ argv }: Kernelspec): boolean {
  return !argv.includes("jupyter");
}

/** The file of a kernel in a folder of kernels. */
export function kernelspecPath(folder: string, name: string): string {
  return join(folder, name, "kernel.json");
}

/**
 * Reads a kernelspec.
 *
 * @returns `undefined` if there is none.
 * @throws {Error} If the file cannot be read, or is none.
 */
export function readKernelspec(path: string): Kernelspec | undefined {
  try {
    const read = JSON.parse(Deno.readTextFileSync(path));
    if (!Array.isArray(read?.argv)) throw new Error(`it has no "argv"`);
    return { ...read, argv: read.argv.map(String) };
  } catch (cause) {
    if (isGone(cause)) return undefined;
    throw new Error(
      `Cannot read kernelspec ${JSON.stringify(path)}: ${
        (cause as Error).message
      }`,
      { cause },
    );
  }
}

/** The text of a kernelspec, as it is written. */
export function formatKernelspec(kernelspec: Kernelspec): string {
  return `${JSON.stringify(kernelspec, null, 2)}\n`;
}
