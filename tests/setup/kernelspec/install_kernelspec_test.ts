import { assertEquals, assertStringIncludes } from "@std/assert";
import { dirname, join } from "node:path";
import { checkKernelspec } from "../../../setup/kernelspec/check_kernelspec.ts";
import { installKernelspec } from "../../../setup/kernelspec/install_kernelspec.ts";
import { uninstallKernelspecs } from "../../../setup/kernelspec/uninstall_kernelspecs.ts";
import { exists, FakeHome } from "./fake_home.ts";

const STOCK = JSON.stringify({
  argv: ["deno", "jupyter", "--kernel", "--conn", "{connection_file}"],
  display_name: "Deno",
  language: "typescript",
});

async function placeStock(home: FakeHome, name = "deno"): Promise<string> {
  const path = home.kernelspec(name);
  await Deno.mkdir(dirname(path), { recursive: true });
  await Deno.writeTextFile(path, STOCK);
  return path;
}

Deno.test("installKernelspec makes the kit's kernel known, once", async () => {
  await using home = await FakeHome.make();
  const kit = await home.makeKit("kit");
  const before = checkKernelspec(kit, home.facts);
  assertEquals(before.state, "note");
  assertStringIncludes(before.found, `no Jupyter kernel named "deno"`);

  const first = await installKernelspec(kit, home.facts);
  assertEquals(first.state, "good");
  assertEquals(first.found, `installed: ${home.kernelspec()}`);
  const { argv, interrupt_mode, language } = home.read();
  assertEquals(argv.slice(1), [
    "run",
    "--allow-all",
    "--quiet",
    "--config",
    join(kit, "deno.json"),
    join(kit, "jupyter", "kernel", "main.ts"),
    "{connection_file}",
  ]);
  assertEquals(Deno.realPathSync(argv[0]), Deno.realPathSync(Deno.execPath()));
  assertEquals([interrupt_mode, language], ["message", "typescript"]);

  const again = await installKernelspec(kit, home.facts);
  assertEquals(again.found, home.kernelspec());
  assertEquals(checkKernelspec(kit, home.facts), again);
});

Deno.test("installKernelspec leaves a user's own kernel alone unless forced", async () => {
  await using home = await FakeHome.make();
  const kit = await home.makeKit("kit");
  const path = await placeStock(home);
  const left = await installKernelspec(kit, home.facts);
  assertEquals(left.state, "note");
  assertStringIncludes(left.found, "was left alone");
  assertStringIncludes(left.advice!, "--kernel sockets");
  assertEquals(await Deno.readTextFile(path), STOCK);

  const forced = await installKernelspec(kit, home.facts, { force: true });
  assertEquals(forced.state, "good");
  assertEquals(home.read().metadata?.sockets_live, { root: kit });
});

Deno.test("installKernelspec takes a broken kernelspec for the user's own", async () => {
  await using home = await FakeHome.make();
  const kit = await home.makeKit("kit");
  const path = await placeStock(home);
  await Deno.writeTextFile(path, "{");
  assertEquals((await installKernelspec(kit, home.facts)).state, "note");
  assertEquals(await Deno.readTextFile(path), "{");
});

Deno.test("installKernelspec under a name of its own leaves both", async () => {
  await using home = await FakeHome.make();
  const kit = await home.makeKit("kit");
  const path = await placeStock(home);
  const beside = await installKernelspec(kit, home.facts, { name: "sockets" });
  assertEquals(beside.state, "good");
  assertEquals(home.read("sockets").display_name, "Deno (sockets)");
  assertEquals(await Deno.readTextFile(path), STOCK);
});

Deno.test("installKernelspec gives Deno's own kernel where that is asked for", async () => {
  await using home = await FakeHome.make();
  const kit = await home.makeKit("kit");
  const { state, found } = await installKernelspec(kit, home.facts, {
    stock: true,
  });
  assertEquals(state, "good");
  assertStringIncludes(found, "Deno's own as it is, interrupt_mode message");
  assertEquals(home.read().argv.slice(1), [
    "jupyter",
    "--kernel",
    "--conn",
    "{connection_file}",
  ]);
  // Back again, without force: it is the kit's to replace.
  assertEquals((await installKernelspec(kit, home.facts)).state, "good");
  assertEquals(home.read().argv[1], "run");
});

Deno.test("installKernelspec says that another kernel comes first", async () => {
  await using home = await FakeHome.make();
  const kit = await home.makeKit("kit");
  const environment = join("venv", "share", "jupyter", "kernels", "deno");
  const path = await home.write(join(environment, "kernel.json"), STOCK);
  home.facts.env.VIRTUAL_ENV = join(home.folder, "venv");
  const { state, found } = await installKernelspec(kit, home.facts);
  assertEquals(state, "note");
  assertStringIncludes(found, `${path} (Deno's own as it is`);
});

Deno.test("installKernelspec says why it cannot write", async () => {
  await using home = await FakeHome.make();
  const kit = await home.makeKit("kit");
  await home.write(join(".local", "share", "jupyter"), "in the way");
  const { state, advice } = await installKernelspec(kit, home.facts);
  assertEquals(state, "warning");
  assertStringIncludes(advice!, "deno task lab");
});

Deno.test("installKernelspec without a home folder says so", async () => {
  const facts = { os: "linux" as const, env: {} };
  const { state, found } = await installKernelspec("/kit", facts);
  assertEquals([state, found], ["note", "no home folder to install it in"]);
});

Deno.test("checkKernelspec notices what a kernelspec starts is gone", async () => {
  await using home = await FakeHome.make();
  const kit = await home.makeKit("kit");
  await installKernelspec(kit, home.facts);
  await Deno.rename(kit, join(home.folder, "moved"));
  const { state, found, advice } = checkKernelspec(kit, home.facts);
  assertEquals(state, "warning");
  assertStringIncludes(found, 'main.ts", which is gone');
  assertEquals(advice, `run "deno task setup"`);
});

Deno.test("checkKernelspec tells another folder of the kit, and set-up takes over", async () => {
  await using home = await FakeHome.make();
  const [one, two] = [await home.makeKit("one"), await home.makeKit("two")];
  await installKernelspec(one, home.facts);
  const { state, found } = checkKernelspec(two, home.facts);
  assertEquals(state, "note");
  assertStringIncludes(found, `(of the kit in "${one}")`);
  assertEquals((await installKernelspec(two, home.facts)).state, "good");
  assertEquals(home.read().metadata?.sockets_live, { root: two });
});

const UNREADABLE: [string, string][] = [
  ["{", "Cannot read kernelspec"],
  ["[]", `it has no "argv"`],
  [`{"argv": ["/gone/deno"]}`, `starts "/gone/deno", which is gone`],
];
for (const [text, message] of UNREADABLE) {
  Deno.test(`checkKernelspec warns of the kernelspec ${text}`, async () => {
    await using home = await FakeHome.make();
    const path = await placeStock(home);
    await Deno.writeTextFile(path, text);
    const { state, found, advice } = checkKernelspec("/kit", home.facts);
    assertEquals(state, "warning");
    assertStringIncludes(found, message);
    assertEquals(advice, `run "deno task setup --force"`);
  });
}

Deno.test("uninstallKernelspecs removes what this kit installed, and no more", async () => {
  await using home = await FakeHome.make();
  const [kit, other] = [await home.makeKit("kit"), await home.makeKit("other")];
  const kept = await home.write(".local/share/sockets-live/deno-1/deno", "");
  await installKernelspec(kit, home.facts);
  await installKernelspec(kit, home.facts, { name: "second" });
  await installKernelspec(other, home.facts, { name: "others" });
  await placeStock(home, "own");
  const removed = await uninstallKernelspecs(kit, home.facts);
  assertEquals(removed.length, 3);
  const names = ["deno", "second", "others", "own"];
  assertEquals(
    names.map((name) => exists(home.kernelspec(name))),
    [false, false, true, true],
  );
  assertEquals(exists(kept), false);
  assertEquals(await uninstallKernelspecs(kit, home.facts), []);
});

Deno.test("uninstallKernelspecs keeps the Deno that another kit's kernel starts", async () => {
  await using home = await FakeHome.make();
  const [kit, other] = [await home.makeKit("kit"), await home.makeKit("other")];
  const kept = await home.write(".local/share/sockets-live/deno-1/deno", "");
  await installKernelspec(other, home.facts);
  const kernelspec = home.read();
  kernelspec.argv[0] = kept;
  await Deno.writeTextFile(home.kernelspec(), JSON.stringify(kernelspec));
  assertEquals(await uninstallKernelspecs(kit, home.facts), []);
  assertEquals(exists(kept), true);
});
