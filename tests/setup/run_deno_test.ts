import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { denoProblem, runDeno } from "../../setup/run_deno.ts";

const PROBLEMS: [string, string, string][] = [
  [
    "the line with the error",
    "Download https://a/\nerror: JSR package manifest failed to load.\n    at file:///x\n",
    "JSR package manifest failed to load.",
  ],
  [
    "the innermost cause",
    "error: Failed caching\n\nCaused by:\n    outer\n\nCaused by:\n    connection refused\n    more\n",
    "Failed caching: connection refused",
  ],
  [
    "the first of numbered causes",
    "error: Failed caching\n\nCaused by:\n    0: certificate unknown\n    1: more\n",
    "Failed caching: certificate unknown",
  ],
  ["the first line if none says error", "\n\nKilled\n", "Killed"],
  ["that nothing was said", "", "no reason given"],
];

for (const [name, stderr, expected] of PROBLEMS) {
  Deno.test(`denoProblem gives ${name}`, () => {
    assertEquals(denoProblem(stderr), expected);
  });
}

Deno.test("denoProblem keeps to one short line", () => {
  const problem = denoProblem(`error: ${"a".repeat(1000)}`);
  assertEquals(problem, `${"a".repeat(200)}…`);
});

Deno.test("runDeno tells success and failure apart", async () => {
  const cwd = Deno.cwd();
  assertEquals(await runDeno(["eval", "console.log(7)"], { cwd }), {
    success: true,
    output: "7\n",
    problem: "",
  });
  const failed = await runDeno(["frobnicate-the-lot"], { cwd });
  assertEquals(failed.success, false);
  assertStringIncludes(failed.problem, "frobnicate-the-lot");
});

Deno.test("runDeno stops at its deadline", async () => {
  const { success, problem } = await runDeno(["eval", FOREVER], {
    cwd: Deno.cwd(),
    timeout: 50,
  });
  assertEquals({ success, problem }, {
    success: false,
    problem: "no answer within 0.05 s",
  });
});

Deno.test("runDeno stops when told to", async () => {
  const stop = new AbortController();
  const run = runDeno(["eval", FOREVER], {
    cwd: Deno.cwd(),
    signal: stop.signal,
  });
  stop.abort(new Error("enough"));
  await assertRejects(() => run, Error, "enough");
});

const FOREVER = "setInterval(() => {}, 1000)";
