/**
 * The kernel that Jupyter starts: `deno run -A jupyter/kernel/main.ts <connection file>`.
 *
 * @module
 */
import { KernelProcess } from "../client/kernel_process.ts";

const USAGE = `Usage: deno run -A jupyter/kernel/main.ts <connection file>

Jupyter starts it so, as the kernelspec says.`;

async function main(path: string | undefined): Promise<number> {
  if (path === undefined || path.startsWith("-")) {
    console.error(USAGE);
    return path === "--help" ? 0 : 2;
  }
  // The inner kernel's start takes longest: everything else is loaded meanwhile.
  const process = KernelProcess.start({ exposeGc: true });
  process.catch(() => {});
  try {
    const { readConnectionFile } = await import("./read_connection_file.ts");
    const info = await readConnectionFile(path);
    const { MendedKernel } = await import("./mended_kernel.ts");
    const kernel = new MendedKernel(process, {
      checksTypes: Deno.env.get("SOCKETS_CHECK") === "all",
    });
    const end = new AbortController();
    // Ctrl-C is Stop here too.
    Deno.addSignalListener("SIGINT", () => kernel.interrupt());
    if (Deno.build.os !== "windows") {
      Deno.addSignalListener("SIGTERM", () => end.abort());
    }
    await kernel.serve(info, { signal: end.signal });
    return 0;
  } catch (failure) {
    console.error((failure as Error).message);
    await (await process.catch(() => undefined))?.end({ patience: 0 });
    return 1;
  }
}

if (import.meta.main) Deno.exit(await main(Deno.args[0]));
