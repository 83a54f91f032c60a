import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  type BodyFraming,
  HttpProtocolError,
  parseRequestHead,
  requestBodyFraming,
} from "sockets/http";
import { octets } from "./octets.ts";
import { MALFORMED_REQUEST_HEADS } from "./tables/malformed_request_heads.ts";
import { VALID_REQUEST_HEADS } from "./tables/valid_request_heads.ts";

for (const row of MALFORMED_REQUEST_HEADS) {
  Deno.test(`parseRequestHead refuses ${row.title} (${row.rule})`, () => {
    const error = assertThrows(
      () => requestBodyFraming(parseRequestHead(octets(row.octets))),
      HttpProtocolError,
      row.says,
    );
    assertEquals([error.section, error.status], [row.rule, row.status]);
    assert(error.message.endsWith(`(${row.rule})`), error.message);
  });
}

for (const row of VALID_REQUEST_HEADS) {
  Deno.test(`parseRequestHead understands ${row.title} (${row.rule})`, () => {
    const head = parseRequestHead(octets(row.octets));
    assertEquals(
      [head.method, head.target, head.version],
      [row.method, row.target, row.version],
    );
    const lines = [...head.headers].map(([name, value]) => `${name}: ${value}`);
    assertEquals(lines, row.lines);
    assertEquals(framingLabel(requestBodyFraming(head)), row.framing);
  });
}

function framingLabel(framing: BodyFraming): string {
  return framing.kind === "length" ? String(framing.length) : framing.kind;
}

Deno.test("parseRequestHead refuses a head that is cut anywhere", () => {
  const whole = octets(
    "GET /cider HTTP/1.1\r\nHost: bar\r\nAccept: */*\r\n\r\n",
  );
  for (let end = 0; end < whole.length; end++) {
    assertThrows(
      () => parseRequestHead(whole.subarray(0, end)),
      HttpProtocolError,
    );
  }
  assertEquals(parseRequestHead(whole).target, "/cider");
});

Deno.test("parseRequestHead refuses octets behind the head", () => {
  assertThrows(
    () => parseRequestHead(octets("GET / HTTP/1.1\r\nHost: bar\r\n\r\ncider")),
    HttpProtocolError,
    'before "cider"',
  );
});

Deno.test("parseRequestHead quotes the offending line", () => {
  const error = assertThrows(
    () =>
      parseRequestHead(
        octets('GET / HTTP/1.1\r\nHost: bar\r\nX-Menu : "a"\r\n\r\n'),
      ),
    HttpProtocolError,
  );
  assertEquals(error.line, 'X-Menu : "a"');
  assertEquals(
    error.message,
    'Cannot accept header line "X-Menu : \\"a\\"": white space stands between the name and the colon (RFC 9112 §5.1)',
  );
});

Deno.test("parseRequestHead takes limits", () => {
  const head = octets("GET /cider HTTP/1.1\r\nHost: bar\r\nA: b\r\n\r\n");
  const statusWith = (limits: Record<string, number>) =>
    assertThrows(() => parseRequestHead(head, { limits }), HttpProtocolError)
      .status;
  assertEquals(statusWith({ startLine: 18 }), 414);
  assertEquals(statusWith({ headerCount: 1 }), 431);
  assertEquals(statusWith({ headerBytes: 18 }), 431);
  parseRequestHead(head, {
    limits: { startLine: 19, headerCount: 2, headerBytes: 19 },
  });
});
