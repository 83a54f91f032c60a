import { assertEquals } from "@std/assert";
import { fromFileUrl } from "../../project_files.ts";
import { lacksPythonModule } from "../../tools.ts";
import { findPython } from "../run_python.ts";
import { MENDED, placeKernelspecs } from "./kernelspecs.ts";

/** How often each tool runs the notebook in the suite; `torture.py` by hand runs it as often as one likes. */
const RUNS = { nbclient: 3, nbconvert: 1, papermill: 1, console: 1 };

for (const [tool, runs] of Object.entries(RUNS)) {
  Deno.test(
    `${tool} gets the torture notebook right`,
    { ignore: lacksPythonModule("papermill") },
    async () => {
      await using specs = await placeKernelspecs();
      const { stdout } = await new Deno.Command(findPython(), {
        args: [
          fromFileUrl("tests/jupyter/kernel/torture.py"),
          MENDED,
          tool,
          String(runs),
        ],
        env: { JUPYTER_PATH: specs.path, NO_COLOR: "1" },
        stdout: "piped",
        stderr: "null",
      }).output();
      const { right, first } = JSON.parse(new TextDecoder().decode(stdout));
      assertEquals({ right, first }, { right: runs, first: [] });
    },
  );
}
