import { assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import { dirname } from "node:path";
import {
  channelEndpoint,
  createConnectionInfo,
  writeConnectionFile,
} from "../../../jupyter/client/connection_file.ts";

const PORTS = [1, 2, 3, 4, 5];

Deno.test("writeConnectionFile keeps others out and leaves nothing", async () => {
  const info = createConnectionInfo(PORTS);
  const file = writeConnectionFile(info);
  assertEquals(JSON.parse(await Deno.readTextFile(file.path)), info);
  if (Deno.build.os !== "windows") {
    const modes = [dirname(file.path), file.path].map((path) =>
      Deno.statSync(path).mode! & 0o777
    );
    assertEquals(modes, [0o700, 0o600]);
  }
  await file[Symbol.asyncDispose]();
  await assertRejects(
    () => Deno.stat(dirname(file.path)),
    Deno.errors.NotFound,
  );
  await file[Symbol.asyncDispose]();
});

Deno.test("createConnectionInfo gives every kernel another key", () => {
  assertNotEquals(
    createConnectionInfo(PORTS).key,
    createConnectionInfo(PORTS).key,
  );
  assertEquals(createConnectionInfo(PORTS).key.length, 72);
});

Deno.test("channelEndpoint names each channel's port, for tcp and ipc", () => {
  const info = createConnectionInfo(PORTS);
  assertEquals(channelEndpoint(info, "iopub"), "tcp://127.0.0.1:2");
  assertEquals(channelEndpoint({ ...info, ip: "::1" }, "hb"), "tcp://[::1]:5");
  const ipc = { ...info, transport: "ipc" as const, ip: "/tmp/kernel" };
  assertEquals(channelEndpoint(ipc, "shell"), "ipc:///tmp/kernel-1");
});
