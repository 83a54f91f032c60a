import {
  assert,
  assertEquals,
  assertGreaterOrEqual,
  assertInstanceOf,
  assertRejects,
} from "@std/assert";
import {
  AbortError,
  AddressError,
  connect,
  ConnectError,
  DeadlineError,
  listen,
} from "sockets";
import {
  literalCandidate,
  resolveCandidates,
} from "../../lib/resolve_candidates.ts";

/** A loopback port where nobody listens any more. */
async function deadPort(): Promise<number> {
  using listener = await listen();
  return listener.addr.port;
}

Deno.test("connect tells which address it connected to, and when", async () => {
  using bar = await listen();
  const before = performance.now();
  using client = await connect("127.0.0.1", bar.addr.port);
  const { start, end, ...attempt } = client.attempts[0];
  assertEquals(attempt, {
    address: "127.0.0.1",
    family: 4,
    port: bar.addr.port,
    outcome: "connected",
  });
  assertGreaterOrEqual(start, before);
  assertGreaterOrEqual(end, start);
});

for (const strategy of ["happy-eyeballs", "sequential"] as const) {
  Deno.test(`connect finds localhost on whichever address it listens, ${strategy}`, async () => {
    using bar = await listen();
    using client = await connect("localhost", bar.addr.port, { strategy });
    assertEquals(client.remoteAddr.hostname, "127.0.0.1");
    const outcomes = client.attempts.map(({ outcome }) => outcome);
    assertEquals(outcomes.at(-1), "connected");
    assert(outcomes.slice(0, -1).every((outcome) => outcome === "refused"));
  });
}

Deno.test("connect where nobody listens is a ConnectError with every attempt", async () => {
  const port = await deadPort();
  const error = await assertRejects(
    () => connect("127.0.0.1", port),
    ConnectError,
    `Cannot connect to "127.0.0.1:${port}": 127.0.0.1 refused`,
  );
  assertEquals(error.code, "ECONNREFUSED");
  assertEquals(error.attempts.length, 1);
  assertInstanceOf(error.attempts[0].error, Deno.errors.ConnectionRefused);
  assertInstanceOf(error.cause, Deno.errors.ConnectionRefused);
});

for (
  const port of [99999, "99999", 65536, -1, "-1", 1.5, NaN, "", " 80"]
) {
  Deno.test(`connect refuses the port ${JSON.stringify(port)} by name`, async () => {
    const error = await assertRejects(
      () => connect("127.0.0.1", port),
      AddressError,
      `port "${port}"`,
    );
    assertEquals(error.code, "EAI_SERVICE");
  });
}

Deno.test("connect takes a port as text, and the name of a service", async () => {
  using bar = await listen();
  using client = await connect("127.0.0.1", String(bar.addr.port));
  assertEquals(client.remoteAddr.port, bar.addr.port);
  const unknown = await assertRejects(
    () => connect("127.0.0.1", "no-such-service"),
    AddressError,
  );
  assertEquals(unknown.code, "EAI_SERVICE");
});

Deno.test("connect to a name that does not exist is an AddressError", async () => {
  const error = await assertRejects(
    () => connect("no-such-host.invalid", 80),
    AddressError,
  );
  assert(["EAI_NONAME", "EAI_AGAIN"].includes(error.code), error.code);
});

Deno.test("connect to a literal of the other family is refused", async () => {
  const error = await assertRejects(
    () => connect("127.0.0.1", 80, { family: 6 }),
    AddressError,
  );
  assertEquals(error.code, "EAI_FAMILY");
});

Deno.test("connect with a family tries only its addresses", async () => {
  using bar = await listen();
  using client = await connect("localhost", bar.addr.port, { family: 4 });
  assert(client.attempts.every(({ family }) => family === 4));
});

Deno.test("connect takes an IPv6 literal with or without brackets", async (t) => {
  using bar = await listen(0, { hostname: "::1" }).catch(() => undefined) ??
    { addr: undefined, [Symbol.dispose]() {} };
  if (bar.addr === undefined) return; // A machine without IPv6 has nothing to connect to.
  for (const hostname of ["::1", "[::1]"]) {
    await t.step(hostname, async () => {
      using client = await connect(hostname, bar.addr!.port);
      assertEquals(client.remoteAddr.hostname, "::1");
    });
  }
});

Deno.test("connect that was aborted leaves nothing open", async () => {
  using bar = await listen();
  const { port } = bar.addr;
  const early = AbortSignal.abort("closed");
  await assertRejects(
    () => connect("127.0.0.1", port, { signal: early }),
    AbortError,
    "closed",
  );
  const controller = new AbortController();
  const connecting = connect("127.0.0.1", port, { signal: controller.signal });
  controller.abort();
  await assertRejects(() => connecting, AbortError);
});

Deno.test({
  name: "connect ends at its deadline when the peer's queue is full",
  // Only Linux leaves a connection request unanswered once the backlog is full.
  ignore: Deno.build.os !== "linux",
  async fn() {
    using bar = await listen(0, { backlog: 1 });
    const { port } = bar.addr;
    const clients: Disposable[] = [];
    try {
      const failure = await (async () => {
        for (let guest = 0; guest < 20; guest++) {
          clients.push(await connect("127.0.0.1", port, { timeout: 200 }));
        }
      })().catch((error) => error);
      assertInstanceOf(failure, DeadlineError);
      assertEquals(failure.timeout, 200);
      assert(failure.message.includes(`127.0.0.1:${port}`));
    } finally {
      for (const client of clients) client[Symbol.dispose]();
    }
  },
});

Deno.test("resolveCandidates finds a service's port, and resolves no IP literal", async () => {
  const query = { action: "connect to", hostname: "127.0.0.1", port: "http" };
  assertEquals(await resolveCandidates(query, {}), [
    { address: "127.0.0.1", family: 4, port: 80 },
  ]);
  assertEquals(literalCandidate({ ...query, hostname: "[::1]", port: 80 }), {
    address: "::1",
    family: 6,
    port: 80,
  });
  assertEquals(
    literalCandidate({ ...query, hostname: "localhost" }),
    undefined,
  );
});
