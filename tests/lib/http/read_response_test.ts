import { assert, assertEquals, assertRejects } from "@std/assert";
import * as zlib from "node:zlib";
import { Connection, DeadlineError, UnexpectedEndError } from "sockets";
import {
  HttpProtocolError,
  type HttpResponse,
  readResponse,
} from "sockets/http";
import { cutAt, scripted, ScriptedConnection } from "../scripted_connection.ts";
import { octets, octetText } from "./octets.ts";
import { MALFORMED_RESPONSE_HEADS } from "./tables/malformed_response_heads.ts";
import { VALID_RESPONSE_HEADS } from "./tables/valid_response_heads.ts";

/** What a reader makes of a response, the error's message if it refuses it. */
async function account(connection: Connection, method?: string) {
  try {
    const response = await readResponse(connection, { method });
    return await tell(response);
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

async function tell(response: HttpResponse): Promise<string> {
  const { version, status, reason, interim, body } = response;
  const bytes = body.framing.kind === "tunnel"
    ? new Uint8Array(0)
    : await response.bytes();
  return JSON.stringify([
    version,
    status,
    reason,
    [...response.headers],
    interim.map((head) => head.status),
    octetText(bytes),
    [...response.trailers],
  ]);
}

/** One octet with each read. */
function dripped(text: string): Connection {
  const bytes = octets(text);
  return scripted(cutAt(bytes, [...bytes.keys()]));
}

const RESPONSES: Record<string, string> = {
  "with a length":
    "HTTP/1.1 200 OK\r\nServer: bar\r\nContent-Length: 5\r\n\r\ncider",
  "chunked":
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nci\r\n3;a="b"\r\nder\r\n0\r\nDigest: abc\r\nA: b\r\n\r\n',
  "until close": "HTTP/1.0 200 OK\r\nServer: bar\r\n\r\ncider\r\n\r\n",
  "with lone LF":
    "HTTP/1.1 200 OK\nServer: bar\n folded\nContent-Length: 2\n\n\r\n",
  "after interim ones":
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\ncider",
  "without a body": "HTTP/1.1 204 No Content\r\nServer: bar\r\n\r\n",
  "that is malformed": "HTTP/1.1 200 OK\r\nServer : bar\r\n\r\n",
  "with a malformed chunk":
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\ncider\r\n5x\r\n",
};

for (const [kind, text] of Object.entries(RESPONSES)) {
  Deno.test(`readResponse gives the same for a response ${kind} cut at every position`, async () => {
    const whole = octets(text);
    const expected = await account(scripted([whole]));
    for (let position = 1; position < whole.length; position++) {
      const cut = scripted(cutAt(whole, [position]));
      assertEquals(await account(cut), expected, `cut at ${position}`);
    }
    assertEquals(await account(dripped(text)), expected);
  });

  Deno.test(`readResponse tells that a response ${kind} ends early, at every position`, async () => {
    const whole = octets(text);
    const complete = await account(scripted([whole]));
    for (let end = 0; end < whole.length; end++) {
      const result = await account(scripted([whole.subarray(0, end)]));
      if (kind === "until close" && end >= text.indexOf("\r\n\r\n") + 4) {
        assert(result.startsWith("["), `${end}: nobody can tell`);
      } else if (result !== complete) {
        assert(
          result.startsWith("UnexpectedEndError: Cannot read") ||
            result.startsWith("HttpProtocolError: Cannot"),
          `ended at ${end}: ${result}`,
        );
      } else assert(complete.startsWith("HttpProtocolError"), `${end}`);
    }
  });
}

for (const { title, rule, octets: text } of MALFORMED_RESPONSE_HEADS) {
  Deno.test(`readResponse refuses ${title} (${rule})`, async () => {
    const connection = scripted([octets(text)], "silence");
    const error = await assertRejects(
      () => readResponse(connection),
      HttpProtocolError,
    );
    assertEquals(error.section, rule);
    connection.close();
    if (text.length > 1000) return;
    const slow = scripted(cutAt(octets(text), [...octets(text).keys()]));
    const same = await assertRejects(
      () => readResponse(slow),
      HttpProtocolError,
    );
    assertEquals(same.section, rule);
  });
}

for (
  const { title, rule, octets: text, method, status } of VALID_RESPONSE_HEADS
) {
  if (status < 200 && status !== 101) continue; // Those are interim ones.
  Deno.test(`readResponse reads ${title} and nothing behind it (${rule})`, async () => {
    const connection = scripted([octets(`${text}cider`)]);
    const response = await readResponse(connection, { method });
    assertEquals(response.status, status);
    if (response.body.framing.kind !== "none") return;
    const into = new Uint8Array(10);
    assertEquals(await connection.read(into), 5);
    assertEquals(octetText(into.subarray(0, 5)), "cider");
  });
}

Deno.test("readResponse reads one response after another, drained or not", async () => {
  const connection = scripted([
    RESPONSES["with a length"] + RESPONSES["chunked"] +
    RESPONSES["with a length"] + "HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n",
  ]);
  const first = await readResponse(connection);
  const second = await readResponse(connection);
  for await (const piece of second.body) {
    assertEquals(octetText(piece), "ci");
    break;
  }
  const third = await readResponse(connection);
  assertEquals(await third.text(), "cider");
  assertEquals((await readResponse(connection)).status, 200);
  assertEquals(await first.text(), "", "its body was dropped");
  await assertRejects(() => readResponse(connection), UnexpectedEndError);
});

Deno.test("readResponse says at once that another protocol answers", async () => {
  for (
    const banner of ["SSH-2.0-OpenSSH_9.2\r\n", "220 mail", "+OK", "<!DOCTYPE"]
  ) {
    const connection = scripted([banner], "silence");
    await assertRejects(
      () => readResponse(connection, { timeout: 5000 }),
      HttpProtocolError,
      "is this an HTTP server?",
    );
    connection.close();
  }
});

Deno.test("readResponse refuses an endless line or head before its end comes", async () => {
  const endless: [string, string][] = [
    [`HTTP/1.1 200 ${"a".repeat(9000)}`, "longer than 8192"],
    [`HTTP/1.1 200 OK\r\nA: ${"a".repeat(66_000)}`, "more than 65536 octets"],
    [
      `HTTP/1.1 200 OK\r\n${"A: b\r\n".repeat(12_000)}`,
      "more than 65536 octets",
    ],
  ];
  for (const [text, words] of endless) {
    const connection = scripted([text], "silence");
    await assertRejects(
      () => readResponse(connection),
      HttpProtocolError,
      words,
    );
    connection.close();
  }
});

Deno.test("readResponse refuses endless interim answers", async () => {
  const connection = scripted(["HTTP/1.1 100 Continue\r\n\r\n".repeat(20)]);
  await assertRejects(
    () => readResponse(connection),
    HttpProtocolError,
    "more than 16 interim answers",
  );
});

Deno.test("readResponse undoes transfer codings, and no content codings", async () => {
  const gzip = zlib.gzipSync(octets("cider"));
  for (const framing of ["chunked", "until close", "length"]) {
    const [head, foot] = {
      "chunked": [
        `Transfer-Encoding: gzip, chunked\r\n\r\n${
          gzip.length.toString(16)
        }\r\n`,
        "\r\n0\r\n\r\n",
      ],
      "until close": ["Transfer-Encoding: gzip\r\n\r\n", ""],
      "length": [
        `Content-Encoding: gzip\r\nContent-Length: ${gzip.length}\r\n\r\n`,
        "",
      ],
    }[framing]!;
    const connection = scripted([
      `HTTP/1.1 200 OK\r\n${head}`,
      new Uint8Array(gzip),
      octets(foot),
    ]);
    const bytes = await (await readResponse(connection)).bytes();
    const expected = framing === "length" ? gzip : octets("cider");
    assertEquals(bytes, new Uint8Array(expected), framing);
  }
});

Deno.test("readResponse reads on behind a transfer coding that it can't undo", async () => {
  const connection = scripted([
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: perry, chunked\r\n\r\n1\r\na\r\n0\r\n\r\n" +
    RESPONSES["with a length"],
  ]);
  const first = await readResponse(connection);
  await assertRejects(
    () => first.bytes(),
    HttpProtocolError,
    "Transfer-Encoding: perry",
  );
  assertEquals(await (await readResponse(connection)).text(), "cider");
});

Deno.test("readResponse gives octets of the body or none when its connection is closed meanwhile", async () => {
  const readings: ((response: HttpResponse) => Promise<string>)[] = [
    async ({ body }) => {
      const into = new Uint8Array(9);
      return octetText(into.subarray(0, (await body.read(into))!));
    },
    async ({ body }) =>
      octetText((await body[Symbol.asyncIterator]().next()).value),
  ];
  for (const kind of ["with a length", "chunked"]) {
    const whole = octets(RESPONSES[kind]);
    const headEnd = RESPONSES[kind].indexOf("\r\n\r\n") + 4;
    for (const steps of [[whole], cutAt(whole, [headEnd])]) {
      // However many turns the reading takes before it sees the octets.
      for (let turns = 0; turns < 20; turns++) {
        for (const reading of readings) {
          const connection = scripted(steps, "silence");
          const response = await readResponse(connection);
          const read = reading(response).catch((error) => error.name);
          for (let turn = 0; turn < turns; turn++) await null;
          connection.close();
          const outcome = await read;
          const octets = outcome !== "" && "cider".startsWith(outcome);
          assert(octets || outcome === "ClosedError", `${turns}: ${outcome}`);
        }
      }
    }
  }
});

Deno.test("readResponse takes 101 as the final answer and leaves what follows", async () => {
  const connection = scripted([
    "HTTP/1.1 101 Switching Protocols\r\n\r\ncider",
  ]);
  const response = await readResponse(connection);
  assertEquals([response.status, response.interim.length], [101, 0]);
  assertEquals(await connection.read(new Uint8Array(9)), 5);
});

Deno.test("readResponse refuses to go on behind a tunnel", async () => {
  const connection = scripted(["HTTP/1.1 200 OK\r\n\r\ncider"]);
  await readResponse(connection, { method: "CONNECT" });
  await assertRejects(() => readResponse(connection), TypeError, "tunnel");
});

Deno.test("readResponse loses no byte at a deadline", async () => {
  const [head, body] = [
    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n",
    "cider",
  ];
  const { promise, resolve } = Promise.withResolvers<void>();
  const { connection } = stalling([head, "ci", "stall", "der"], promise);
  const response = await readResponse(connection, { timeout: 20 });
  await assertRejects(() => response.bytes(), DeadlineError);
  resolve();
  assertEquals(await response.text(), body);
});

Deno.test("readResponse gives the whole of a chunked body asked for again after a deadline", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { connection } = stalling([
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nci\r\n3\r",
    "stall",
    "\nder\r\n0\r\n\r\n",
  ], promise);
  const response = await readResponse(connection, { timeout: 20 });
  await assertRejects(() => response.bytes(), DeadlineError);
  resolve();
  assertEquals(await response.text(), "cider");
});

Deno.test("readResponse takes limits", async () => {
  const chunked = RESPONSES["chunked"];
  for (
    const text of [
      RESPONSES["with a length"],
      chunked,
      RESPONSES["until close"],
    ]
  ) {
    const error = await assertRejects(
      async () => {
        const response = await readResponse(scripted([text]), {
          limits: { body: 4 },
        });
        await response.bytes();
      },
      HttpProtocolError,
      "more than 4 octets",
    );
    assertEquals(error.status, 413);
  }
  const response = await readResponse(scripted([chunked]), {
    limits: { chunkLine: 2 },
  });
  await assertRejects(
    () => response.bytes(),
    HttpProtocolError,
    "longer than 2 octets",
  );
});

Deno.test("readResponse decodes text by its charset", async () => {
  const connection = scripted([
    octets(
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=ISO-8859-1\r\nContent-Length: 1\r\n\r\n\xe9",
    ),
  ]);
  assertEquals(await (await readResponse(connection)).text(), "é");
});

Deno.test("HttpBody gives the same bytes when asked twice", async () => {
  const response = await readResponse(scripted([RESPONSES["chunked"]]));
  assertEquals(await response.bytes(), await response.bytes());
  assertEquals(await response.text(), "cider");
  assertEquals(response.trailers.get("digest"), "abc");
});

Deno.test("HttpBody keeps what it gave", async () => {
  const pieces: Uint8Array[] = [];
  const body = "abcdefghij".repeat(20_000);
  const text =
    `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  const whole = octets(text);
  const connection = scripted(cutAt(whole, [1000, 5000, 70_000, 140_000]));
  const response = await readResponse(connection);
  for await (const piece of response.body) pieces.push(piece);
  assertEquals(pieces.map(octetText).join(""), body);
});

Deno.test("HttpBody keeps what it gave, pieces and memory of the caller's in turn", async () => {
  const length = 2_000_000;
  const body = Uint8Array.from({ length }, (_, index) => index % 251);
  const head = octets(`HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n\r\n`);
  const response = await readResponse(
    scripted([head, ...cutAt(body, [40_000, 500_000, 500_100, 1_400_000])]),
  );
  const pieces = response.body[Symbol.asyncIterator]();
  const given: Uint8Array[] = [];
  const into = new Uint8Array(65_536);
  for (let received = 0; received < length;) {
    const { value } = await pieces.next();
    if (value) given.push(value);
    const count = await response.body.read(into) ?? 0;
    given.push(into.slice(0, count));
    received = given.reduce((sum, piece) => sum + piece.length, 0);
  }
  assertEquals(await response.body.read(into), null);
  let at = 0;
  for (const piece of given) {
    const same = piece.every((octet, index) => octet === body[at + index]);
    assert(same, `at ${at}`);
    at += piece.length;
  }
  assertEquals(at, length);
});

function stalling(steps: string[], until: Promise<void>) {
  const system = new ScriptedConnection(
    steps.map((step) => step === "stall" ? step : octets(step)),
  );
  system.onStall = () => until;
  return { connection: new Connection(system) };
}
