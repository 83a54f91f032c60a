import { assertEquals, assertRejects } from "@std/assert";
import { ClosedError, Connection } from "sockets";
import {
  HttpProtocolError,
  type OutgoingRequest,
  type OutgoingResponse,
  reasonPhrase,
  writeRequest,
  writeResponse,
} from "sockets/http";
import { ScriptedConnection } from "../scripted_connection.ts";
import { octets, octetText } from "./octets.ts";

/** What goes over the wire. */
async function sent(write: (connection: Connection) => Promise<void>) {
  const system = new ScriptedConnection([]);
  await write(new Connection(system));
  return octetText(Uint8Array.from(system.written));
}

const request = (message: OutgoingRequest) =>
  sent((connection) => writeRequest(connection, message));
const response = (
  message: OutgoingResponse,
  method = "GET",
  version: "1.0" | "1.1" = "1.1",
) =>
  sent((connection) =>
    writeResponse(connection, message, { request: { method, version } })
  );

const Host = "bar";
const stream = () => new Blob(["cider"]).stream();

Deno.test("writeRequest adds what frames the body, and nothing else", async () => {
  const head = "/ HTTP/1.1\r\nHost: bar\r\n";
  const headers = { Host };
  assertEquals(await request({ target: "/", headers }), `GET ${head}\r\n`);
  const post = { method: "POST", target: "/", headers };
  assertEquals(await request(post), `POST ${head}Content-Length: 0\r\n\r\n`);
  assertEquals(
    await request({ ...post, body: "é" }),
    `POST ${head}Content-Length: 2\r\n\r\n\xc3\xa9`,
  );
  assertEquals(
    await request({ ...post, body: stream(), trailers: () => ({ A: "b" }) }),
    `POST ${head}Transfer-Encoding: chunked\r\n\r\n5\r\ncider\r\n0\r\nA: b\r\n\r\n`,
  );
  assertEquals(
    await request({
      ...post,
      headers: { Host, "Content-Length": "5" },
      body: stream(),
    }),
    `POST ${head}Content-Length: 5\r\n\r\ncider`,
  );
  assertEquals(
    await request({
      ...post,
      headers: { Host, "transfer-encoding": "chunked" },
      body: "cider",
    }),
    `POST ${head}transfer-encoding: chunked\r\n\r\n5\r\ncider\r\n0\r\n\r\n`,
  );
  assertEquals(
    await request({
      ...post,
      headers: { Host, "Transfer-Encoding": "chunked" },
      trailers: () => ({ A: "b" }),
    }),
    `POST ${head}Transfer-Encoding: chunked\r\n\r\n0\r\nA: b\r\n\r\n`,
  );
  assertEquals(
    await request({ target: "/", version: "1.0" }),
    "GET / HTTP/1.0\r\n\r\n",
  );
});

const REFUSED_REQUESTS: [
  why: string,
  message: OutgoingRequest,
  says: string,
][] = [
  ["without Host", { target: "/" }, "needs a Host"],
  [
    "with two hosts",
    { target: "/", headers: [["Host", "a"], ["Host", "b"]] },
    "only one Host",
  ],
  [
    "with a line end in the target",
    { target: "/\r\nX: y", headers: { Host } },
    "one space between each",
  ],
  [
    "with a space in the target",
    { target: "/a b", headers: { Host } },
    "one space between each",
  ],
  [
    "with a relative target",
    { target: "cider", headers: { Host } },
    "neither a path",
  ],
  ["with a line end in the method", {
    method: "GET / HTTP/1.1\r\nX:",
    target: "/",
    headers: { Host },
  }, "one space between each"],
  ["with a line end in a value", {
    target: "/",
    headers: { Host, A: "b\r\nC: d" },
  }, "control character"],
  ["with a line end in a name", {
    target: "/",
    headers: { Host, "A: b\r\nC": "d" },
  }, "not a token"],
  ["with a character that is no octet", {
    target: "/",
    headers: { Host, A: "\u20ac" },
  }, "no octet"],
  ["with a length that is wrong", {
    target: "/",
    headers: { Host, "Content-Length": "4" },
    body: "cider",
  }, "the body has 5 octets"],
  ["with a length and no body", {
    target: "/",
    headers: { Host, "Content-Length": "4" },
  }, "there is no body"],
  ["with a length and chunks", {
    target: "/",
    headers: { Host, "Content-Length": "5", "Transfer-Encoding": "chunked" },
    body: stream(),
  }, "stands there too"],
  ["with an unknown coding", {
    target: "/",
    headers: { Host, "Transfer-Encoding": "gzip" },
    body: stream(),
  }, "only chunked"],
  [
    "of HTTP/1.0 with a stream",
    { target: "/", version: "1.0", body: stream() },
    "can't chunk a stream",
  ],
  ["with a stream that is too short", {
    target: "/",
    headers: { Host, "Content-Length": "6" },
    body: stream(),
  }, "1 fewer octets"],
  ["with a stream that is too long", {
    target: "/",
    headers: { Host, "Content-Length": "4" },
    body: stream(),
  }, "more octets"],
];

for (const [why, message, says] of REFUSED_REQUESTS) {
  Deno.test(`writeRequest refuses a request ${why}`, async () => {
    await assertRejects(() => request(message), HttpProtocolError, says);
  });
}

Deno.test("writeResponse frames by status, method and version", async () => {
  const line = "HTTP/1.1 200 OK\r\n";
  assertEquals(
    await response({ status: 200 }),
    `${line}Content-Length: 0\r\n\r\n`,
  );
  assertEquals(
    await response({ status: 200, body: "cider" }),
    `${line}Content-Length: 5\r\n\r\ncider`,
  );
  assertEquals(
    await response({ status: 200, body: "cider" }, "HEAD"),
    `${line}Content-Length: 5\r\n\r\n`,
  );
  assertEquals(
    await response({ status: 200, body: stream() }, "GET", "1.0"),
    `${line}Connection: close\r\n\r\ncider`,
  );
  assertEquals(
    await response({ status: 204, body: "cider" }),
    "HTTP/1.1 204 No Content\r\n\r\n",
  );
  assertEquals(
    await response({ status: 205, body: "cider" }),
    "HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n",
  );
  assertEquals(
    await response({ status: 304, headers: { ETag: '"a"' } }),
    'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n',
  );
  assertEquals(await response({ status: 200 }, "CONNECT"), `${line}\r\n`);
  assertEquals(
    await response({ status: 299 }),
    "HTTP/1.1 299 \r\nContent-Length: 0\r\n\r\n",
  );
  assertEquals(
    await response({ status: 200, version: "1.0", reason: "Fine" }),
    "HTTP/1.0 200 Fine\r\nContent-Length: 0\r\n\r\n",
  );
  assertEquals(
    await response({ status: 100 }),
    "HTTP/1.1 100 Continue\r\n\r\n",
  );
});

Deno.test("writeResponse refuses what is no status line or header line", async () => {
  const refused: [OutgoingResponse, string][] = [
    [{ status: 20 }, "three digits"],
    [{ status: 1000 }, "three digits"],
    [{ status: 200, reason: "OK\r\nX: y" }, "control character"],
    [{ status: 200, headers: { "X ": "y" } }, "white space"],
    [
      { status: 200, headers: { "Content-Length": "9" }, body: "cider" },
      "the body has 5 octets",
    ],
    [{ status: 100, headers: { "Content-Length": "5" } }, "has no body"],
    [{ status: 204, headers: { "Content-Length": "0" } }, "has no body"],
    [{ status: 204, headers: { "Transfer-Encoding": "chunked" } }, "no body"],
    [
      {
        status: 200,
        headers: { "Transfer-Encoding": "chunked", "Content-Length": "0" },
      },
      "stands there too",
    ],
  ];
  for (const [message, says] of refused) {
    await assertRejects(() => response(message), HttpProtocolError, says);
  }
  const length = { "Content-Length": "0" };
  await assertRejects(
    () => response({ status: 200, headers: length }, "CONNECT"),
    HttpProtocolError,
    "has no body",
  );
});

Deno.test("writeResponse sends large pieces and many small ones whole", async () => {
  const large = "a".repeat(100_000);
  assertEquals(
    (await response({ status: 200, body: large })).slice(-100_000),
    large,
  );
  async function* pieces() {
    yield octets(large);
    for (let count = 0; count < 100; count++) {
      yield await Promise.resolve(octets("b"));
    }
  }
  const chunked = await response({ status: 200, body: pieces() });
  assertEquals(chunked.split("\r\n\r\n")[1].slice(0, 10), "186a0\r\naaa");
  assertEquals(chunked.endsWith(`${"1\r\nb\r\n".repeat(100)}0\r\n\r\n`), true);
});

Deno.test("reasonPhrase knows the usual ones", () => {
  assertEquals([reasonPhrase(200), reasonPhrase(308), reasonPhrase(799)], [
    "OK",
    "Permanent Redirect",
    "",
  ]);
});

Deno.test("writeResponse lets go of a stream whose head cannot be written", async () => {
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    cancel: () => void (cancelled = true),
  });
  const connection = new Connection(new ScriptedConnection([]));
  connection.close();
  await assertRejects(
    () => writeResponse(connection, { status: 200, body }),
    ClosedError,
  );
  assertEquals(cancelled, true);
});
