import { assert, assertEquals } from "@std/assert";
import { findTool } from "../tools.ts";
import { runScript } from "./run_script.ts";

async function outputOf(
  source: string,
  flags: string[],
  wrapper: string[] = [],
): Promise<unknown> {
  const { success, stdout, stderr } = await runScript(source, flags, wrapper);
  assert(success, stderr);
  return JSON.parse(stdout);
}

const LIST = `
import { getaddrinfo } from "sockets";
const list = await getaddrinfo("127.0.0.1", "http", { flags: "AI_CANONNAME" });
console.log(JSON.stringify(list.map(({ sockaddr, ...entry }) => ({
  ...entry,
  sockaddr: [...sockaddr],
}))));`;

Deno.test("getaddrinfo without --allow-ffi gives the same list by node:dns", async () => {
  const system = await outputOf(LIST, ["-A"]) as Record<string, unknown>[];
  const stoodIn = await outputOf(LIST, ["--allow-net", "--allow-sys"]);
  // Raw sockets are listed by some systems only, and flags differ.
  const shared = system.filter(({ socktype }) => socktype !== 3);
  assertEquals(
    (stoodIn as typeof system).filter(({ socktype }) => socktype !== 3),
    shared.map((entry) => ({ ...entry, source: "node:dns" })),
  );
});

Deno.test("getaddrinfo without --allow-ffi reports errors by the same names", async () => {
  const script = `
import { getaddrinfo } from "sockets";
const code = (error) => error.code;
console.log(JSON.stringify([
  await getaddrinfo("localhost", "no-such-service").catch(code),
  await getaddrinfo("localhost", "http", { flags: "AI_NUMERICSERV" }).catch(code),
  await getaddrinfo("localhost", 80, { flags: "AI_NUMERICHOST" }).catch(code),
  await getaddrinfo("localhost", 80, { family: 99 }).catch(code),
  await getaddrinfo("localhost", 80, { socktype: 1, protocol: 17 }).catch(code),
  await getaddrinfo("::1", 80, { family: "AF_INET" }).catch(code),
  await getaddrinfo(null, null).catch(code),
  await getaddrinfo(null, 80, { flags: "AI_PASSIVE" })
    .then((list) => [...new Set(list.map(({ address }) => address))].sort()),
]));`;
  const flags = ["--allow-net", "--allow-sys", "--deny-ffi"];
  assertEquals(await outputOf(script, flags), [
    "EAI_SERVICE",
    "EAI_SERVICE",
    "EAI_NONAME",
    "EAI_FAMILY",
    "EAI_SOCKTYPE",
    "EAI_NONAME",
    "EAI_NONAME",
    ["0.0.0.0", "::"],
  ]);
});

Deno.test("getaddrinfo without --allow-ffi cannot keep memory, and says why", async () => {
  const script = `
import { getaddrinfo } from "sockets";
const asked = getaddrinfo("localhost", 80, { keepMemory: true });
console.log(JSON.stringify(await asked.catch(({ message }) => message)));`;
  assertEquals(
    await outputOf(script, ["--allow-net"]),
    'Cannot keep the memory of the list for "localhost" with service "80": ' +
      "calling the system's getaddrinfo needs the permission --allow-ffi",
  );
});

const IS_GLIBC = Deno.build.os === "linux";

Deno.test({
  name: "getaddrinfo called 10,000 times leaves no memory behind",
  ignore: !IS_GLIBC,
  async fn() {
    const script = `
import { getaddrinfo } from "sockets";
import { leastGrowth } from "./tests/lib/leak_probe.ts";
const grown = await leastGrowth(4, async () => {
  for (let count = 0; count < 2_500; count++) {
    await getaddrinfo("127.0.0.1", 80);
    await getaddrinfo("nobody here", 80, { flags: "AI_NUMERICHOST" })
      .catch(() => {});
  }
});
console.log(JSON.stringify(grown));`;
    const grown = await outputOf(script, ["-A", "--v8-flags=--expose-gc"]);
    // Lists never freed come to more than 500,000 bytes a round.
    assert(Number(grown) < 250_000, `grew by ${grown} bytes each round`);
  },
});

/** May this user make a network and a mount namespace of its own? */
function lacksNamespaces(): boolean {
  if (Deno.build.os !== "linux" || !findTool("unshare")) return true;
  const { success } = new Deno.Command("unshare", {
    args: ["-rnm", "ip", "link", "set", "lo", "up"],
    stdout: "null",
    stderr: "null",
  }).outputSync();
  return !success;
}

Deno.test({
  name: "getaddrinfo past its deadline does not keep the process alive",
  ignore: lacksNamespaces(),
  async fn() {
    const folder = await Deno.makeTempDir();
    try {
      // A name server that takes questions and never answers them.
      const script = `
import { getaddrinfo } from "sockets";
import { AF_INET, bind, poll, POLLIN, SOCK_DGRAM, socket } from "sockets/system";
const silent = socket(AF_INET, SOCK_DGRAM, 0);
bind(silent, { family: AF_INET, address: "127.0.0.1", port: 53 });
const lookup = getaddrinfo("slow.example", 80, { timeout: 200 })
  .catch((error) => error.name);
if (await poll([{ fd: silent, events: POLLIN }], -1) !== 1) throw "not asked";
const name = await lookup;
console.log(JSON.stringify(name));`;
      const resolvConf = `${folder}/resolv.conf`;
      // Ten minutes until the system's resolver gives up: far past the script's deadline.
      const patience = "options timeout:30 attempts:5";
      await Deno.writeTextFile(
        resolvConf,
        `nameserver 127.0.0.1\nnameserver 127.0.0.1\n${patience}\n`,
      );
      // The name server is to be asked, and no service of the machine's own.
      await Deno.writeTextFile(`${folder}/nsswitch.conf`, "hosts: dns\n");
      const setUp = `ip link set lo up &&
        mount --bind ${resolvConf} /etc/resolv.conf &&
        if [ -e /etc/nsswitch.conf ]; then
          mount --bind ${folder}/nsswitch.conf /etc/nsswitch.conf
        fi && exec "$@"`;
      const wrapper = ["unshare", "-rnm", "sh", "-c", setUp, "sh"];
      assertEquals(await outputOf(script, ["-A"], wrapper), "DeadlineError");
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
