import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { join } from "node:path";
import { checkDeno } from "../../setup/check_deno.ts";
import { checkLoopback, loopbackProblem } from "../../setup/check_loopback.ts";
import { chromiumCandidates } from "../../setup/check_programs.ts";
import { fetchAdvice } from "../../setup/check_npm_packages.ts";
import { findProgram } from "../../setup/find_program.ts";
import { kernelspecFolders } from "../../setup/kernelspec/kernelspec_folders.ts";
import { browserCandidates } from "../../slides/layout/find_browser.ts";

Deno.test("checkDeno compares numbers, not texts", () => {
  const states = ["2.9.0", "2.9.6", "2.10.0", "3.0.0-rc.1", "2.9.1+4a2b"]
    .map((version) => checkDeno(version).state);
  assertEquals(states, ["good", "good", "good", "good", "good"]);
  for (const version of ["2.8.9", "1.46.3", "2.8.2+4a2b"]) {
    const { state, found, advice } = checkDeno(version);
    assertEquals(state, "failure");
    assertEquals(found, `${version} is too old`);
    assertStringIncludes(advice!, "deno upgrade");
  }
});

Deno.test("checkLoopback finds IPv4", async () => {
  const { found } = await checkLoopback();
  assertMatch(found, /^IPv4 127\.0\.0\.1, IPv6 /);
});

Deno.test("loopbackProblem says what does not work", async () => {
  // Documentation's own address (RFC 5737): nobody has it.
  assertMatch((await loopbackProblem("192.0.2.1"))!, /^cannot listen \(/);
});

const FOLDERS: [Parameters<typeof kernelspecFolders>[0], string[]][] = [
  [{ os: "linux", env: { HOME: "/home/ada" } }, [
    "/home/ada/.local/share/jupyter/kernels",
    "/usr/local/share/jupyter/kernels",
    "/usr/share/jupyter/kernels",
  ]],
  [{
    os: "linux",
    env: {
      HOME: "/home/ada",
      XDG_DATA_HOME: "/data",
      VIRTUAL_ENV: "/venv",
      JUPYTER_PATH: "/a:/b",
    },
  }, [
    "/a/kernels",
    "/b/kernels",
    "/venv/share/jupyter/kernels",
    "/data/jupyter/kernels",
    "/usr/local/share/jupyter/kernels",
    "/usr/share/jupyter/kernels",
  ]],
  [{ os: "darwin", env: { HOME: "/Users/ada" } }, [
    "/Users/ada/Library/Jupyter/kernels",
    "/usr/local/share/jupyter/kernels",
    "/usr/share/jupyter/kernels",
  ]],
  [{
    os: "windows",
    env: { APPDATA: "C:/Users/ada/Roaming", PROGRAMDATA: "C:/ProgramData" },
  }, [
    "C:/Users/ada/Roaming/jupyter/kernels",
    "C:/ProgramData/jupyter/kernels",
  ]],
  [{ os: "linux", env: { HOME: "/home/ada", JUPYTER_DATA_DIR: "/own" } }, [
    "/own/kernels",
    "/usr/local/share/jupyter/kernels",
    "/usr/share/jupyter/kernels",
  ]],
  [{ os: "windows", env: {} }, []],
];

for (const [facts, expected] of FOLDERS) {
  const names = Object.keys(facts.env).join(", ") || "nothing set";
  Deno.test(`kernelspecFolders on ${facts.os} with ${names}`, () => {
    const folders = kernelspecFolders(facts)
      .map((folder) => folder.replaceAll("\\", "/"));
    assertEquals(folders, expected);
  });
}

Deno.test("findProgram takes the first name that is on PATH", async () => {
  const folder = await Deno.makeTempDir({ prefix: "programs" });
  try {
    await Deno.writeTextFile(join(folder, "second"), "");
    await Deno.mkdir(join(folder, "folder"));
    await Deno.writeTextFile(join(folder, "third.cmd"), "");
    const path = `${join(folder, "none")}:${folder}`;
    const find = (...names: string[]) => findProgram(names, path, "linux");
    assertEquals(find("first", "second"), join(folder, "second"));
    assertEquals(find("first", "folder", "third"), undefined);
    assertEquals(
      findProgram(["third"], folder, "windows"),
      join(folder, "third.cmd"),
    );
    assertEquals(findProgram(["second"], "", "linux"), undefined);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

const MACHINES: [typeof Deno.build.os, Record<string, string>, string][] = [
  ["linux", { PATH: "/opt/bin:/usr/bin" }, "/opt/bin/microsoft-edge"],
  ["linux", { CHROMIUM: "/own", PATH: "" }, "/own"],
  ["darwin", {}, "/Applications/Chromium.app/Contents/MacOS/Chromium"],
  [
    "windows",
    { PATH: "C:/a;C:/b", "ProgramFiles(x86)": "C:/x86" },
    "C:/x86/Microsoft/Edge/Application/msedge.exe",
  ],
];
for (const [os, env, one] of MACHINES) {
  Deno.test(`checkChromium looks where slides do, on ${os} with ${Object.keys(env)}`, () => {
    const candidates = chromiumCandidates(os, (name) => env[name]);
    assertEquals(candidates, browserCandidates(os, (name) => env[name]));
    assert(candidates.includes(one), candidates.join("\n"));
  });
}

Deno.test("fetchAdvice knows the usual reasons", () => {
  const refused = "connection refused";
  const mirror = "http://mirror.example/";
  assertStringIncludes(
    fetchAdvice(refused, { npm_config_registry: mirror }),
    `set one of these to ${mirror}`,
  );
  const usual = fetchAdvice(refused, {});
  assertStringIncludes(usual, "connect to the network");
  assertEquals(
    fetchAdvice(refused, {
      npm_config_registry: mirror,
      NPM_CONFIG_REGISTRY: mirror,
    }),
    usual,
  );
  assertStringIncludes(
    fetchAdvice("invalid peer certificate: UnknownIssuer", {}),
    "DENO_TLS_CA_STORE=system",
  );
});
