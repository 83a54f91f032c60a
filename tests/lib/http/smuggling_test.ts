/** Octets of one message that would pass for another: nobody may read them as such (RFC 9112 §11.2). */
import { assertEquals, assertRejects } from "@std/assert";
import { Connection, readToEnd, writeAll } from "sockets";
import { HttpProtocolError, readRequest, readResponse } from "sockets/http";
import { cutAt, scripted, ScriptedConnection } from "../scripted_connection.ts";
import { octets, octetText } from "./octets.ts";
import { served } from "./served.ts";

const HIDDEN = "GET /hidden HTTP/1.1\r\nHost: bar\r\n\r\n";
const POST =
  "POST /order HTTP/1.1\r\nHost: bar\r\nTransfer-Encoding: chunked\r\n\r\n";
const IN_A_CHUNK = `0\r\n\r\n${HIDDEN}`;

/** Each hides a request where a reader that goes on after a mistake would find it. */
const MESSAGES: [title: string, text: string][] = [
  ["a size that is no number", `${POST}zz\r\n${IN_A_CHUNK}`],
  ["an extension that is none", `${POST}5;\r\n${IN_A_CHUNK}`],
  ["a size over 2^53", `${POST}ffffffffffffffff\r\n${IN_A_CHUNK}`],
  [
    "a chunk over the limit",
    `${POST}${IN_A_CHUNK.length.toString(16)}\r\n${IN_A_CHUNK}\r\n0\r\n\r\n`,
  ],
  ["content longer than its size", `${POST}2\r\ncider\r\n${IN_A_CHUNK}`],
  ["a lone LF after a size", `${POST}5\ncider\r\n${IN_A_CHUNK}`],
  ["a trailer without a colon", `${POST}0\r\ncider\r\n\r\n${HIDDEN}`],
  [
    "a length beside the chunks",
    `${POST.slice(0, -2)}Content-Length: 5\r\n\r\n${IN_A_CHUNK}`,
  ],
  [
    "two lengths",
    `POST /order HTTP/1.1\r\nHost: bar\r\nContent-Length: 0\r\nContent-Length: ${HIDDEN.length}\r\n\r\n${HIDDEN}`,
  ],
  [
    "a length over the limit",
    `POST /order HTTP/1.1\r\nHost: bar\r\nContent-Length: ${HIDDEN.length}\r\n\r\n${HIDDEN}`,
  ],
  [
    "a space before the colon",
    `POST /order HTTP/1.1\r\nHost: bar\r\nContent-Length : ${HIDDEN.length}\r\n\r\n${HIDDEN}`,
  ],
];
const limits = { body: 20 };

for (const [title, text] of MESSAGES) {
  Deno.test(`readRequest reads nothing behind ${title}`, async () => {
    const whole = octets(text);
    for (const pieces of [[whole], cutAt(whole, [...whole.keys()])]) {
      const connection = scripted(pieces);
      await assertRejects(async () => {
        const request = await readRequest(connection, { limits });
        await request!.bytes();
      }, HttpProtocolError);
      for (let again = 0; again < 2; again++) {
        await assertRejects(
          () => readRequest(connection, { limits }),
          HttpProtocolError,
        );
      }
    }
  });

  for (const reads of [true, false]) {
    const handler = reads ? "reads" : "leaves";
    Deno.test(`serveHttp closes behind ${title} in a body that the handler ${handler}`, async () => {
      const targets: string[] = [];
      await using server = await served(async (request) => {
        targets.push(request.target);
        return { status: 200, body: reads ? await request.bytes() : "cider" };
      }, { limits });
      using client = await server.connect();
      await writeAll(client, octets(text));
      const response = await readResponse(client);
      await response.bytes();
      assertEquals((await readToEnd(client)).length, 0);
      assertEquals(targets.filter((target) => target === "/hidden"), []);
      if (reads) assertEquals(response.headers.get("Connection"), "close");
    });
  }
}

Deno.test("readResponse reads nothing behind a response that broke a rule", async () => {
  const next = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\ncider";
  const broken = [
    "HTTP/1.1 200 OK\r\nContent-Length: 5, 6\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nciderx\r\n0\r\n\r\n",
  ];
  for (const text of broken) {
    const connection = scripted([text + next]);
    await assertRejects(
      async () => await (await readResponse(connection)).bytes(),
      HttpProtocolError,
    );
    await assertRejects(() => readResponse(connection), HttpProtocolError);
  }
});

Deno.test("readRequest says why it reads no further", async () => {
  const connection = scripted([`GET / HTTP/1.1\r\nBar\r\n\r\n${HIDDEN}`]);
  await assertRejects(() => readRequest(connection), HttpProtocolError);
  const error = await assertRejects(
    () => readRequest(connection),
    HttpProtocolError,
    'Cannot read another message behind "Bar"',
  );
  assertEquals([error.line, error.section, error.status], [
    "Bar",
    "RFC 9112 §5",
    400,
  ]);
});

Deno.test("readRequest sends no 100 behind the final answer when it drops a body", async () => {
  const system = new ScriptedConnection([octets(
    `POST / HTTP/1.1\r\nHost: bar\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\ncider${HIDDEN}`,
  )]);
  const connection = new Connection(system);
  await readRequest(connection);
  assertEquals((await readRequest(connection))?.target, "/hidden");
  assertEquals(octetText(Uint8Array.from(system.written)), "");
});
