import { assert, assertEquals } from "@std/assert";
import { readToEnd, writeAll } from "sockets";
import {
  httpFetch,
  lectureSite,
  SYLLABUS_LENGTH,
  syllabusPdf,
} from "sockets/http";
import { octetText } from "./octets.ts";
import { served } from "./served.ts";

Deno.test("lectureSite answers 308 with 171 octets to a request by hand in HTTP/1.0", async () => {
  await using server = await served(lectureSite());
  using client = await server.connect();
  await writeAll(client, "GET / HTTP/1.0\r\nHost: localhost:8192\r\n\r\n");
  const [head, body] = octetText(await readToEnd(client)).split("\r\n\r\n");
  const lines = head.split("\r\n");
  assertEquals(lines[0], "HTTP/1.1 308 Permanent Redirect");
  assert(lines.includes("Content-Length: 171"));
  assert(lines.includes("Connection: close"));
  assert(lines.includes("Location: https://localhost:8192/syllabus.pdf"));
  assertEquals(body.length, 171);
});

Deno.test("lectureSite sends the syllabus, whole, in part and not again", async () => {
  await using server = await served(lectureSite());
  const url = `${server.origin}/syllabus.pdf`;
  const whole = await httpFetch(url);
  const pdf = await whole.bytes();
  assertEquals(whole.headers.get("Content-Type"), "application/pdf");
  assertEquals(whole.headers.get("Content-Length"), "121895");
  assertEquals(pdf.length, 121_895);
  const tail = await httpFetch(url, { headers: { Range: "bytes=-6" } });
  assertEquals([tail.status, await tail.text()], [206, "%%EOF\n"]);
  const headers = { Range: "bytes=-6" };
  const ifRange = { ...headers, "If-Range": '"other"' };
  const other = await httpFetch(url, { headers: ifRange });
  assertEquals([other.status, (await other.bytes()).length], [200, 121_895]);
  const head = await httpFetch(url, { method: "HEAD", headers });
  assertEquals([head.status, head.headers.get("Content-Length")], [
    200,
    "121895",
  ]);
  const etag = whole.headers.get("ETag")!;
  const again = await httpFetch(url, { headers: { "If-None-Match": etag } });
  assertEquals([again.status, await again.text()], [304, ""]);
  const none = await httpFetch(`${server.origin}/none`);
  assertEquals([none.status, (await none.text()).length > 0], [404, true]);
  const post = await httpFetch(url, { method: "POST" });
  assertEquals(post.status, 405);
  post.close();
});

Deno.test("syllabusPdf is a PDF whose table of offsets and lengths holds", () => {
  const file = octetText(syllabusPdf());
  assertEquals(file.length, SYLLABUS_LENGTH);
  assert(file.startsWith("%PDF-1.4\n"));
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)?.[1]);
  const table =
    /^xref\n0 (\d+)\n0000000000 65535 f \n((?:\d{10} 00000 n \n)+)trailer\n/
      .exec(file.slice(start))!;
  const offsets = table[2].match(/\d{10}/g)!.map(Number);
  assertEquals(offsets.length, Number(table[1]) - 1);
  offsets.forEach((offset, index) => {
    assert(file.slice(offset).startsWith(`${index + 1} 0 obj\n`), `${offset}`);
  });
  const streams = [...file.matchAll(/\/Length (\d+) >>\nstream\n/g)];
  assertEquals(streams.length, 3);
  for (const stream of streams) {
    const end = stream.index + stream[0].length + Number(stream[1]);
    assert(file.slice(end).startsWith("\nendstream\nendobj\n"), stream[0]);
  }
});
