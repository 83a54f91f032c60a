import { assertEquals, assertRejects } from "@std/assert";
import { HttpProtocolError, readRequest, readResponse } from "sockets/http";
import { cutAt, scripted } from "../scripted_connection.ts";
import { octets, octetText } from "./octets.ts";
import { MALFORMED_CHUNKED_BODIES } from "./tables/malformed_chunks.ts";
import { VALID_CHUNKED_BODIES } from "./tables/valid_chunked_bodies.ts";

const RESPONSE = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
const REQUEST =
  "POST / HTTP/1.1\r\nHost: bar\r\nTransfer-Encoding: chunked\r\n\r\n";

for (const row of MALFORMED_CHUNKED_BODIES) {
  Deno.test(`ChunkedReader refuses ${row.title} (${row.rule})`, async () => {
    const whole = octets(RESPONSE + row.octets);
    const cuts = row.octets.length > 1000 ? [] : [...whole.keys()];
    for (const pieces of [[whole], cutAt(whole, cuts)]) {
      const response = await readResponse(scripted(pieces));
      const error = await assertRejects(
        () => response.bytes(),
        HttpProtocolError,
        row.says,
      );
      assertEquals([error.section, error.status], [row.rule, row.status]);
    }
  });
}

for (const row of VALID_CHUNKED_BODIES) {
  Deno.test(`ChunkedReader understands ${row.title} (${row.rule})`, async () => {
    const next = "GET / HTTP/1.1\r\nHost: bar\r\n\r\n";
    const whole = octets(REQUEST + row.octets + next);
    for (const pieces of [[whole], cutAt(whole, [...whole.keys()])]) {
      const connection = scripted(pieces);
      const request = await readRequest(connection);
      assertEquals(octetText(await request!.bytes()), row.body);
      const trailers = [...request!.trailers].map((pair) => pair.join(": "));
      assertEquals(trailers, row.trailers);
      assertEquals((await readRequest(connection))?.method, "GET");
      assertEquals(await readRequest(connection), null);
    }
  });
}
