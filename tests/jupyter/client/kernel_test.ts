import { assertEquals, assertRejects } from "@std/assert";
import { Kernel } from "../../../jupyter/client/kernel.ts";
import {
  DeadKernelError,
  KernelStartError,
} from "../../../jupyter/client/kernel_error.ts";
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
