import { assert, assertEquals, assertRejects } from "@std/assert";
import * as zlib from "node:zlib";
import { readToEnd, UnexpectedEndError, writeAll } from "sockets";
import {
  httpFetch,
  HttpProtocolError,
  type HttpResponse,
  readRequest,
} from "sockets/http";
import { octets } from "./octets.ts";
import { served, spoken } from "./served.ts";

const CIDER = octets("Here is your cider. ".repeat(5000));

const CODINGS: [name: string, encode: (bytes: Uint8Array) => Uint8Array][] = [
  ["gzip", (bytes) => zlib.gzipSync(bytes)],
  ["x-gzip", (bytes) => zlib.gzipSync(bytes)],
  ["GZIP", (bytes) => zlib.gzipSync(bytes)],
  ["deflate", (bytes) => zlib.deflateSync(bytes)],
  ["deflate", (bytes) => zlib.deflateRawSync(bytes)],
  ["br", (bytes) => zlib.brotliCompressSync(bytes)],
  ["identity", (bytes) => bytes],
  ["gzip, br", (bytes) => zlib.brotliCompressSync(zlib.gzipSync(bytes))],
];

/** A server that sends these bytes as a coded body, in a stream or with a length. */
function coding(name: string, bytes: Uint8Array, streamed = false) {
  return served(() => ({
    status: 200,
    headers: { "Content-Encoding": name },
    body: streamed ? new Blob([new Uint8Array(bytes)]).stream() : bytes,
  }));
}

for (const [name, encode] of CODINGS) {
  Deno.test(`httpFetch decodes ${name} of ${encode(CIDER).length} octets`, async () => {
    const coded = encode(CIDER);
    for (const streamed of [false, true]) {
      await using server = await coding(name, coded, streamed);
      const response = await httpFetch(server.origin, { decode: true });
      assertEquals(await response.bytes(), CIDER);
      const kept = await httpFetch(server.origin);
      assertEquals(await kept.bytes(), new Uint8Array(coded));
    }
  });
}

Deno.test("httpFetch reads a decoded body into memory of the caller's", async () => {
  await using server = await coding("gzip", zlib.gzipSync(CIDER));
  const { body } = await httpFetch(server.origin, { decode: true });
  const into = new Uint8Array(777);
  let [length, count]: [number, number | null] = [0, 0];
  while ((count = await body.read(into)) !== null) {
    assertEquals(
      into.subarray(0, count),
      CIDER.subarray(length, length + count),
    );
    length += count;
  }
  assertEquals(length, CIDER.length);
});

Deno.test("httpFetch asks for codings only if it decodes them", async () => {
  await using server = await served((request) => ({
    status: 200,
    body: String(request.headers.get("Accept-Encoding")),
  }));
  const asked = async (options: Parameters<typeof httpFetch>[1]) =>
    await (await httpFetch(server.origin, options)).text();
  assertEquals(await asked({}), "null");
  assertEquals(await asked({ decode: true }), "gzip, deflate, br");
  const headers = { "Accept-Encoding": "br" };
  assertEquals(await asked({ decode: true, headers }), "br");
});

Deno.test("httpFetch refuses what it can't decode", async () => {
  const gzip = zlib.gzipSync(CIDER);
  const broken = new Uint8Array(gzip);
  broken[30] ^= 255;
  const refused: [name: string, bytes: Uint8Array][] = [
    ["cider", gzip],
    ["gzip", octets("no gzip at all")],
    ["gzip", gzip.subarray(0, -3)],
    ["gzip", broken],
    ["deflate", gzip],
    ["br", gzip],
  ];
  for (const [name, bytes] of refused) {
    await using server = await coding(name, bytes);
    const response = await httpFetch(server.origin, { decode: true });
    await assertRejects(
      () => response.bytes(),
      HttpProtocolError,
      `Content-Encoding: ${name}`,
    );
  }
});

Deno.test("httpFetch closes the connection of a body that it can't decode, however it is read", async () => {
  const ended: number[] = [];
  const server = await spoken(async (connection) => {
    await readRequest(connection);
    await writeAll(
      connection,
      "HTTP/1.1 200 OK\r\nContent-Encoding: cider\r\nContent-Length: 9\r\n\r\ncid",
    );
    ended.push((await readToEnd(connection, { timeout: 1000 })).length);
  });
  const readings: ((response: HttpResponse) => Promise<unknown>)[] = [
    (response) => response.bytes(),
    (response) => response.body.read(new Uint8Array(9)),
    (response) => response.body[Symbol.asyncIterator]().next(),
  ];
  for (const reading of readings) {
    const response = await httpFetch(server.origin, { decode: true });
    const words = "not implemented";
    await assertRejects(() => reading(response), HttpProtocolError, words);
    assert(response.body.failed);
  }
  await server[Symbol.asyncDispose]();
  assertEquals(ended, [0, 0, 0]);
});

Deno.test("httpFetch quotes the field that names a coding it can't undo", async () => {
  await using server = await spoken(async (connection) => {
    await readRequest(connection);
    await writeAll(
      connection,
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: perry, chunked\r\nContent-Encoding: gzip\r\n\r\n1\r\na\r\n0\r\n\r\n",
    );
  });
  const response = await httpFetch(server.origin, { decode: true });
  const { line, section } = await assertRejects(
    () => response.bytes(),
    HttpProtocolError,
  );
  assertEquals([line, section], ["Transfer-Encoding: perry", "RFC 9112 §7"]);
});

Deno.test("httpFetch refuses gzip of two members", async () => {
  const member = new Uint8Array(zlib.gzipSync(CIDER));
  const two = new Uint8Array([...member, ...member]);
  await using server = await coding("gzip", two);
  const response = await httpFetch(server.origin, { decode: true });
  await assertRejects(() => response.bytes(), HttpProtocolError, "gzip");
});

Deno.test("httpFetch stops a body that grows over the limit when decoded", async () => {
  const bomb = zlib.gzipSync(new Uint8Array(20_000_000));
  await using server = await coding("gzip", bomb);
  const response = await httpFetch(server.origin, {
    decode: true,
    limits: { body: 1_000_000 },
  });
  await assertRejects(
    () => response.bytes(),
    HttpProtocolError,
    "more than 1000000 octets",
  );
});

Deno.test("httpFetch tells a body that ends early from one that is broken", async () => {
  const gzip = zlib.gzipSync(CIDER);
  await using server = await spoken(async (connection) => {
    await readRequest(connection);
    await writeAll(
      connection,
      `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${gzip.length}\r\n\r\n`,
    );
    await writeAll(connection, gzip.subarray(0, 100));
  });
  const response = await httpFetch(server.origin, { decode: true });
  await assertRejects(() => response.bytes(), UnexpectedEndError);
});

Deno.test("httpFetch takes an empty coded body for empty", async () => {
  await using server = await coding("gzip", new Uint8Array(0));
  const response = await httpFetch(server.origin, { decode: true });
  assertEquals((await response.bytes()).length, 0);
  const head = await httpFetch(server.origin, { decode: true, method: "HEAD" });
  assertEquals((await head.bytes()).length, 0);
});

Deno.test("httpFetch undoes a transfer coding, asked or not", async () => {
  const gzip = zlib.gzipSync(CIDER);
  await using server = await spoken(async (connection) => {
    await readRequest(connection);
    const size = gzip.length.toString(16);
    await writeAll(
      connection,
      `HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n${size}\r\n`,
    );
    await writeAll(connection, gzip);
    await writeAll(connection, "\r\n0\r\n\r\n");
  });
  const response = await httpFetch(server.origin);
  assertEquals(await response.bytes(), CIDER);
});
