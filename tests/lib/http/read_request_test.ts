import { assertEquals, assertRejects } from "@std/assert";
import { Connection, UnexpectedEndError } from "sockets";
import { HttpProtocolError, readRequest } from "sockets/http";
import { cutAt, scripted, ScriptedConnection } from "../scripted_connection.ts";
import { octets, octetText } from "./octets.ts";
import { MALFORMED_REQUEST_HEADS } from "./tables/malformed_request_heads.ts";
import { VALID_REQUEST_HEADS } from "./tables/valid_request_heads.ts";

for (const { title, rule, octets: text, status } of MALFORMED_REQUEST_HEADS) {
  Deno.test(`readRequest refuses ${title} (${rule})`, async () => {
    const connection = scripted([octets(text)], "silence");
    const error = await assertRejects(
      () => readRequest(connection),
      HttpProtocolError,
    );
    assertEquals([error.section, error.status], [rule, status]);
    connection.close();
  });
}

for (const row of VALID_REQUEST_HEADS) {
  Deno.test(`readRequest understands ${row.title} octet by octet (${row.rule})`, async () => {
    const whole = octets(row.octets);
    const cuts = whole.length > 1000 ? [1, 20, 500, 4000] : [...whole.keys()];
    const limits = { body: Number.MAX_SAFE_INTEGER };
    const request = await readRequest(scripted(cutAt(whole, cuts)), { limits });
    assertEquals(
      [request?.method, request?.target],
      [row.method, row.target],
    );
    assertEquals(
      [...request!.headers].map((pair) => pair.join(": ")),
      row.lines,
    );
  });
}

Deno.test("readRequest reads pipelined requests, bodies left unread", async () => {
  const text =
    "POST /a HTTP/1.1\r\nHost: bar\r\nContent-Length: 5\r\n\r\ncider" +
    "\r\nPOST /b HTTP/1.1\r\nHost: bar\r\nTransfer-Encoding: chunked\r\n\r\n5\r\ncider\r\n0\r\n\r\n" +
    "GET /c HTTP/1.0\r\n\r\n";
  const whole = octets(text);
  for (let position = 1; position < whole.length; position++) {
    const connection = scripted(cutAt(whole, [position]));
    const targets = [];
    for (;;) {
      const request = await readRequest(connection);
      if (request === null) break;
      targets.push(request.target);
    }
    assertEquals(targets, ["/a", "/b", "/c"]);
  }
});

Deno.test("readRequest is null at a clean end, also behind empty lines", async () => {
  assertEquals(await readRequest(scripted([])), null);
  assertEquals(await readRequest(scripted(["\r\n\r\n"])), null);
});

Deno.test("readRequest tells that a request ends early, at every position", async () => {
  const whole = octets(
    "POST / HTTP/1.1\r\nHost: bar\r\nContent-Length: 5\r\n\r\ncider",
  );
  for (let end = 1; end < whole.length; end++) {
    await assertRejects(async () => {
      const request = await readRequest(scripted([whole.subarray(0, end)]));
      await request!.bytes();
    }, UnexpectedEndError);
  }
});

Deno.test("readRequest refuses a body over the limit before reading it", async () => {
  const connection = scripted(
    ["POST / HTTP/1.1\r\nHost: bar\r\nContent-Length: 11\r\n\r\n"],
    "silence",
  );
  const error = await assertRejects(
    () => readRequest(connection, { limits: { body: 10 } }),
    HttpProtocolError,
  );
  assertEquals(error.status, 413);
  connection.close();
});

Deno.test("readRequest refuses an endless request line before its end comes", async () => {
  const connection = scripted([`GET /${"a".repeat(9000)}`], "silence");
  const error = await assertRejects(
    () => readRequest(connection),
    HttpProtocolError,
  );
  assertEquals(error.status, 414);
  connection.close();
});

Deno.test("readRequest sends 100 once the body is asked for, and not before", async () => {
  const system = new ScriptedConnection([octets(
    "POST / HTTP/1.1\r\nHost: bar\r\nExpect: 100-Continue\r\nContent-Length: 5\r\n\r\ncider",
  )]);
  const request = await readRequest(new Connection(system));
  assertEquals(system.written.length, 0);
  assertEquals(await request!.text(), "cider");
  assertEquals(
    octetText(Uint8Array.from(system.written)),
    "HTTP/1.1 100 Continue\r\n\r\n",
  );
});

Deno.test("readRequest sends no 100 to HTTP/1.0", async () => {
  const system = new ScriptedConnection([octets(
    "POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\ncider",
  )]);
  const request = await readRequest(new Connection(system));
  assertEquals(await request!.text(), "cider");
  assertEquals(system.written.length, 0);
});
