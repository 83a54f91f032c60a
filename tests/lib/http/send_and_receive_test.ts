import { assert, assertEquals, assertRejects } from "@std/assert";
import {
  AbortError,
  DeadlineError,
  readToEnd,
  readUntil,
  writeAll,
} from "sockets";
import {
  httpFetch,
  type HttpFetchOptions,
  HttpPool,
  HttpProtocolError,
} from "sockets/http";
import { octets, octetText } from "./octets.ts";
import { served, spoken } from "./served.ts";

const HEAD_END = "\r\n\r\n";
const OK = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\ncider";

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
