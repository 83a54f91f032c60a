import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { runDeno } from "../../setup/run_deno.ts";

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
    problem: "not done within 0.05 s",
  });
});

Deno.test("runDeno stops after too long a silence", async () => {
  const { success, problem } = await runDeno(["eval", FOREVER], {
    cwd: Deno.cwd(),
    silence: 50,
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
