import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { SocketError } from "../../../lib/errors.ts";
import * as system from "../../../lib/system/mod.ts";
import { systemRefusal } from "../../../lib/system/system_library.ts";
import { runScript } from "../run_script.ts";

Deno.test("every call on Windows is refused with advice", () => {
  const advice = 'use connect and listen from "sockets"';
  assertStringIncludes(systemRefusal("windows")!, "handles, not descriptors");
  assertStringIncludes(systemRefusal("windows")!, advice);
  assertStringIncludes(systemRefusal("freebsd")!, advice);
  assertEquals(systemRefusal("linux"), undefined);
  assertEquals(systemRefusal("darwin"), undefined);
  if (Deno.build.os === "windows") {
    assertThrows(() => system.pipe(), SocketError, `Cannot call pipe: `);
  }
});

Deno.test({
  name: "a call without --allow-ffi says what it needs",
  ignore: Deno.build.os === "windows",
  async fn() {
    const script = `
import { pipe } from "sockets/system";
try { pipe(); } catch ({ message }) { console.log(message); }`;
    const { stdout } = await runScript(script, ["--deny-ffi"]);
    assertEquals(
      stdout,
      "Cannot call pipe: calling into C needs the permission --allow-ffi\n",
    );
  },
});
