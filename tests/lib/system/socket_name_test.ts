import { assertEquals } from "@std/assert";
import { AF_UNIX } from "../../../lib/socket_constants.ts";
import { decodeName, nameBuffers } from "../../../lib/system/socket_name.ts";

Deno.test("decodeName of no bytes is an unnamed Unix socket", () => {
  assertEquals(decodeName(new Uint8Array()), { family: AF_UNIX, path: "" });
});

Deno.test("nameBuffers reads as many bytes as were written, at most its room", () => {
  const { name, length, read } = nameBuffers();
  const written = new DataView(length.buffer);
  assertEquals(written.getUint32(0, true), name.length);
  name.set([1, 2, 3]);
  written.setUint32(0, 3, true);
  assertEquals(read(), new Uint8Array([1, 2, 3]));
  written.setUint32(0, 4711, true);
  assertEquals(read().length, name.length);
});
