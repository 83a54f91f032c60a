import { assertEquals, assertRejects } from "@std/assert";
import { Kernel } from "../../../jupyter/client/kernel.ts";
import {
  DeadKernelError,
  KernelStartError,
} from "../../../jupyter/client/kernel_error.ts";
import {
  pickPorts,
  type PortRange,
  releasePorts,
} from "../../../jupyter/client/pick_ports.ts";
import type { Message } from "../../../jupyter/protocol/message.ts";
import { isAlive, leavingNothing } from "../left_over.ts";

Deno.test("Kernel runs code, answers, and leaves neither process nor file", () =>
  leavingNothing(async () => {
    const kernel = await Kernel.start();
    const { pid } = kernel;
    const heard: Message[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    kernel.client.listen((message) => {
      heard.push(message);
      if (message.header.msg_type === "execute_result") resolve();
    });
    const request = kernel.execute("6 * 7");
    const { content, parent_header } = await request.reply;
    await promise;
    assertEquals(content.status, "ok");
    assertEquals(parent_header.msg_id, request.id);
    const result = heard.find(({ header }) =>
      header.msg_type === "execute_result"
    );
    assertEquals(JSON.stringify(result?.content.data).includes("42"), true);
    await kernel.shutdown();
    await assertRejects(() => kernel.death, DeadKernelError);
    assertEquals(isAlive(pid), false);
  }));

Deno.test(
  "Kernel that is killed fails what waits for it and says how it ended",
  {
    ignore: Deno.build.os === "windows",
  },
  async () => {
    await using kernel = await Kernel.start();
    const { reply } = kernel.execute("await new Promise(() => {})");
    Deno.kill(kernel.pid, "SIGKILL");
    await assertRejects(() => reply, DeadKernelError);
    await assertRejects(
      () => kernel.death,
      DeadKernelError,
      "The kernel was killed by SIGKILL",
    );
  },
);

Deno.test("Kernel interrupts a loop that never ends and stays usable", async () => {
  await using kernel = await Kernel.start();
  const running = Promise.withResolvers<void>();
  kernel.client.listen(({ header }) => {
    if (header.msg_type === "stream") running.resolve();
  });
  const { reply } = kernel.execute("console.log('runs'); while (true);");
  await running.promise;
  await kernel.interrupt();
  assertEquals((await reply).content.status, "error");
  assertEquals((await kernel.execute("1").reply).content.status, "ok");
});

Deno.test("Kernel starts on other ports if one is taken before it listens", async () => {
  const range = freeRange(10);
  const starting = Kernel.start({ ports: range });
  // The first five are reserved by now; what can still be picked are the others.
  const others = pickPorts(5, range);
  const taken = Array.from({ length: 10 }, (_, index) => range.from + index)
    .find((port) => !others.includes(port))!;
  using _listener = Deno.listen({ hostname: "127.0.0.1", port: taken });
  releasePorts(others);
  await using kernel = await starting;
  assertEquals((await kernel.execute("1").reply).content.status, "ok");
});

/** So many ports in a row that are free. */
function freeRange(size: number): PortRange {
  for (let attempt = 0; attempt < 100; attempt++) {
    const from = 20_000 + size * Math.floor(Math.random() * 1000);
    const range = { from, to: from + size - 1 };
    try {
      releasePorts(pickPorts(size, range));
      return range;
    } catch {
      // One of them is in use: look elsewhere.
    }
  }
  throw new Error("Cannot find free ports in a row");
}

Deno.test("Kernel that does not answer in time is killed, and the error says so", () =>
  leavingNothing(async () => {
    await assertRejects(
      () => Kernel.start({ startTimeout: 1 }),
      KernelStartError,
      "Cannot start the kernel: it did not answer within 1 ms",
    );
  }));

Deno.test("Kernel that ends before it answers: the error quotes its last words", () =>
  leavingNothing(async (folder) => {
    await Deno.writeTextFile(`${folder}/deno.json`, "not json");
    const error = await assertRejects(
      () => Kernel.start({ cwd: folder }),
      KernelStartError,
      "before it answered; it last said: ",
    );
    assertEquals(error.message.includes("is unstable"), false);
    await Deno.remove(`${folder}/deno.json`);
  }));

Deno.test("Kernel start can be aborted", () =>
  leavingNothing(async () => {
    const stop = new AbortController();
    const starting = Kernel.start({ signal: stop.signal });
    stop.abort(new Error("stop it"));
    await assertRejects(() => starting, Error, "stop it");
  }));
