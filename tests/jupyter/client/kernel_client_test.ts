import { assertEquals, assertRejects } from "@std/assert";
import { createConnectionInfo } from "../../../jupyter/client/connection_file.ts";
import { KernelClient } from "../../../jupyter/client/kernel_client.ts";
import { DeadKernelError } from "../../../jupyter/client/kernel_error.ts";
import { createMessage } from "../../../jupyter/protocol/message.ts";
import { SigningKey } from "../../../jupyter/protocol/signing_key.ts";
import { encodeWireMessage } from "../../../jupyter/protocol/wire_message.ts";
import { PubSocket, RouterSocket } from "../../../jupyter/zmtp/mod.ts";

const ANY_PORT = "tcp://127.0.0.1:0";

function portOf({ endpoint }: { endpoint: string }): number {
  return Number(endpoint.split(":").at(-1));
}

Deno.test("a listener that throws ends the client, and with it every request", async () => {
  const subscribed = Promise.withResolvers<Uint8Array>();
  using shell = await RouterSocket.bind(ANY_PORT);
  using control = await RouterSocket.bind(ANY_PORT);
  using iopub = await PubSocket.bind(ANY_PORT, {
    onSubscription: subscribed.resolve,
  });
  const info = createConnectionInfo(
    [shell, iopub, shell, control, shell].map(portOf),
  );
  using client = await KernelClient.connect(info);
  await subscribed.promise;
  client.listen(() => {
    throw new RangeError("no such output");
  });
  const { reply } = client.request("shell", "kernel_info_request");
  const status = createMessage("status", { execution_state: "busy" }, "bar");
  await iopub.send(encodeWireMessage(status, new SigningKey(info.key), [
    new TextEncoder().encode("status"),
  ]));
  await assertRejects(() => client.closed, RangeError, "no such output");
  await assertRejects(() => reply, DeadKernelError);
  assertEquals((await shell.receive()).parts.length, 6);
});
