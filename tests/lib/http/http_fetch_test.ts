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
  type HttpFetchOptions,
  HttpPool,
  HttpProtocolError,
  readRequest,
  serveHttp,
  writeResponse,
} from "sockets/http";
import { LACKS_IPV6 } from "../lacks_ipv6.ts";
import { octets, octetText } from "./octets.ts";
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

Deno.test("httpFetch sends text, bytes and streams, small and large", async () => {
  await using server = await served(async (request) => ({
    status: 200,
    body: `${request.headers.get("Content-Length")} ${
      request.headers.get("Transfer-Encoding")
    } ${(await request.bytes()).length}`,
  }));
  async function* pieces() {
    yield new Uint8Array(3);
    yield new Uint8Array(0);
    yield new Uint8Array(100_000);
  }
  const send = async (
    body: string | Uint8Array | AsyncIterable<Uint8Array>,
  ) => {
    const options = { method: "POST", body };
    return await (await httpFetch(server.origin, options)).text();
  };
  assertEquals(await send("é"), "2 null 2");
  assertEquals(await send(""), "0 null 0");
  assertEquals(await send(new Uint8Array(1_000_000)), "1000000 null 1000000");
  assertEquals(await send(pieces()), "null chunked 100003");
  assertEquals(await send(new Blob(["cider"]).stream()), "null chunked 5");
  const withLength = await httpFetch(server.origin, {
    method: "POST",
    headers: { "Content-Length": "100003" },
    body: pieces(),
  });
  assertEquals(await withLength.text(), "100003 null 100003");
});

Deno.test("httpFetch refuses a stream that is not as long as it says", async () => {
  await using server = await served(async (request) => ({
    status: 200,
    body: String((await request.bytes()).length),
  }));
  for (const length of ["4", "6"]) {
    const stream = new Blob(["cider"]).stream();
    const options = {
      method: "POST",
      headers: { "Content-Length": length },
      body: stream,
    };
    await assertRejects(
      () => httpFetch(server.origin, options),
      HttpProtocolError,
      `Content-Length: ${length}`,
    );
  }
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

Deno.test("httpFetch waits for 100 (Continue) before it sends the body", async () => {
  await using server = await served(async (request) => ({
    status: 200,
    body: await request.text(),
  }));
  const response = await httpFetch(server.origin, {
    method: "PUT",
    body: "cider",
    expectContinue: true,
  });
  assertEquals(await response.text(), "cider");
  assertEquals(response.interim.map(({ status }) => status), [100]);
});

Deno.test("httpFetch keeps the body back if the server refuses it first", async () => {
  let received = 0;
  await using server = await spoken(async (connection) => {
    await readUntil(connection, HEAD_END);
    await writeAll(
      connection,
      "HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
    );
    await connection.closeWrite();
    received = (await readToEnd(connection)).length;
  });
  const response = await httpFetch(server.origin, {
    method: "PUT",
    body: "cider",
    expectContinue: true,
  });
  assertEquals([response.status, received], [413, 0]);
});

Deno.test("httpFetch sends the body all the same if no 100 comes", async () => {
  await using server = await spoken(async (connection) => {
    await readUntil(connection, HEAD_END);
    assertEquals((await readUntil(connection, "cider"))?.length, 5);
    await writeAll(connection, OK);
  });
  const response = await httpFetch(server.origin, {
    method: "PUT",
    body: "cider",
    expectContinue: true,
  });
  assertEquals(await response.text(), "cider");
});

Deno.test("httpFetch ends at once, by signal or deadline, while it waits for 100 (Continue)", async () => {
  const closing = new AbortController();
  const received: number[] = [];
  const silent = await spoken(async (connection) => {
    await readUntil(connection, HEAD_END);
    closing.abort("the bar closes");
    received.push((await readToEnd(connection)).length);
  });
  const ways = [
    [{ signal: closing.signal }, AbortError],
    [{ timeout: 50 }, DeadlineError],
  ] as const;
  for (const [options, kind] of ways) {
    const late = Promise.withResolvers<never>();
    const patience = setTimeout(late.reject, 500, new Error("it still waits"));
    const fetching = httpFetch(silent.origin, {
      method: "PUT",
      body: "cider",
      expectContinue: true,
      ...options,
    });
    await Promise.race([assertRejects(() => fetching, kind), late.promise])
      .finally(() => clearTimeout(patience));
  }
  await silent[Symbol.asyncDispose]();
  assertEquals(received, [0, 0]);
});

Deno.test("httpFetch asks again without the expectation if the server says 417", async () => {
  const expectations: (string | null)[] = [];
  await using server = await served(async ({ headers, body }) => {
    expectations.push(headers.get("Expect"));
    return headers.has("Expect")
      ? { status: 417 }
      : { status: 200, body: await body.bytes() };
  });
  const options = { method: "POST", expectContinue: true };
  const response = await httpFetch(server.origin, {
    ...options,
    body: "cider",
  });
  assertEquals(await response.text(), "cider");
  const stream = new Blob(["cider"]).stream();
  const refused = await httpFetch(server.origin, { ...options, body: stream });
  assertEquals(refused.status, 417, "a stream can't be sent again");
  assertEquals(expectations, ["100-continue", null, "100-continue"]);
});

Deno.test("httpFetch reads an answer that comes while it still sends", async () => {
  await using server = await spoken(async (connection) => {
    await readUntil(connection, HEAD_END);
    await writeAll(
      connection,
      "HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 5\r\n\r\ncider",
    );
    await connection.closeWrite();
    await readToEnd(connection, { maxLength: 1e9 }).catch(() => {});
  });
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(65536)),
  });
  const response = await httpFetch(server.origin, {
    method: "POST",
    body: endless,
  });
  assertEquals([response.status, await response.text()], [413, "cider"]);
});

Deno.test("httpFetch goes on sending while a success answers it, though the connection closes then", async () => {
  await using server = await served(({ body }) => ({ status: 200, body }));
  const echoed: string[] = [];
  const next = [
    Promise.withResolvers<void>(),
    Promise.withResolvers<void>(),
  ];
  async function* body() {
    yield octets("ci");
    await next[0].promise;
    yield octets("d");
    await next[1].promise;
    yield octets("er");
  }
  const response = await httpFetch(server.origin, {
    method: "POST",
    body: body(),
  });
  assertEquals(response.headers.get("Connection"), "close");
  for await (const piece of response.body) {
    next[echoed.length]?.resolve();
    echoed.push(octetText(piece));
  }
  assertEquals(echoed, ["ci", "d", "er"]);

  const large = new Uint8Array(8_000_000);
  const again = await httpFetch(server.origin, { method: "POST", body: large });
  assertEquals((await again.bytes()).length, large.length);
});

Deno.test("httpFetch cancels what it still sends once the answer has been read", async () => {
  await using server = await spoken(async (connection) => {
    await readUntil(connection, HEAD_END);
    await writeAll(connection, OK);
    await readToEnd(connection);
  });
  let cancelled = false;
  const silent = new ReadableStream<Uint8Array>({
    cancel: () => void (cancelled = true),
  });
  const response = await httpFetch(server.origin, {
    method: "POST",
    body: silent,
  });
  assertEquals(await response.text(), "cider");
  assert(cancelled, "the stream is told that nobody wants it");
});

Deno.test("httpFetch keeps no connection, and no timer, whose answer came before the request was out", async () => {
  await using server = await spoken(async (connection) => {
    await readUntil(connection, HEAD_END);
    await writeAll(connection, OK);
    await readToEnd(connection);
  });
  using pool = new HttpPool();
  const answered = Promise.withResolvers<void>();
  async function* body() {
    yield new Uint8Array(100_000);
    await answered.promise;
    yield new Uint8Array(100_000);
  }
  const response = await httpFetch(server.origin, {
    method: "POST",
    body: body(),
    pool,
  });
  assertEquals([await response.text(), pool.size], ["cider", 0]);
  answered.resolve();
});

Deno.test("httpFetch ends by its deadline though the stream that it sends gives nothing", async () => {
  await using server = await spoken(async (connection) => {
    await readToEnd(connection);
  });
  let cancelled = false;
  const silent = new ReadableStream<Uint8Array>({
    cancel: () => void (cancelled = true),
  });
  await assertRejects(
    () =>
      httpFetch(server.origin, { method: "POST", body: silent, timeout: 50 }),
    DeadlineError,
  );
  assert(cancelled, "the stream is told that nobody wants it");
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

Deno.test("httpFetch cancels a stream that it does not come to send", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  await using refusing = await served(() => ({ status: 417 }));
  const closed = `http://127.0.0.1:${port}/`;
  const ways: [string, HttpFetchOptions][] = [
    [closed, {}],
    [closed, { headers: { "A": "b\nc" } }],
    [closed, { method: "CONNECT" }],
    ["gopher://127.0.0.1/", {}],
    [refusing.origin, { version: "1.0" }],
    [refusing.origin, { expectContinue: true }],
  ];
  for (const [url, options] of ways) {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      cancel: () => void (cancelled = true),
    });
    const fetching = httpFetch(url, { method: "POST", ...options, body });
    if (options.expectContinue) assertEquals((await fetching).status, 417);
    else await assertRejects(() => fetching);
    assert(cancelled, JSON.stringify([url, options]));
  }
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
