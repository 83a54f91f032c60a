import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { describeLateError } from "../../../lib/notebook/surface_errors.ts";

const MODULE = new URL("../../../lib/notebook/mod.ts", import.meta.url).href;

Deno.test("describeLateError says what happened and what to do", () => {
  const rejection = describeLateError("rejection", new TypeError("no cider"));
  assertStringIncludes(rejection, "TypeError: no cider");
  assertStringIncludes(rejection, 'put "await" before the call');
  const thrown = describeLateError("error", "just a string");
  assertStringIncludes(thrown, '"just a string"');
  assertStringIncludes(thrown, "catch the error inside it");
});

Deno.test("sockets/notebook outside a kernel hides no unhandled rejection", async () => {
  const program = `import ${JSON.stringify(MODULE)};
    void Promise.reject(new Error("nobody awaits this"));`;
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--no-lock", program],
    cwd: new URL("../../../", import.meta.url),
    stdout: "null",
    stderr: "piped",
  }).output();
  assertEquals(code, 1);
  assertMatch(new TextDecoder().decode(stderr), /nobody awaits this/);
});
