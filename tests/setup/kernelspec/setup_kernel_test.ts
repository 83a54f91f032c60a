/** What the commands do to the user's Jupyter folder, seen from outside. */
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { dirname, join } from "node:path";
import { copyProject } from "../project_copy.ts";
import { exists } from "./fake_home.ts";

Deno.test("setup installs the kernelspec, and --uninstall removes it", async () => {
  await using project = await copyProject();
  const { code, output } = await project.setup([]);
  assertEquals(code, 0, output);
  assertMatch(output, /✓ kernelspec {5}installed: .*kernels.deno.kernel\.json/);
  const { argv } = JSON.parse(Deno.readTextFileSync(project.kernelspec()));
  assertEquals(exists(argv[0]), true);
  const doctor = await project.setup(["doctor"]);
  assertMatch(doctor.output, /✓ kernelspec {5}.*kernels.deno.kernel\.json/);

  const gone = await project.setup(["--uninstall"]);
  assertEquals(gone.code, 0, gone.output);
  assertStringIncludes(gone.output, `Removed ${dirname(project.kernelspec())}`);
  assertEquals(exists(project.kernelspec()), false);
});

for (
  const args of [["setup", "--no-kernel"], ["doctor"], ["course"], ["lab"]]
) {
  Deno.test(`${args.join(" ")} does not touch the user's kernels`, async () => {
    await using project = await copyProject();
    await project.setup(args, { PATH: "" });
    assertEquals(exists(join(project.kernelspec(), "..", "..", "..")), false);
  });
}

Deno.test("setup --kernel installs under a name of its own", async () => {
  await using project = await copyProject();
  const { code, output } = await project.setup(["--kernel", "sockets"]);
  assertEquals(code, 0, output);
  assertEquals(exists(project.kernelspec()), false);
  assertEquals(exists(project.kernelspec("sockets")), true);
});
