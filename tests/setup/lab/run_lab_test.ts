import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { openingLine, runLab } from "../../../setup/lab/run_lab.ts";
import { FakeHome } from "../kernelspec/fake_home.ts";
import { copyProject } from "../project_copy.ts";

/** Says how it was started, and what kernel it was given; then waits if told to. */
const FAKE_JUPYTER = `
const [folder] = Deno.env.get("JUPYTER_PATH").split(Deno.build.os === "windows" ? ";" : ":");
const kernelspec = JSON.parse(Deno.readTextFileSync(folder + "/kernels/deno/kernel.json"));
Deno.writeTextFileSync(Deno.env.get("RECORD"), JSON.stringify({ args: Deno.args, folder, kernelspec, cwd: Deno.cwd() }));
const port = Number(Deno.env.get("WAIT_ON") ?? 0);
if (port) {
  Deno.addSignalListener("SIGTERM", () => Deno.exit(0));
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  await connection.read(new Uint8Array(1));
}
Deno.exit(3);
`;

interface Recorded {
  args: string[];
  folder: string;
  cwd: string;
  kernelspec: { argv: string[]; interrupt_mode: string };
}

async function startFake(
  home: FakeHome,
  env: Record<string, string>,
  signal: AbortSignal,
): Promise<{ code: number; recorded: Recorded }> {
  const kit = await home.makeKit("kit");
  await home.write("fake_jupyter.ts", FAKE_JUPYTER);
  const notebook = await home.write("course/my first.ipynb", "{}");
  const record = join(home.folder, "record.json");
  const setting = Object.entries({ ...env, RECORD: record })
    .map(([name, value]) =>
      `Deno.env.set("${name}", ${JSON.stringify(value)});`
    );
  const starter = await home.write(
    "starter.ts",
    `${setting.join("\n")}\nawait import("./fake_jupyter.ts");`,
  );
  const code = await runLab(
    kit,
    {
      frontEnd: "lab",
      command: [Deno.execPath(), "run", "-A", starter],
      title: "Fake",
    },
    { folder: join(home.folder, "course"), path: notebook },
    { jupyterOptions: ["--port=0"], stock: false, signal },
  );
  return { code, recorded: JSON.parse(await Deno.readTextFile(record)) };
}

Deno.test("runLab gives Jupyter the kit's kernel, the folder and the notebook", async () => {
  await using home = await FakeHome.make();
  const { signal } = new AbortController();
  const { code, recorded } = await startFake(home, {}, signal);
  const course = join(home.folder, "course");
  assertEquals(code, 3);
  assertEquals(recorded.cwd, course);
  assertEquals(recorded.args, [
    `--ServerApp.root_dir=${course}`,
    "--LabApp.default_url=/lab/tree/my%20first.ipynb",
    "--port=0",
  ]);
  const { argv, interrupt_mode } = recorded.kernelspec;
  assertEquals(argv[0], Deno.execPath());
  assertEquals(argv.at(-2), join(home.folder, "kit/jupyter/kernel/main.ts"));
  assertEquals(interrupt_mode, "message");
  await assertGone(recorded.folder);
});

Deno.test("runLab ends Jupyter when told to, and that is no failure", {
  ignore: Deno.build.os === "windows",
}, async () => {
  await using home = await FakeHome.make();
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const stop = new AbortController();
  const running = startFake(
    home,
    { WAIT_ON: String(listener.addr.port) },
    stop.signal,
  );
  using jupyter = await listener.accept();
  stop.abort(new Error("Interrupted"));
  const { code, recorded } = await running;
  assertEquals(code, 0);
  assertEquals(await jupyter.read(new Uint8Array(1)), null);
  await assertGone(recorded.folder);
});

Deno.test("openingLine says what opens, and what is fetched first", () => {
  const place = { folder: "/course", path: join("/course", "00.ipynb") };
  const jupyter = {
    frontEnd: "lab" as const,
    command: ["x"],
    title: "JupyterLab",
  };
  assertEquals(
    openingLine(jupyter, place),
    "Opening 00.ipynb in JupyterLab. Ctrl-C ends it.",
  );
  assertStringIncludes(
    openingLine({ ...jupyter, fetchedBy: "uvx" }, place),
    "not installed: uvx fetches it",
  );
});

Deno.test("lab says in three lines how to get JupyterLab", async () => {
  await using project = await copyProject();
  await Deno.mkdir(join(project.root, "notebooks", "en"), { recursive: true });
  for (const option of [[], ["--notebook"]]) {
    const { code, output } = await project.setup(["lab", ...option], {
      PATH: "",
    });
    assertEquals(code, 1);
    assertMatch(
      output,
      option.length ? /pip install notebook/ : /pip install jupyterlab/,
    );
    assertEquals(output.trim().split("\n").length, 3);
  }
});

async function assertGone(folder: string): Promise<void> {
  const gone = await Deno.stat(folder).then(() => false, () => true);
  assertEquals(gone, true, `${folder} is still there`);
}
