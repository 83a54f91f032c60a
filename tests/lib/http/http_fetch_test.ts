import { assert, assertEquals, assertRejects } from "@std/assert";
import {
  AbortError,
  ConnectError,
  DeadlineError,
  listen,
  readToEnd,
  readUntil,
  SocketError,
  UnexpectedEndError,
  writeAll,
} from "sockets";
import {
  httpFetch,
  HttpPool,
  HttpProtocolError,
  readRequest,
  serveHttp,
  writeResponse,
} from "sockets/http";
import { LACKS_IPV6 } from "../lacks_ipv6.ts";
import { served, spoken } from "./served.ts";

const HEAD_END = "\r\n\r\n";
const OK = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\ncider";

Deno.test("httpFetch sends what the options say, Host first", async () => {
  let head = "";
  await using server = await spoken(async (connection) => {
    head = new TextDecoder().decode((await readUntil(connection, HEAD_END))!);
    await writeAll(connection, OK);
  });
  const response = await httpFetch(`${server.origin}/a?b=c#d`, {
    headers: [["Accept", "text/plain"], ["accept", "text/html"]],
  });
  assertEquals(await response.text(), "cider");
  assertEquals(response.url, `${server.origin}/a?b=c#d`);
  assertEquals(
    head,
    `GET /a?b=c HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nAccept: text/plain\r\naccept: text/html\r\nConnection: close\r\n\r\n`,
  );
});

Deno.test({
  name: "httpFetch puts an IPv6 address between brackets into Host",
  ignore: LACKS_IPV6,
  async fn() {
    const bar = await listen(0, { hostname: "::1" });
    const serving = serveHttp(bar, ({ headers }) => ({
      status: 200,
      body: headers.get("Host"),
    }));
    const origin = `http://[::1]:${bar.addr.port}`;
    const response = await httpFetch(origin);
    assertEquals(await response.text(), `[::1]:${bar.addr.port}`);
    assertEquals(response.url, `${origin}/`);
    bar.close();
    await serving;
  },
});

Deno.test("httpFetch speaks HTTP/1.0", async () => {
  let version = "";
  await using server = await spoken(async (connection) => {
    version = (await readRequest(connection))!.version;
    await writeAll(connection, "HTTP/1.0 200 OK\r\n\r\ncider");
  });
  const response = await httpFetch(server.origin, { version: "1.0" });
  assertEquals([response.version, await response.text()], ["1.0", "cider"]);
  assertEquals(version, "1.0");
});

Deno.test("httpFetch makes the HEAD of a GET, and reads no body", async () => {
  await using server = await served(() => ({ status: 200, body: "cider" }));
  const response = await httpFetch(server.origin, { method: "HEAD" });
  assertEquals(response.headers.get("content-length"), "5");
  assertEquals(await response.text(), "");
});

Deno.test("httpFetch collects interim answers", async () => {
  await using server = await spoken(async (connection) => {
    await readRequest(connection);
    await writeAll(
      connection,
      "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n",
    );
    await writeAll(connection, OK);
  });
  const response = await httpFetch(server.origin);
  assertEquals(response.interim.map((head) => head.headers.get("link")), [
    "</a>",
  ]);
  assertEquals(await response.text(), "cider");
});

Deno.test("httpFetch tells that a body ends early, whatever its framing", async () => {
  const starts = [
    "Content-Length: 6\r\n\r\ncider",
    "Transfer-Encoding: chunked\r\n\r\n5\r\ncider\r\n",
    "Transfer-Encoding: chunked\r\n\r\n5\r\ncid",
  ];
  await using server = await spoken(async (connection, turn) => {
    await readRequest(connection);
    await writeAll(connection, `HTTP/1.1 200 OK\r\n${starts[turn]}`);
  });
  for (const _ of starts) {
    const response = await httpFetch(server.origin);
    await assertRejects(
      () => response.bytes(),
      UnexpectedEndError,
      "RFC 9112 §8",
    );
  }
});

Deno.test("httpFetch ends each phase by its deadline", async () => {
  await using silent = await spoken(async (connection) => {
    await readToEnd(connection);
  });
  const early = await assertRejects(
    () => httpFetch(silent.origin, { timeouts: { firstByte: 30 } }),
    DeadlineError,
    "response head",
  );
  assertEquals(early.timeout, 30);
  await assertRejects(
    () => httpFetch(silent.origin, { timeout: 30 }),
    DeadlineError,
  );
  await assertRejects(
    () =>
      httpFetch(silent.origin, {
        method: "POST",
        body: new Uint8Array(100_000),
        timeouts: { firstByte: 30 },
      }),
    DeadlineError,
    "nothing came within 30 ms after the request",
  );
  await using halting = await spoken(async (connection) => {
    await readRequest(connection);
    await writeAll(connection, OK.slice(0, -1));
    await readToEnd(connection);
  });
  const response = await httpFetch(halting.origin, { timeouts: { body: 30 } });
  await assertRejects(() => response.bytes(), DeadlineError, "body");
});

Deno.test("httpFetch takes a deadline of more milliseconds than a timer has for none", async () => {
  await using server = await spoken(async (connection) => {
    const request = await readRequest(connection);
    await request!.bytes();
    // A timer that overflows goes off before this one.
    await new Promise((resolve) => setTimeout(resolve, 20));
    await writeAll(connection, OK);
  });
  const response = await httpFetch(server.origin, {
    method: "POST",
    body: new Uint8Array(100_000),
    timeouts: { firstByte: 2 ** 31 },
  });
  assertEquals(await response.text(), "cider");
});

Deno.test("httpFetch ends a drip by the overall deadline", async () => {
  await using server = await spoken(async (connection) => {
    await readRequest(connection);
    await writeAll(connection, "HTTP/1.1 200 OK\r\n\r\n");
    try {
      for (let drop = 0; drop < 10_000; drop++) {
        await writeAll(connection, "a");
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    } catch (error) {
      assert(error instanceof SocketError);
    }
  });
  const response = await httpFetch(server.origin, { timeout: 100 });
  await assertRejects(() => response.bytes(), DeadlineError, "Cannot");
});

Deno.test("httpFetch stops at the signal, also while the body comes", async () => {
  await using server = await spoken(async (connection) => {
    await readRequest(connection);
    await writeAll(connection, OK.slice(0, -1));
    await readToEnd(connection);
  });
  const closing = new AbortController();
  const response = await httpFetch(server.origin, { signal: closing.signal });
  const body = response.bytes();
  closing.abort("the bar closes");
  await assertRejects(() => body, AbortError, "the bar closes");
  await assertRejects(
    () => httpFetch(server.origin, { signal: closing.signal }),
    AbortError,
  );
});

Deno.test("httpFetch says that nobody listens", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  await assertRejects(
    () => httpFetch(`http://127.0.0.1:${port}/`),
    ConnectError,
  );
});

Deno.test("httpFetch closes the connection when the body is given up", async () => {
  const ended = Promise.withResolvers<boolean>();
  await using server = await spoken(async (connection) => {
    await readRequest(connection);
    await writeAll(
      connection,
      "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\ncider",
    );
    await readToEnd(connection).catch(() => {});
    ended.resolve(true);
  });
  const response = await httpFetch(server.origin);
  for await (const piece of response.body) {
    assertEquals(piece.length, 5);
    break;
  }
  assertEquals(await ended.promise, true);
  {
    using other = await httpFetch(server.origin);
    assertEquals(other.status, 200);
  }
});

Deno.test("httpFetch tells how long each phase took, in their order", async () => {
  await using server = await served(() => ({ status: 200, body: "cider" }));
  using pool = new HttpPool();
  const response = await httpFetch(server.origin, { pool });
  assertEquals(names(response), [
    "resolve",
    "connect",
    "request",
    "first byte",
  ]);
  await response.bytes();
  const { phases } = response.timeline;
  assertEquals(names(response).at(-1), "body");
  for (const [index, { start, end }] of phases.entries()) {
    assert(start <= end, `phase ${index}`);
    if (index > 0) assert(phases[index - 1].end <= end);
  }
  const again = await httpFetch(server.origin, { pool });
  await again.bytes();
  assertEquals(names(again), ["request", "first byte", "body"]);

  function names({ timeline }: typeof response) {
    return timeline.phases.map(({ name }) => name);
  }
});

Deno.test("httpFetch gives a chunked body's trailers", async () => {
  await using server = await spoken(async (connection) => {
    const request = await readRequest(connection);
    await writeResponse(connection, {
      status: 200,
      body: new Blob(["cider"]).stream(),
      trailers: () => ({ Digest: "abc" }),
    }, { request: request! });
  });
  const response = await httpFetch(server.origin);
  assertEquals(response.trailers.size, 0);
  assertEquals(await response.text(), "cider");
  assertEquals(response.trailers.get("Digest"), "abc");
});

Deno.test("httpFetch refuses partial content that it did not ask for", async () => {
  const answers: [string | null, string, string | null][] = [
    ["bytes=0-1", "Content-Range: bytes 0-1/5\r\n", null],
    ["bytes=-2", "Content-Range: bytes 3-4/5\r\n", null],
    ["bytes=1-", "Content-Range: bytes 1-2/*\r\n", null],
    [null, "Content-Range: bytes 0-1/5\r\n", "no range was asked for"],
    ["bytes=0-1", "Content-Range: bytes 1-2/5\r\n", "the range asked for"],
    ["bytes=-2", "Content-Range: bytes 0-1/5\r\n", "the range asked for"],
    ["bytes=0-1", "Content-Range: bytes 1-0/5\r\n", "expected bytes"],
    ["bytes=0-1", "Content-Range: bytes 0-5/5\r\n", "expected bytes"],
    ["bytes=0-1", "", "expected bytes"],
  ];
  await using server = await spoken(async (connection, turn) => {
    await readRequest(connection);
    await writeAll(
      connection,
      `HTTP/1.1 206 Partial Content\r\n${
        answers[turn][1]
      }Content-Length: 2\r\n\r\nci`,
    );
  });
  for (const [range, , words] of answers) {
    const headers = range === null ? undefined : { Range: range };
    const fetching = httpFetch(server.origin, { headers });
    if (words === null) assertEquals(await (await fetching).text(), "ci");
    else await assertRejects(() => fetching, HttpProtocolError, words);
  }
});

Deno.test("httpFetch ends a TLS handshake that gets no answer", async () => {
  // Deno lets go of the socket only once the handshake has ended, so the server has to close.
  const givenUp = Promise.withResolvers<void>();
  await using silent = await spoken(() => givenUp.promise);
  const url = silent.origin.replace("http:", "https:");
  await assertRejects(
    () => httpFetch(url, { timeouts: { tls: 50 } }),
    DeadlineError,
    "start TLS",
  );
  givenUp.resolve();
});

Deno.test("httpFetch closes the connection if no time is left for TLS", async () => {
  await using server = await spoken(async (connection) => {
    assertEquals((await readToEnd(connection, { timeout: 1000 })).length, 0);
  });
  const { now } = performance;
  let skew = 0;
  performance.now = () => now.call(performance) + skew;
  try {
    const fetching = httpFetch(server.origin.replace("http:", "https:"), {
      timeout: 5000,
    });
    skew = 6000; // As if to connect had taken so long.
    await assertRejects(
      () => fetching,
      DeadlineError,
      "not over after 5000 ms",
    );
  } finally {
    performance.now = now;
  }
});

Deno.test("httpFetch says that the server speaks no TLS", async () => {
  await using server = await served(() => ({ status: 200 }));
  await assertRejects(
    () => httpFetch(server.origin.replace("http:", "https:")),
    SocketError,
    "start TLS",
  );
});

Deno.test("httpFetch refuses CONNECT", async () => {
  await assertRejects(
    () => httpFetch("http://127.0.0.1/", { method: "CONNECT" }),
    TypeError,
    "opens a tunnel",
  );
});
