import { fromFileUrl } from "../../project_files.ts";

/** The names of the two kernels that {@linkcode placeKernelspecs} describes. */
export const MENDED = "deno-mended";
export const STOCK = "deno-stock";

/** A Jupyter path of its own with both kernels; disposing it removes the folder. */
export async function placeKernelspecs(): Promise<
  AsyncDisposable & { path: string }
> {
  const path = await Deno.makeTempDir({ prefix: "sockets-kernelspecs-" });
  const place = async (name: string, spec: Record<string, unknown>) => {
    await Deno.mkdir(`${path}/kernels/${name}`, { recursive: true });
    await Deno.writeTextFile(
      `${path}/kernels/${name}/kernel.json`,
      JSON.stringify({ language: "typescript", display_name: name, ...spec }),
    );
  };
  const deno = Deno.execPath();
  await place(MENDED, {
    argv: [
      deno,
      "run",
      "-A",
      "--quiet",
      fromFileUrl("jupyter/kernel/main.ts"),
      "{connection_file}",
    ],
    interrupt_mode: "message",
  });
  // As `deno jupyter --install` writes it.
  await place(STOCK, {
    argv: [deno, "jupyter", "--kernel", "--conn", "{connection_file}"],
  });
  return {
    path,
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}
