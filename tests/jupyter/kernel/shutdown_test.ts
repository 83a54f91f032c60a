import { assertEquals } from "@std/assert";
import { isAlive, leavingNothing } from "../left_over.ts";
import { DrivenKernel, textOf } from "./driven_kernel.ts";

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
