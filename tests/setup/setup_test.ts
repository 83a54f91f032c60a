import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { COMMAND_NAMES } from "../../setup/help.ts";
import { serveJsr } from "./jsr_server.ts";
import { NPM_IMPORTS, serveNpm } from "./npm_server.ts";
import { copyProject, EMPTY_LOCK, jsrLock } from "./project_copy.ts";

Deno.test("setup puts stand-ins in place where JSR is out of reach", async () => {
  await using project = await copyProject();
  const lock = project.lock();
  const first = await project.setup([]);
  assertEquals(first.code, 0, first.output);
  assertStringIncludes(
    first.output,
    "✓ @std packages  stand-ins put in place for @std/assert 1.0.19, @std/net 1.0.6, since 127.0.0.1:9 is out of reach",
  );
  assertMatch(await project.assertSource(), /\.offline\/assert\/mod\.ts$/);
  const again = await project.setup(["setup"]);
  assertEquals(again.code, 0, again.output);
  assertStringIncludes(again.output, "stand-ins in place");
  assertEquals(project.lock(), lock);
  assertEquals(project.leftovers(), []);
});

Deno.test("setup takes the real packages as soon as JSR answers, and keeps them", async () => {
  await using project = await copyProject({ lock: EMPTY_LOCK });
  assertEquals((await project.setup([])).code, 0);
  let env: Record<string, string>;
  {
    await using jsr = await serveJsr();
    env = { JSR_URL: jsr.url };
    const { code, output } = await project.setup([], env);
    assertEquals(code, 0, output);
    assertStringIncludes(
      output,
      "the real ones, stand-ins removed: @std/assert 1.0.19, @std/net 1.0.6",
    );
    assertEquals(jsr.requests.includes("/@std/assert/1.0.19/mod.ts"), true);
    assertEquals(exists(join(project.root, ".offline")), false);
    assertEquals(
      await project.assertSource(env),
      `${jsr.url}@std/assert/1.0.19/mod.ts`,
    );
  }
  // The registry is gone again, but Deno has them in its cache.
  const { code, output } = await project.setup([], env);
  assertEquals(code, 0, output);
  assertStringIncludes(output, "✓ @std packages  the real ones: @std/assert");
  assertEquals(exists(join(project.root, ".offline")), false);
});

Deno.test("setup does not take cached packages that lack their types", async () => {
  await using project = await copyProject({ lock: EMPTY_LOCK });
  let env: Record<string, string>;
  {
    await using jsr = await serveJsr();
    env = { JSR_URL: jsr.url };
    const code = ["run", "-A", "--no-check", "which.ts"];
    assertEquals((await project.run(code, env)).code, 0);
    const net = ["eval", 'import "@std/net";'];
    assertEquals((await project.run(net, env)).code, 0);
    assertEquals(jsr.requests.includes("/@std/assert/1.0.19/types.ts"), false);
  }
  const { code, output } = await project.setup([], env);
  assertEquals(code, 0, output);
  assertStringIncludes(output, "stand-ins put in place");
});

Deno.test("setup does not take packages that differ from the lock", async () => {
  await using project = await copyProject();
  await using jsr = await serveJsr();
  const lock = project.lock();
  const { code, output } = await project.setup([], { JSR_URL: jsr.url });
  assertEquals(code, 0, output);
  assertMatch(
    output,
    /! @std packages {2}stand-ins put in place .* since Integrity check failed.* → somebody/,
  );
  assertEquals(project.lock(), lock);
});

Deno.test("setup is not taken in by a log-in page", async () => {
  await using project = await copyProject({ lock: EMPTY_LOCK });
  await using portal = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    () => new Response("<h1>Please log in</h1>"),
  );
  const url = `http://127.0.0.1:${portal.addr.port}`;
  const { code, output } = await project.setup([], { JSR_URL: url });
  assertEquals(code, 0, output);
  assertStringIncludes(output, "since JSR package manifest for");
});

Deno.test("setup runs several times at once", async () => {
  await using project = await copyProject();
  const runs = await Promise.all(
    Array.from({ length: 4 }, () => project.setup(["--force"])),
  );
  for (const { code, output } of runs) assertEquals(code, 0, output);
  assertMatch(await project.assertSource(), /\.offline\/assert\/mod\.ts$/);
  const left = [...Deno.readDirSync(join(project.root, ".offline"))]
    .map(({ name }) => name).sort();
  assertEquals(left, ["assert", "net"]);
});

Deno.test("setup says so where it cannot write", async () => {
  await using project = await copyProject();
  await Deno.writeTextFile(join(project.root, ".offline"), "in the way");
  const { code, output } = await project.setup([]);
  assertEquals(code, 1);
  assertMatch(output, /✗ @std packages {2}Cannot write ".*\.offline"/);
  assertStringIncludes(output, "→ make that folder writable");
});

Deno.test("setup goes on where a check itself cannot run", async () => {
  await using project = await copyProject();
  const nowhere = join(project.root, "nowhere");
  const { code, output } = await project.setup(["doctor"], {
    TMPDIR: nowhere,
    TMP: nowhere,
    TEMP: nowhere,
  });
  assertEquals(code, 1);
  assertMatch(output, /✗ @std packages {2}Cannot make a temporary folder: /);
  assertMatch(output, /✗ npm packages {3}Cannot make a temporary folder: /);
  assertStringIncludes(output, "loopback       IPv4 127.0.0.1");
});

Deno.test("setup --uninstall removes the stand-ins", async () => {
  await using project = await copyProject();
  assertEquals((await project.setup([])).code, 0);
  const { code, output } = await project.setup(["--uninstall"]);
  assertEquals(code, 0, output);
  assertEquals(exists(join(project.root, ".offline")), false);
});

Deno.test("setup fetches npm packages from the registry Deno is told", async () => {
  await using npm = await serveNpm();
  const imports = {
    "@std/assert": "jsr:@std/assert@^1.0.19",
    "@std/net": "jsr:@std/net@^1.0.6",
    ...NPM_IMPORTS,
  };
  await using project = await copyProject({
    npmImports: NPM_IMPORTS,
    lock: jsrLock(imports, npm.lock),
  });
  const lock = project.lock();
  const env = { NPM_CONFIG_REGISTRY: npm.url };
  const first = await project.setup([], env);
  assertEquals(first.code, 0, first.output);
  assertStringIncludes(
    first.output,
    "  fetching npm packages (1, and what they need)",
  );
  assertStringIncludes(first.output, "✓ npm packages   1 fetched");
  assertEquals(npm.requests.includes("/tiny/-/tiny-1.0.0.tgz"), true);
  const again = await project.setup([], env);
  assertStringIncludes(
    again.output,
    "1 named in deno.json, all in Deno's cache",
  );
  assertEquals(project.lock(), lock);
});

Deno.test("setup is content with all in the cache, and no network", async () => {
  await using project = await copyProject({
    npmImports: NPM_IMPORTS,
    lock: EMPTY_LOCK,
  });
  const env: Record<string, string> = {};
  {
    await using npm = await serveNpm();
    await using jsr = await serveJsr();
    Object.assign(env, { JSR_URL: jsr.url, NPM_CONFIG_REGISTRY: npm.url });
    const { code, output } = await project.setup([], env);
    assertEquals(code, 0, output);
    assertEquals(jsr.requests.includes("/@std/net/1.0.6/unstable.ts"), false);
  }
  for (const command of ["setup", "doctor"]) {
    const { code, output } = await project.setup([command], env);
    assertEquals(code, 0, output);
    assertStringIncludes(output, "✓ @std packages  the real ones");
    assertStringIncludes(output, "✓ npm packages   1 named");
  }
});

Deno.test("setup says in one line that npm is out of reach", async () => {
  await using project = await copyProject({ npmImports: NPM_IMPORTS });
  const { code, output } = await project.setup([]);
  assertEquals(code, 1);
  assertMatch(
    output,
    /✗ npm packages {3}cannot fetch: .*127\.0\.0\.1:9.* → connect to the network/,
  );
  assertStringIncludes(output, "The kit cannot run yet");
});

Deno.test("doctor reports and changes nothing", async () => {
  await using project = await copyProject();
  const before = await project.setup(["doctor"]);
  assertEquals(before.code, 1);
  assertStringIncludes(
    before.output,
    '✗ @std packages  none, since 127.0.0.1:9 is out of reach → run "deno task setup"',
  );
  assertEquals(exists(join(project.root, ".offline")), false);
  assertEquals((await project.setup([])).code, 0);
  const after = await project.setup(["doctor"]);
  assertEquals(after.code, 0, after.output);
  assertStringIncludes(after.output, "✓ @std packages  stand-ins in .offline");
});

Deno.test("doctor notices that stand-ins are not this kit's", async () => {
  await using project = await copyProject();
  assertEquals((await project.setup([])).code, 0);
  const path = join(project.root, ".offline", "net", "mod.ts");
  await Deno.writeTextFile(path, "// older\n", { append: true });
  const { output } = await project.setup(["doctor"]);
  assertStringIncludes(output, "! @std packages  other stand-ins");
  assertStringIncludes((await project.setup([])).output, "put in place");
});

Deno.test("doctor notices that stand-ins are no longer needed", async () => {
  await using project = await copyProject({ lock: EMPTY_LOCK });
  await using jsr = await serveJsr();
  assertEquals((await project.setup([])).code, 0);
  const { output } = await project.setup(["doctor"], { JSR_URL: jsr.url });
  assertStringIncludes(output, "! @std packages  stand-ins, though");
});

Deno.test("every command has help", async () => {
  await using project = await copyProject();
  for (const command of [[], ...COMMAND_NAMES.map((name) => [name])]) {
    const { code, output } = await project.setup([...command, "--help"]);
    assertEquals(code, 0, output);
    assertStringIncludes(output, `Usage: deno task ${command[0] ?? "setup"}`);
  }
});

Deno.test("setup names arguments it does not know", async () => {
  await using project = await copyProject();
  const command = await project.setup(["frobnicate"]);
  assertEquals(command.code, 2);
  assertStringIncludes(command.output, 'Cannot run "frobnicate"');
  const flag = await project.setup(["setup", "--frobnicate"]);
  assertEquals(flag.code, 2);
  assertStringIncludes(flag.output, "Unknown option '--frobnicate'");
});

Deno.test("setup leaves nothing behind when interrupted", {
  ignore: Deno.build.os === "windows",
}, async () => {
  await using project = await copyProject({ lock: EMPTY_LOCK });
  const asked = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<Response>();
  await using silent = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    ({ url }) => {
      // Lists versions, then keeps Deno waiting for the rest.
      if (url.endsWith("/@std/assert/meta.json") && !asking) {
        asking = true;
        return Response.json({ versions: { "1.0.19": {} } });
      }
      asked.resolve();
      return answered.promise;
    },
  );
  let asking = false;
  const url = `http://127.0.0.1:${silent.addr.port}`;
  const child = project.start(["run", "-A", "setup/main.ts"], { JSR_URL: url });
  await asked.promise;
  child.kill("SIGINT");
  const { code, stderr } = await child.output();
  assertEquals(code, 130);
  assertStringIncludes(new TextDecoder().decode(stderr), "Interrupted");
  assertEquals(project.leftovers(), []);
  assertEquals(exists(join(project.root, ".offline")), false);
  answered.resolve(new Response(null, { status: 503 }));
});

function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}
