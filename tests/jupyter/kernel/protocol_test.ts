import { assertStringIncludes } from "@std/assert";
import { fromFileUrl } from "../../project_files.ts";
import { lacksPythonModule } from "../../tools.ts";
import { findPython } from "../run_python.ts";
import { MENDED, placeKernelspecs } from "./kernelspecs.ts";

Deno.test(
  "the mended kernel passes Jupyter's own kernel tests",
  { ignore: lacksPythonModule("jupyter_kernel_test") },
  async () => {
    await using specs = await placeKernelspecs();
    const { stderr } = await new Deno.Command(findPython(), {
      args: [fromFileUrl("tests/jupyter/kernel/protocol.py"), MENDED],
      env: { JUPYTER_PATH: specs.path, NO_COLOR: "1" },
      stdout: "piped",
      stderr: "piped",
    }).output();
    const report = new TextDecoder().decode(stderr);
    assertStringIncludes(report, "\nOK", report);
  },
);
