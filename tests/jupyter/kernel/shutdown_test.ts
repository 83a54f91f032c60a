import { assertEquals } from "@std/assert";
import { isAlive, leavingNothing } from "../left_over.ts";
import { DrivenKernel, textOf } from "./driven_kernel.ts";
import { listeningSockets, listeningSocketsOf } from "./listening_sockets.ts";

Deno.test("shut down, the kernel takes the one behind it along, and its file", () =>
  leavingNothing(async () => {
    await using kernel = await DrivenKernel.start();
    const pid = Number(
      textOf((await kernel.send("console.log(Deno.pid)")).outputs),
    );
    assertEquals(isAlive(pid), true);
    kernel.client.request("control", "shutdown_request", { restart: false });
    assertEquals((await kernel.process.status).code, 0);
    assertEquals(isAlive(pid), false);
  }));

Deno.test(
  "shut down, the kernel leaves no port open, nor does the one behind it",
  { ignore: Deno.build.os !== "linux" },
  async () => {
    await using kernel = await DrivenKernel.start();
    const pid = Number(
      textOf((await kernel.send("console.log(Deno.pid)")).outputs),
    );
    const sockets = [kernel.process.pid, pid].flatMap(listeningSocketsOf);
    assertEquals(sockets.length, 10);
    kernel.client.request("control", "shutdown_request", { restart: false });
    await kernel.process.status;
    const open = listeningSockets();
    assertEquals(sockets.filter((inode) => open.has(inode)), []);
  },
);

Deno.test("shut down while a cell waits, the kernel leaves nothing either", () =>
  leavingNothing(async () => {
    await using kernel = await DrivenKernel.start();
    const pid = Number(
      textOf((await kernel.send("console.log(Deno.pid)")).outputs),
    );
    kernel.client.request("shell", "execute_request", {
      code: "await new Promise(() => {});",
      silent: false,
    });
    kernel.client.request("control", "shutdown_request", { restart: false });
    assertEquals((await kernel.process.status).code, 0);
    assertEquals(isAlive(pid), false);
  }));
