/** Several front-ends of one kernel, and over both transports. */
import { assertEquals } from "@std/assert";
import {
  channelEndpoint,
  createConnectionInfo,
} from "../../../jupyter/client/connection_file.ts";
import { KernelClient } from "../../../jupyter/client/kernel_client.ts";
import { pickPorts, releasePorts } from "../../../jupyter/client/pick_ports.ts";
import { KernelSockets } from "../../../jupyter/kernel/kernel_sockets.ts";
import {
  createMessage,
  type Message,
} from "../../../jupyter/protocol/message.ts";
import { SigningKey } from "../../../jupyter/protocol/signing_key.ts";
import {
  decodeWireMessage,
  encodeWireMessage,
} from "../../../jupyter/protocol/wire_message.ts";
import { connectDealer, connectSub } from "../../../jupyter/zmtp/mod.ts";
import { lacksPythonModule } from "../../tools.ts";
import { runPython } from "../run_python.ts";
import { leavingNothing } from "../left_over.ts";
import { DrivenKernel, textOf, valueOf } from "./driven_kernel.ts";

/** What a cell is asked with. */
function executeRequest(code: string, session: string): Message {
  return createMessage(
    "execute_request",
    { code, silent: false, store_history: true, user_expressions: {} },
    session,
  );
}

Deno.test(
  "over ipc our client and Jupyter's run cells in one kernel, which leaves no socket",
  {
    ignore: Deno.build.os === "windows" || lacksPythonModule("jupyter_client"),
  },
  () =>
    leavingNothing(async (folder) => {
      {
        await using kernel = await DrivenKernel.start({ ipc: `${folder}/k` });
        await kernel.send('let drink = "cider";');
        const printed = await runPython(`
from jupyter_client import BlockingKernelClient
client = BlockingKernelClient(connection_file=${
          JSON.stringify(kernel.file.path)
        })
client.load_connection_file()
assert client.transport == "ipc"
client.start_channels()
client.wait_for_ready(timeout=60)
reply = client.execute_interactive("console.log(drink); void (drink = 'perry');", timeout=60)
assert reply["content"]["status"] == "ok", reply
assert client.is_alive()
client.stop_channels()
`);
        assertEquals(printed, "cider\n");
        const { outputs } = await kernel.send("console.log(drink)");
        assertEquals(textOf(outputs), "perry\n");
      }
      assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name), []);
    }),
);

Deno.test("two front-ends at once get each its own replies, and both hear everything", async () => {
  await using kernel = await DrivenKernel.start();
  using other = await KernelClient.connect(kernel.file.info);
  const heard: string[] = [];
  const bothHeard = Promise.withResolvers<void>();
  const unlisten = other.listen(({ header, content }) => {
    if (header.msg_type !== "stream") return;
    heard.push(String(content.text).trim());
    if (heard.length === 20) bothHeard.resolve();
  });
  // Its subscription may reach the kernel after a first request.
  while (heard.length === 0) await kernel.send('console.log("warm-up")');
  heard.length = 0;
  const runs = Array.from({ length: 10 }, (_, index) => index);
  const [ours, theirs] = await Promise.all([
    Promise.all(
      runs.map((index) => kernel.send(`console.log("a${index}"); ${index}`)),
    ),
    Promise.all(
      runs.map((index) =>
        other.forward("shell", executeRequest(`console.log("b${index}")`, "b"))
          .reply
      ),
    ),
  ]);
  await bothHeard.promise;
  unlisten();
  assertEquals(ours.map(({ outputs }) => valueOf(outputs)), runs.map(String));
  assertEquals(
    theirs.map(({ content }) => content.status),
    runs.map(() => "ok"),
  );
  const lines = runs.flatMap((index) => [`a${index}`, `b${index}`]);
  assertEquals(heard.toSorted(), lines.toSorted());
  const counts = [
    ...ours.map(({ reply }) => Number(reply.execution_count)),
    ...theirs.map(({ content }) => Number(content.execution_count)),
  ];
  assertEquals(new Set(counts).size, 20);
});

Deno.test("a front-end that comes back under its identity gets the reply to what it asked before", async () => {
  await using kernel = await DrivenKernel.start();
  const { info } = kernel.file;
  const identity = new TextEncoder().encode("a front-end");
  const endpoint = channelEndpoint(info, "shell");
  const request = executeRequest(
    'console.log("begun"); await new Promise((go) => globalThis.go = go); "done"',
    "s",
  );
  const begun = Promise.withResolvers<void>();
  kernel.client.listen(({ content }) => {
    if (content.text === "begun\n") begun.resolve();
  });
  {
    using first = await connectDealer(endpoint, { identity });
    await first.send(encodeWireMessage(request, new SigningKey(info.key)));
    await begun.promise;
  }
  using second = await connectDealer(endpoint, { identity });
  // An answer shows that the kernel knows the newcomer.
  const hello = createMessage("kernel_info_request", {}, "s");
  await second.send(encodeWireMessage(hello, new SigningKey(info.key)));
  const answer = async () =>
    decodeWireMessage(await second.receive(), new SigningKey(info.key)).message;
  assertEquals((await answer()).parent_header.msg_id, hello.header.msg_id);
  await kernel.interrupt();
  const reply = await answer();
  assertEquals(reply.parent_header.msg_id, request.header.msg_id);
  assertEquals(reply.content.ename, "Interrupted");
});

Deno.test("a front-end that subscribes to one type of message hears no other", async () => {
  await using kernel = await DrivenKernel.start();
  const { info } = kernel.file;
  using sub = await connectSub(channelEndpoint(info, "iopub"));
  await sub.subscribe(new TextEncoder().encode("stream"));
  const heard: Message[] = [];
  const last = Promise.withResolvers<void>();
  const hear = async () => {
    while (true) {
      const parts = await sub.receive({ timeout: Infinity });
      const { message } = decodeWireMessage(parts, new SigningKey(info.key));
      heard.push(message);
      if (message.content.text === "last\n") last.resolve();
    }
  };
  const hearing = hear().catch(() => {}); // until it is closed
  let run;
  do run = await kernel.send('console.log("first"); "a value"'); while (
    heard.length === 0
  );
  await kernel.send('console.log("last")');
  await last.promise;
  sub.close();
  await hearing;
  assertEquals(valueOf(run.outputs), '"a value"');
  assertEquals(
    [...new Set(heard.map(({ header }) => header.msg_type))],
    ["stream"],
  );
});

Deno.test("a cell's comm messages reach front-ends with their buffers", async () => {
  await using kernel = await DrivenKernel.start();
  const { outputs } = await kernel.send(`
    const buffers = [new Uint8Array([0, 1, 254, 255]), new Uint8Array(70_000).fill(7)];
    await Deno.jupyter.broadcast("comm_open", { comm_id: "c", target_name: "t", data: {} }, { buffers });
    await Deno.jupyter.broadcast("comm_msg", { comm_id: "c", data: { a: 1 } }, { buffers, metadata: { of: "us" } });`);
  assertEquals(outputs.map(({ header }) => header.msg_type), [
    "comm_open",
    "comm_msg",
  ]);
  for (const { buffers } of outputs) {
    assertEquals(buffers.map(({ length }) => length), [4, 70_000]);
    assertEquals([...buffers[0]], [0, 1, 254, 255]);
    assertEquals(buffers[1].every((octet) => octet === 7), true);
  }
  assertEquals(outputs[1].content, { comm_id: "c", data: { a: 1 } });
  assertEquals(outputs[1].metadata, { of: "us" });
});

Deno.test("a front-end's comm messages go on with their buffers, signed anew", async () => {
  const [ports, innerPorts] = [pickPorts(5), pickPorts(5)];
  const [info, inner] = [ports, innerPorts].map(createConnectionInfo);
  using sockets = await KernelSockets.bind(info);
  using behind = await KernelSockets.bind(inner);
  using relay = await KernelClient.connect(inner);
  using dealer = await connectDealer(channelEndpoint(info, "shell"));
  const arrived = Promise.withResolvers<Message>();
  const serving = Promise.all([
    sockets.serve((_, { message }) => void relay.forward("shell", message)),
    behind.serve((_, { message }) => arrived.resolve(message)),
  ]);
  const message = {
    ...createMessage("comm_msg", { comm_id: "c", data: {} }, "s"),
    buffers: [new Uint8Array([0, 255]), new Uint8Array(0)],
  };
  await dealer.send(encodeWireMessage(message, new SigningKey(info.key)));
  const { header, content, buffers } = await arrived.promise;
  assertEquals([header, content], [message.header, message.content]);
  assertEquals(buffers.map((octets) => [...octets]), [[0, 255], []]);
  sockets.close();
  behind.close();
  await serving;
  releasePorts([...ports, ...innerPorts]);
});
