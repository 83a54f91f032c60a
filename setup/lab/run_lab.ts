import { dirname, join, relative } from "node:path";
import {
  formatKernelspec,
  KERNEL_NAME,
  makeKernelspec,
} from "../kernelspec/kernelspec.ts";
import { runChild } from "../run_child.ts";
import type { FrontEnd, JupyterProgram } from "./find_jupyter.ts";
import type { NotebookPlace } from "./find_notebook.ts";

/** Options for {@linkcode runLab}. */
export interface RunLabOptions {
  /** Further arguments for Jupyter. */
  jupyterOptions: string[];
  /** Whether to give it Deno's own kernel as it is. */
  stock: boolean;
  /** Ends it. */
  signal: AbortSignal;
}

/** JupyterLab asks a first-time user about news of the project, over the notebook: not in class. */
const NO_NEWS = JSON.stringify({
  disabledExtensions: { "@jupyterlab/apputils-extension:announcements": true },
});

/** Milliseconds Jupyter gets to stop its kernels: it gives each five seconds. */
const PATIENCE = 8_000;

/**
 * Opens a notebook in JupyterLab or Notebook 7, with the kit's kernel, and
 * waits until Jupyter ends.
 *
 * Its kernelspec and settings lie in a folder of their own that only this
 * Jupyter looks into, and first: so the user's stay as they are, and notebooks
 * open in the right kernel whatever these are.
 *
 * @returns Jupyter's exit code; 0 if the signal ended it.
 */
export async function runLab(
  root: string,
  { command: [program, ...args], frontEnd }: JupyterProgram,
  { folder, path }: NotebookPlace,
  { jupyterOptions, stock, signal }: RunLabOptions,
): Promise<number> {
  const own = await Deno.makeTempDir({ prefix: "sockets-lab-" });
  try {
    const kernelspec = makeKernelspec(root, { deno: Deno.execPath(), stock });
    await write(
      join(own, "kernels", KERNEL_NAME, "kernel.json"),
      formatKernelspec(kernelspec),
    );
    await write(join(own, "labconfig", "page_config.json"), NO_NEWS);
    return await runChild(
      [
        ...args,
        `--ServerApp.root_dir=${folder}`,
        addressOption(frontEnd, relative(folder, path)),
        ...jupyterOptions,
      ],
      {
        program,
        cwd: folder,
        env: {
          JUPYTER_PATH: inFront(own, "JUPYTER_PATH"),
          JUPYTER_CONFIG_PATH: inFront(own, "JUPYTER_CONFIG_PATH"),
        },
        signal,
        grace: PATIENCE,
        politely: "SIGTERM",
        // A second signal would break off what Ctrl-C began.
        headStart: PATIENCE,
      },
    );
  } catch (error) {
    if (signal.aborted && error === signal.reason) return 0;
    throw error;
  } finally {
    await Deno.remove(own, { recursive: true });
  }
}

/** Makes the notebook the first page: the address that Jupyter prints leads to it, too. */
function addressOption(frontEnd: FrontEnd, path: string): string {
  const [application, prefix] = frontEnd === "lab"
    ? ["LabApp", "lab/tree"]
    : ["JupyterNotebookApp", "notebooks"];
  const steps = path.split(/[\\/]/).map(encodeURIComponent).join("/");
  return `--${application}.default_url=/${prefix}/${steps}`;
}

/** Says in one line what is going to happen. */
export function openingLine(
  { title, fetchedBy }: JupyterProgram,
  { folder, path }: NotebookPlace,
): string {
  const source = fetchedBy
    ? ` (not installed: ${fetchedBy} fetches it, the first time that takes a minute)`
    : "";
  return `Opening ${
    relative(folder, path)
  } in ${title}${source}. Ctrl-C ends it.`;
}

async function write(path: string, text: string): Promise<void> {
  await Deno.mkdir(dirname(path), { recursive: true });
  await Deno.writeTextFile(path, text);
}

/** A list of folders from the environment, with one before the others. */
function inFront(folder: string, variable: string): string {
  const others = Deno.env.get(variable);
  const separator = Deno.build.os === "windows" ? ";" : ":";
  return others ? folder + separator + others : folder;
}
