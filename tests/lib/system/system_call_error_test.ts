import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { SocketError } from "../../../lib/errors.ts";
import { errnoName } from "../../../lib/system/errno.ts";
import * as system from "../../../lib/system/mod.ts";
import { findTool } from "../../tools.ts";
import { runScript } from "../run_script.ts";

const ignore = Deno.build.os === "windows";
const { AF_INET, SOCK_STREAM } = system;
const BYTES = new Uint8Array(8);
const ADDRESS = { family: AF_INET, address: "127.0.0.1", port: 80 };

Deno.test({
  name: "every call with a descriptor refuses one that is not open",
  ignore,
  async fn() {
    const calls: [keyof typeof system, unknown[]][] = [
      ["bind", [ADDRESS]],
      ["listen", [5]],
      ["accept", []],
      ["connect", [ADDRESS]],
      ["getsockname", []],
      ["getpeername", []],
      ["setsockopt", [system.SOL_SOCKET, system.SO_REUSEADDR, 1]],
      ["getsockopt", [system.SOL_SOCKET, system.SO_TYPE]],
      ["send", [BYTES]],
      ["recv", [BYTES]],
      ["read", [BYTES]],
      ["write", [BYTES]],
      ["shutdown", [system.SHUT_WR]],
      ["close", []],
      ["dup", []],
    ];
    for (const [name, args] of calls) {
      for (const fd of [-1, 9999]) {
        const call = system[name] as (...args: unknown[]) => unknown;
        const error = await assertRejects(
          async () => await call(fd, ...args),
          system.SystemCallError,
          "EBADF, bad file descriptor",
          `${name}(${fd})`,
        );
        assertEquals(error.call, name);
        assertStringIncludes(error.message, String(fd));
      }
    }
  },
});

Deno.test({
  name: "close refuses descriptors that belong to Deno",
  ignore: Deno.build.os !== "linux",
  fn() {
    using file = Deno.openSync("/dev/null");
    const { fd } = system.descriptors()!.findLast(({ path }) =>
      path === "/dev/null"
    )!;
    assertThrows(
      () => system.close(fd),
      SocketError,
      `Cannot close descriptor ${fd}: it belongs to Deno`,
    );
    assertEquals(file.readSync(BYTES), null);
  },
});

Deno.test({
  name: "bind says in the form of a sentence what the system refused",
  ignore,
  fn() {
    const taken = system.socket(AF_INET, SOCK_STREAM, 0);
    system.bind(taken, { ...ADDRESS, port: 0 });
    system.listen(taken, 1);
    const { port } = system.getsockname(taken) as { port: number };
    const fd = system.socket(AF_INET, SOCK_STREAM, 0);
    const error = assertThrows(
      () => system.bind(fd, { ...ADDRESS, port }),
      system.SystemCallError,
    );
    assertEquals(
      error.message,
      `Cannot bind socket ${fd} to 127.0.0.1:${port}: ` +
        "EADDRINUSE, address already in use",
    );
    assertEquals([error.call, error.code], ["bind", "EADDRINUSE"]);
    assertEquals(errnoName(error.errno), "EADDRINUSE");
    system.close(fd);
    system.close(taken);
  },
});

/** Root without the capability for such ports; its files stay readable. */
const UNPRIVILEGED = ["setpriv", "--bounding-set=-net_bind_service"];

function mayDropPrivileges(): boolean {
  if (Deno.build.os !== "linux" || !findTool("setpriv")) return false;
  const [command, ...args] = [...UNPRIVILEGED, "true"];
  return new Deno.Command(command, { args }).outputSync().success;
}

/** Containers often let everybody have every port. */
function isPrivileged(port: number): boolean {
  const path = "/proc/sys/net/ipv4/ip_unprivileged_port_start";
  return port < Number(Deno.readTextFileSync(path));
}

Deno.test({
  name: "bind to a privileged port is refused to a normal user",
  ignore: Deno.build.os !== "linux" || !isPrivileged(80) ||
    (Deno.uid() === 0 && !mayDropPrivileges()),
  async fn() {
    const wrapper = Deno.uid() === 0 ? UNPRIVILEGED : [];
    const script = `
import { AF_INET, bind, SOCK_STREAM, socket } from "sockets/system";
const fd = socket(AF_INET, SOCK_STREAM, 0);
try {
  bind(fd, { family: AF_INET, address: "127.0.0.1", port: 80 });
} catch ({ message }) {
  console.log(JSON.stringify([fd, message]));
}`;
    const { stdout, stderr } = await runScript(script, ["-A"], wrapper);
    assert(stdout, stderr);
    const [fd, message] = JSON.parse(stdout);
    const expected = `Cannot bind socket ${fd} to 127.0.0.1:80: ` +
      "EACCES, permission denied";
    assertEquals(message, expected);
  },
});

Deno.test({
  name: "closeDescriptors closes what these calls opened, and nothing else",
  ignore,
  async fn() {
    const fd = system.socket(AF_INET, SOCK_STREAM, 0);
    const twin = system.dup(fd);
    const ends = system.pipe();
    const taken = [fd, twin, ...ends].sort((a, b) => a - b);
    const waiting = system.read(ends[0], BYTES);
    assertEquals(system.closeDescriptors(), taken);
    await assertRejects(() => waiting, SocketError, "closed meanwhile");
    for (const closed of taken) {
      assertThrows(() => system.dup(closed), system.SystemCallError, "EBADF");
    }
    const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    assertEquals(system.closeDescriptors(), []);
    listener.close();
  },
});
