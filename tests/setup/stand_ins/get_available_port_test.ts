import nodeAssert from "node:assert/strict";
import { getAvailablePort } from "../../../setup/stand_ins/net/mod.ts";

Deno.test("getAvailablePort gives a port that can be listened on", () => {
  const port = getAvailablePort();
  using listener = Deno.listen({ hostname: "127.0.0.1", port });
  nodeAssert.equal(listener.addr.port, port);
});

Deno.test("getAvailablePort gives the preferred port if it is free", () => {
  const preferredPort = getAvailablePort();
  nodeAssert.equal(getAvailablePort({ preferredPort }), preferredPort);
});

Deno.test("getAvailablePort gives another port if the preferred is taken", () => {
  using listener = Deno.listen({ port: 0 });
  const preferredPort = listener.addr.port;
  const port = getAvailablePort({ preferredPort });
  nodeAssert.notEqual(port, preferredPort);
  nodeAssert.ok(port > 0 && port < 65536);
});
