import { assert, assertEquals } from "@std/assert";
import { PLATFORMS } from "../../../lib/platforms.ts";
import { errnoName } from "../../../lib/system/errno.ts";
import * as system from "../../../lib/system/mod.ts";
import { findTool } from "../../tools.ts";
import { LACKS_PYTHON } from "./python_peer.ts";

Deno.test({
  name: "names and numbers are those of Python's errno and socket modules",
  ignore: LACKS_PYTHON,
  async fn() {
    const { stdout } = await new Deno.Command(findTool("python3")!, {
      args: [
        "-c",
        `
import errno, json, select, socket
numbers = {n: int(v) for m in (socket, select) for n, v in vars(m).items() if isinstance(v, int)}
print(json.dumps([errno.errorcode, {n: getattr(errno, n) for n in dir(errno) if n[0] == "E"}, numbers]))`,
      ],
    }).output();
    const [errnoNames, errnoNumbers, numbers] = JSON.parse(
      new TextDecoder().decode(stdout),
    );
    for (const number of Object.keys(errnoNames).map(Number)) {
      // Some numbers have two names; ours must be one of them.
      assertEquals(errnoNumbers[errnoName(number)], number);
    }
    let compared = 0;
    for (const [name, value] of Object.entries(system)) {
      if (typeof value !== "number" || !(name in numbers)) continue;
      // Python was compiled against headers of its own age.
      if (name === "SOMAXCONN") continue;
      assertEquals(value, numbers[name], name);
      compared++;
    }
    assert(compared > 30, `only ${compared} compared`);
  },
});

Deno.test("errnoName knows macOS' numbers, which differ from Linux's", () => {
  const names = [13, 35, 36, 48, 54, 61];
  assertEquals(names.map((errno) => errnoName(errno, PLATFORMS.macos.name)), [
    "EACCES",
    "EAGAIN",
    "EINPROGRESS",
    "EADDRINUSE",
    "ECONNRESET",
    "ECONNREFUSED",
  ]);
  assertEquals(errnoName(106, "macos"), "EQFULL");
  assertEquals(errnoName(133, "linux"), "EHWPOISON");
  assertEquals(errnoName(41, "linux"), "errno 41");
  assertEquals(errnoName(4711, "linux"), "errno 4711");
  assertEquals(errnoName(0, "linux"), "errno 0");
});
