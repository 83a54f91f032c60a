/**
 * The kernel that Jupyter starts: `deno run -A jupyter/kernel/main.ts <connection file>`.
 *
 * @module
 */
import { MendedKernel } from "./mended_kernel.ts";
import { readConnectionFile } from "./read_connection_file.ts";

if (import.meta.main) {
  const [path] = Deno.args;
  if (path === undefined || path.startsWith("-")) {
    console.error(
      "Usage: deno run -A jupyter/kernel/main.ts <connection file>\n\nJupyter starts it so, by the kernelspec.",
    );
    Deno.exit(path === "--help" ? 0 : 2);
  }
  const stop = new AbortController();
  // Ctrl-C is Stop; what ends other programs ends this one with its kernel.
  try {
    const info = await readConnectionFile(path);
    const kernel = new MendedKernel({
      checksTypes: Deno.env.get("SOCKETS_CHECK") === "all",
    });
    Deno.addSignalListener("SIGINT", () => kernel.interrupt());
    if (Deno.build.os !== "windows") {
      Deno.addSignalListener("SIGTERM", () => stop.abort());
    }
    await kernel.serve(info, { signal: stop.signal });
    Deno.exit(0);
  } catch (failure) {
    console.error((failure as Error).message);
    Deno.exit(1);
  }
}
