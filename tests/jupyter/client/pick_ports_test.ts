import { assertEquals, assertThrows } from "@std/assert";
import {
  NoFreePortError,
  pickPorts,
  releasePorts,
} from "../../../jupyter/client/pick_ports.ts";

/** A free port, held until it is disposed. */
function holdPort(): Deno.TcpListener {
  return Deno.listen({ hostname: "127.0.0.1", port: 0 });
}

Deno.test("pickPorts gives free ports in the range, never one twice", () => {
  const range = { from: 20_000, to: 32_767 };
  const first = pickPorts(50, range);
  const second = pickPorts(50, range);
  try {
    assertEquals(new Set([...first, ...second]).size, 100);
    for (const port of first) {
      assertEquals(port >= range.from && port <= range.to, true);
      Deno.listen({ hostname: "127.0.0.1", port }).close();
    }
  } finally {
    releasePorts([...first, ...second]);
  }
});

Deno.test("pickPorts says how many are free when there are too few, and reserves none", () => {
  using held = holdPort();
  const { port } = held.addr;
  const range = { from: port, to: port };
  const message =
    `Cannot find 1 free ports in "${port}-${port}": 0 are free; close programs that listen there or choose another range with --ports`;
  assertThrows(() => pickPorts(1, range), NoFreePortError, message);
  held.close();
  assertEquals(pickPorts(1, range), [port]);
  assertThrows(() => pickPorts(1, range), NoFreePortError);
  releasePorts([port]);
  assertThrows(() => pickPorts(2, range), NoFreePortError, "1 are free");
  assertEquals(pickPorts(1, range), [port]);
  releasePorts([port]);
});
