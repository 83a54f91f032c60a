import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import {
  connect,
  ConnectError,
  Listener,
  readToEnd,
  SocketError,
  writeAll,
} from "sockets";
import {
  type HttpHandler,
  type OutgoingResponse,
  readResponse,
  serveHttp,
  type ServeHttpOptions,
} from "sockets/http";
import { octets } from "./octets.ts";
import { served } from "./served.ts";
import { MALFORMED_CHUNKED_BODIES } from "./tables/malformed_chunks.ts";
import { MALFORMED_REQUEST_HEADS } from "./tables/malformed_request_heads.ts";

const GET = "GET / HTTP/1.1\r\nHost: bar\r\n\r\n";

const ECHO: HttpHandler = async (request) => ({
  status: 200,
  body: `${request.method} ${request.target} ${await request.text()}`,
});

/** All that a server sends for these octets, without the lines that change from day to day. */
async function answers(
  text: string,
  handler: HttpHandler = ECHO,
  options?: ServeHttpOptions,
): Promise<string> {
  await using server = await served(handler, options);
  using client = await server.connect();
  await writeAll(client, octets(text));
  await client.closeWrite();
  const all = new TextDecoder().decode(await readToEnd(client));
  return all.replace(/^Date: .* GMT\r\n/gm, "");
}

Deno.test("serveHttp answers pipelined requests in their order", async () => {
  const post =
    "POST /b HTTP/1.1\r\nHost: bar\r\nContent-Length: 5\r\n\r\ncider";
  const all = await answers(GET + post + post.replace("/b", "/c") + GET);
  const bodies = [...all.matchAll(/\r\n\r\n([^\r]*?)(?=HTTP\/1.1|$)/g)]
    .map(([, body]) => body);
  assertEquals(bodies, ["GET / ", "POST /b cider", "POST /c cider", "GET / "]);
});

Deno.test("serveHttp reads past a body that the handler leaves", async () => {
  const post =
    "POST / HTTP/1.1\r\nHost: bar\r\nTransfer-Encoding: chunked\r\n\r\n5\r\ncider\r\n0\r\n\r\n";
  const all = await answers(post + GET, () => ({ status: 204 }));
  assertEquals(all, "HTTP/1.1 204 No Content\r\n\r\n".repeat(2));
});

Deno.test("serveHttp closes rather than read a huge body that the handler leaves", async () => {
  const huge = 2 ** 20;
  const all = await answers(
    `POST / HTTP/1.1\r\nHost: bar\r\nContent-Length: ${huge}\r\n\r\n${
      "a".repeat(huge)
    }${GET}`,
    () => ({ status: 204 }),
  );
  assertEquals(all, "HTTP/1.1 204 No Content\r\n\r\n");
});

Deno.test("serveHttp keeps to what each side says of the connection", async () => {
  const asked: [request: string, persists: boolean, line: string][] = [
    ["GET / HTTP/1.1\r\nHost: bar\r\n\r\n", true, ""],
    [
      "GET / HTTP/1.1\r\nHost: bar\r\nConnection: close\r\n\r\n",
      false,
      "Connection: close\r\n",
    ],
    ["GET / HTTP/1.0\r\n\r\n", false, "Connection: close\r\n"],
    [
      "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n",
      true,
      "Connection: keep-alive\r\n",
    ],
  ];
  for (const [request, persists, line] of asked) {
    const all = await answers(request + request, () => ({ status: 200 }));
    const one = `HTTP/1.1 200 OK\r\n${line}Content-Length: 0\r\n\r\n`;
    assertEquals(all, persists ? one + one : one);
  }
  const closing = () => ({ status: 200, headers: { Connection: "close" } });
  assertEquals((await answers(GET + GET, closing)).match(/200 OK/g)?.length, 1);
});

Deno.test("serveHttp answers HEAD as GET without the body", async () => {
  const all = await answers(
    "HEAD / HTTP/1.1\r\nHost: bar\r\n\r\n",
    () => ({ status: 200, body: "cider" }),
  );
  assertEquals(all, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
});

Deno.test("serveHttp lets go of a stream that HEAD does not need", async () => {
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    cancel: () => void (cancelled = true),
  });
  await answers(
    "HEAD / HTTP/1.1\r\nHost: bar\r\n\r\n",
    () => ({ status: 200, body }),
  );
  assert(cancelled);
});

Deno.test("serveHttp lets go of a stream whose answer breaks a rule", async () => {
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    cancel: () => void (cancelled = true),
  });
  const headers = { "Content-Length": "many" };
  const handler = () => ({ status: 200, headers, body });
  const all = await answers(GET, handler, { onError: () => {} });
  assertStringIncludes(all, "HTTP/1.1 500 Internal Server Error\r\n");
  assert(cancelled);
});

Deno.test("serveHttp sends a stream in chunks, or until the close to HTTP/1.0", async () => {
  const handler: HttpHandler = () => ({
    status: 200,
    body: new Blob(["cider"]).stream(),
    trailers: () => ({ Digest: "abc" }),
  });
  assertEquals(
    await answers(GET, handler),
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\ncider\r\n0\r\nDigest: abc\r\n\r\n",
  );
  assertEquals(
    await answers("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", handler),
    "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\ncider",
  );
});

Deno.test("serveHttp answers every malformed request with its rule's status, and closes", async () => {
  await using server = await served(ECHO);
  for (const row of MALFORMED_REQUEST_HEADS) {
    using client = await server.connect();
    await writeAll(client, octets(row.octets + GET));
    const response = await readResponse(client);
    assertEquals(response.status, row.status, row.title);
    assertEquals(response.headers.get("Connection"), "close");
    assertStringIncludes(await response.text(), `(${row.rule})`);
    assertEquals((await readToEnd(client)).length, 0, row.title);
  }
});

Deno.test("serveHttp answers every malformed chunk with its rule's status, and closes", async () => {
  await using server = await served(ECHO);
  for (const row of MALFORMED_CHUNKED_BODIES) {
    using client = await server.connect();
    const head =
      "POST / HTTP/1.1\r\nHost: bar\r\nTransfer-Encoding: chunked\r\n\r\n";
    await writeAll(client, octets(head + row.octets));
    await client.closeWrite();
    const response = await readResponse(client);
    assertEquals(response.status, row.status, row.title);
    assertStringIncludes(await response.text(), `(${row.rule})`);
    assertEquals((await readToEnd(client)).length, 0, row.title);
  }
});

Deno.test("serveHttp refuses a body over its limit with 413, also in chunks", async () => {
  const limits = { body: 4 };
  const length =
    "POST / HTTP/1.1\r\nHost: bar\r\nContent-Length: 5\r\n\r\ncider";
  const chunked =
    "POST / HTTP/1.1\r\nHost: bar\r\nTransfer-Encoding: chunked\r\n\r\n5\r\ncider\r\n0\r\n\r\n";
  for (const request of [length, chunked]) {
    const all = await answers(request, ECHO, { limits });
    assertStringIncludes(all, "HTTP/1.1 413 Content Too Large\r\n");
  }
});

Deno.test("serveHttp turns a failure of the handler into 500 and tells of it", async () => {
  const errors: unknown[] = [];
  const failing: HttpHandler[] = [
    () => {
      throw new Error("no cider left");
    },
    () => ({ status: 20 }),
    () => ({ status: 200, headers: { "a\r\nb": "c" } }),
  ];
  for (const handler of failing) {
    const all = await answers(GET, handler, {
      onError: (error) => errors.push(error),
    });
    assertStringIncludes(all, "HTTP/1.1 500 Internal Server Error\r\n");
    assert(!all.includes("no cider left"));
  }
  assertEquals(errors.length, failing.length);
});

Deno.test("serveHttp breaks the connection if a body fails in the middle", async () => {
  const all = await answers(GET + GET, () => ({
    status: 200,
    body: (async function* () {
      yield octets("cider");
      await Promise.reject(new Error("the barrel is empty"));
    })(),
  }), { onError: () => {} });
  assertEquals(
    all,
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\ncider\r\n",
  );
});

Deno.test("serveHttp answers 408 to a request that does not come to its end", async () => {
  await using server = await served(ECHO, { timeout: 50 });
  using client = await server.connect();
  await writeAll(client, "GET / HTTP/1.1\r\nHost:");
  const response = await readResponse(client);
  assertEquals([response.status, response.headers.get("Connection")], [
    408,
    "close",
  ]);
});

Deno.test("serveHttp closes an idle connection without a word", async () => {
  await using server = await served(ECHO, { idleTimeout: 50 });
  using client = await server.connect();
  assertEquals((await readToEnd(client)).length, 0);
});

Deno.test("serveHttp does not go on behind a body that it did not ask for", async () => {
  const all = await answers(
    `PUT / HTTP/1.1\r\nHost: bar\r\nExpect: 100-continue\r\nContent-Length: ${GET.length}\r\n\r\n${GET}`,
    () => ({ status: 403 }),
  );
  assertEquals(
    all,
    "HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
  );
});

Deno.test("serveHttp invites the client to send before it answers with the client's own body, never behind the head", async () => {
  const put =
    "PUT / HTTP/1.1\r\nHost: bar\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\ncider";
  const chunks = "5\r\ncider\r\n0\r\n\r\n";
  assertEquals(
    await answers(put, ({ body }) => ({ status: 200, body })),
    "HTTP/1.1 100 Continue\r\n\r\n" +
      `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}`,
  );
  const wrapped: HttpHandler = ({ body }) => ({
    status: 200,
    body: (async function* () {
      yield* body;
    })(),
  });
  assertEquals(
    await answers(put, wrapped),
    `HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}`,
  );
});

Deno.test("serveHttp takes nothing in a tunnel for a request", async () => {
  const tunnels: [head: string, response: OutgoingResponse, next: boolean][] = [
    ["CONNECT bar:80", { status: 200 }, false],
    ["CONNECT bar:80", { status: 403 }, true],
    ["GET /", { status: 101, headers: { Upgrade: "menu" } }, false],
  ];
  for (const [line, response, next] of tunnels) {
    const asked: string[] = [];
    await answers(`${line} HTTP/1.1\r\nHost: bar\r\n\r\n${GET}`, (request) => {
      asked.push(`${request.method} ${request.target}`);
      return response;
    });
    assertEquals(asked, next ? [line, "GET /"] : [line]);
  }
});

Deno.test("serveHttp ends while connections are idle, and after the answer it is giving", async () => {
  const asked = Promise.withResolvers<void>();
  const cider = Promise.withResolvers<void>();
  const server = await served(async () => {
    asked.resolve();
    await cider.promise;
    return { status: 200, body: "cider" };
  });
  using idle = await server.connect();
  using busy = await server.connect();
  await writeAll(busy, GET);
  await asked.promise;
  const ended = server[Symbol.asyncDispose]();
  assertEquals((await readToEnd(idle)).length, 0);
  cider.resolve();
  const response = await readResponse(busy);
  assertEquals(await response.text(), "cider");
  assertEquals(response.headers.get("Connection"), "close");
  busy.close();
  await ended;
});

Deno.test("serveHttp survives clients that reset or leave", async () => {
  await using server = await served(ECHO);
  for (
    const text of [
      "",
      "GET",
      GET,
      `${GET}GET / HT`,
      "POST / HTTP/1.1\r\nHost: bar\r\nContent-Length: 9\r\n\r\nci",
    ]
  ) {
    const client = await server.connect();
    await writeAll(client, text);
    client.close();
  }
  using client = await server.connect();
  await writeAll(client, GET);
  assertEquals((await readResponse(client)).status, 200);
});

/** A listener on a free port whose accept fails as often as there are codes, from the call numbered `from` on. */
function failingListener(codes: string[], from = 0): Listener {
  const system = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  let calls = 0;
  return new Listener<Deno.NetAddr>({
    addr: system.addr,
    accept() {
      const code = codes[calls++ - from];
      if (code === undefined) return system.accept();
      return Promise.reject(Object.assign(new Error("no cider"), { code }));
    },
    close: () => system.close(),
  });
}

Deno.test("serveHttp goes on once the system has again what it was short of", async () => {
  const codes = ["EMFILE", "ENFILE", "ENOBUFS", "ENOMEM"];
  const told: unknown[] = [];
  using listener = failingListener(codes);
  const serving = serveHttp(listener, ECHO, {
    onError: (error) => told.push((error as SocketError).code),
  });
  using client = await connect("127.0.0.1", listener.addr.port);
  await writeAll(client, GET);
  assertEquals((await readResponse(client)).status, 200);
  assertEquals(told, codes);
  listener.close();
  await serving;
});

Deno.test("serveHttp takes leave of its clients if it can't go on", async () => {
  using listener = failingListener(["EINVAL"], 1);
  const { port } = listener.addr;
  const failure = assertRejects(() => serveHttp(listener, ECHO), SocketError);
  using idle = await connect("127.0.0.1", port);
  assertEquals((await failure).code, "EINVAL");
  assertEquals((await readToEnd(idle)).length, 0);
  await assertRejects(() => connect("127.0.0.1", port), ConnectError);
});
