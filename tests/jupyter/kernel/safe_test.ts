import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  channelEndpoint,
  createConnectionInfo,
} from "../../../jupyter/client/connection_file.ts";
import { pickPorts, releasePorts } from "../../../jupyter/client/pick_ports.ts";
import { KernelSockets } from "../../../jupyter/kernel/kernel_sockets.ts";
import { parseConnectionInfo } from "../../../jupyter/kernel/read_connection_file.ts";
import { createMessage } from "../../../jupyter/protocol/message.ts";
import { SigningKey } from "../../../jupyter/protocol/signing_key.ts";
import { encodeWireMessage } from "../../../jupyter/protocol/wire_message.ts";
import { encodeReady } from "../../../jupyter/zmtp/command.ts";
import { encodeMessage } from "../../../jupyter/zmtp/frame.ts";
import { encodeGreeting } from "../../../jupyter/zmtp/greeting.ts";
import { connectDealer } from "../../../jupyter/zmtp/mod.ts";
import { isAlive, leavingNothing } from "../left_over.ts";
import { DrivenKernel, textOf, valueOf } from "./driven_kernel.ts";
import { listeningSockets, listeningSocketsOf } from "./listening_sockets.ts";

/** How many inputs the fuzzer tries. */
const CASES = Number(Deno.env.get("SOCKETS_FUZZ_CASES") ?? 300);

Deno.test("messages with a wrong signature, replays and nonsense are dropped", async () => {
  const ports = pickPorts(5);
  const info = createConnectionInfo(ports);
  using sockets = await KernelSockets.bind(info);
  const taken: string[] = [];
  const last = Promise.withResolvers<void>();
  const serving = sockets.serve((_channel, { message }) => {
    taken.push(String(message.content.text));
    if (message.content.text === "last") last.resolve();
  });
  using dealer = await connectDealer(channelEndpoint(info, "shell"));
  const message = (text: string, key = info.key) =>
    encodeWireMessage(
      createMessage("execute_request", { text }, "s"),
      new SigningKey(key),
    );
  const once = message("once");
  await dealer.send(once);
  await dealer.send(once);
  await dealer.send(message("forged", "another key"));
  await dealer.send([new Uint8Array([1, 2, 3])]);
  await dealer.send(once.slice(0, 4));
  await dealer.send(message("last"));
  await last.promise;
  assertEquals(taken, ["once", "last"]);
  sockets.close();
  await serving;
  releasePorts(ports);
});

Deno.test("fuzzed ZMTP input neither crashes nor hangs the kernel's sockets", async () => {
  const ports = pickPorts(5);
  const info = createConnectionInfo(ports);
  using sockets = await KernelSockets.bind(info);
  const serving = sockets.serve(() => {});
  const signed = encodeMessage(
    encodeWireMessage(
      createMessage("x", {}, "s"),
      new SigningKey(info.key),
    ),
  );
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 80 }),
    fc.constant(encodeGreeting()),
    fc.constant(encodeReady("DEALER")),
    fc.constant(encodeReady("SUB")),
    fc.constant(encodeReady("REQ")),
    fc.constant(signed),
    fc.nat(signed.length).map((length) => signed.subarray(0, length)),
    fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 9 })
      .map((parts) => encodeMessage(parts)),
  );
  const shaken = fc.boolean().map((does) =>
    does ? [encodeGreeting(), encodeReady("DEALER")] : []
  );
  const port = fc.constantFrom(...ports);
  await fc.assert(
    fc.asyncProperty(
      port,
      shaken,
      fc.array(piece, { maxLength: 6 }),
      async (port, head, pieces) => {
        using connection = await Deno.connect({ hostname: "127.0.0.1", port });
        for (const octets of [...head, ...pieces]) {
          // A peer that breaks the rules is hung up on.
          await connection.write(octets).catch(() => {});
        }
      },
    ),
    { numRuns: CASES, endOnFailure: true },
  );
  using dealer = await connectDealer(channelEndpoint(info, "shell"));
  await dealer.send([new Uint8Array([1])]);
  sockets.close();
  await serving;
  releasePorts(ports);
});

Deno.test("connection files that leave loopback are refused", () => {
  const info = createConnectionInfo([1, 2, 3, 4, 5]);
  assertEquals(parseConnectionInfo(JSON.stringify(info)).ip, "127.0.0.1");
  for (
    const wrong of [
      { ip: "0.0.0.0" },
      { ip: "192.0.2.1" },
      { transport: "udp" },
      { shell_port: 70_000 },
      { signature_scheme: "none" },
    ]
  ) {
    const text = JSON.stringify({ ...info, ...wrong });
    let message = "";
    try {
      parseConnectionInfo(text);
    } catch (failure) {
      message = (failure as Error).message;
    }
    assert(message.includes(Object.keys(wrong)[0]), message);
  }
});

Deno.test(
  "killed while a cell is in a loop, the kernel leaves no process, no port and no file",
  { ignore: Deno.build.os !== "linux" },
  () =>
    leavingNothing(async () => {
      await using kernel = await DrivenKernel.start();
      const pid = Number(valueOf((await kernel.send("Deno.pid")).outputs));
      const begun = Promise.withResolvers<void>();
      kernel.client.listen(({ content }) => {
        if (content.text === "begun\n") begun.resolve();
      });
      kernel.send('console.log("begun"); while (true);').catch(() => {});
      await begun.promise;
      const sockets = [kernel.process.pid, pid].flatMap(listeningSocketsOf);
      assertEquals(sockets.length, 10);
      kernel.process.kill("SIGKILL");
      await kernel.process.status;
      await untilEnded(pid);
      const open = listeningSockets();
      assertEquals(sockets.filter((inode) => open.has(inode)), []);
    }),
);

/** An orphan is collected by another process, a moment after its end. */
async function untilEnded(pid: number): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (isAlive(pid) && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert(!isAlive(pid));
}

Deno.test("a cell can ask the user", async () => {
  await using kernel = await DrivenKernel.start({ stdin: true });
  kernel.client.onInputRequest = ({ content }) => {
    assertEquals(content.prompt, "What will it be?");
    kernel.client.forward(
      "stdin",
      createMessage("input_reply", { value: "cider" }, "s"),
    );
  };
  const { outputs } = await kernel.send(
    'console.log(prompt("What will it be?"))',
    { allow_stdin: true },
  );
  assertEquals(textOf(outputs), "cider\n");
});
