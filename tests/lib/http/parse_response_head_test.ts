import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  type BodyFraming,
  connectionPersists,
  HttpProtocolError,
  parseResponseHead,
  responseBodyFraming,
} from "sockets/http";
import { octets } from "./octets.ts";
import { MALFORMED_RESPONSE_HEADS } from "./tables/malformed_response_heads.ts";
import { VALID_RESPONSE_HEADS } from "./tables/valid_response_heads.ts";

for (const row of MALFORMED_RESPONSE_HEADS) {
  Deno.test(`parseResponseHead refuses ${row.title} (${row.rule})`, () => {
    const error = assertThrows(
      () => responseBodyFraming(parseResponseHead(octets(row.octets)), "GET"),
      HttpProtocolError,
      row.says,
    );
    assertEquals(error.section, row.rule);
    assert(error.message.endsWith(`(${row.rule})`), error.message);
  });
}

for (const row of VALID_RESPONSE_HEADS) {
  Deno.test(`parseResponseHead understands ${row.title} (${row.rule})`, () => {
    const head = parseResponseHead(octets(row.octets));
    assertEquals(
      [head.version, head.status, head.reason],
      [row.version, row.status, row.reason],
    );
    const lines = [...head.headers].map(([name, value]) => `${name}: ${value}`);
    assertEquals(lines, row.lines);
    const framing = responseBodyFraming(head, row.method);
    assertEquals(framingLabel(framing), row.framing);
    assertEquals(connectionPersists(head, framing), row.persists);
  });
}

function framingLabel(framing: BodyFraming): string {
  if (framing.kind === "length") return String(framing.length);
  return [framing.kind, ...("codings" in framing ? framing.codings : [])]
    .join(" ");
}

Deno.test("parseResponseHead refuses a head that is cut anywhere", () => {
  const whole = octets("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
  for (let end = 0; end < whole.length; end++) {
    assertThrows(
      () => parseResponseHead(whole.subarray(0, end)),
      HttpProtocolError,
    );
  }
  assertEquals(parseResponseHead(whole).status, 200);
});

Deno.test("parseResponseHead cuts a long line in its message and keeps it in the error", () => {
  const line = `HTTP/1.1 2000 ${"a".repeat(1000)}`;
  const error = assertThrows(
    () => parseResponseHead(octets(`${line}\r\n\r\n`)),
    HttpProtocolError,
    "and 894 more octets",
  );
  assertEquals(error.line, line);
});
