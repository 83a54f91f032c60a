/** What fuzzing starts from: messages that are nearly right, and ways to spoil them. */
import fc from "fast-check";
import { VALID_CHUNKED_BODIES } from "../tables/valid_chunked_bodies.ts";
import { MALFORMED_CHUNKED_BODIES } from "../tables/malformed_chunks.ts";
import { MALFORMED_REQUEST_HEADS } from "../tables/malformed_request_heads.ts";
import { MALFORMED_RESPONSE_HEADS } from "../tables/malformed_response_heads.ts";
import { VALID_REQUEST_HEADS } from "../tables/valid_request_heads.ts";
import { VALID_RESPONSE_HEADS } from "../tables/valid_response_heads.ts";

/** Long rows say the same as short ones here, only slower. */
const LONGEST = 600;

function short(rows: { octets: string }[]): string[] {
  return rows.map((row) => row.octets).filter((text) => text.length < LONGEST);
}

const chunked = short([...VALID_CHUNKED_BODIES, ...MALFORMED_CHUNKED_BODIES]);

/** Heads of responses with bodies that mostly fit them. */
export const RESPONSES: string[] = [
  ...short([...VALID_RESPONSE_HEADS, ...MALFORMED_RESPONSE_HEADS]),
  ...chunked.map((body) =>
    `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${body}`
  ),
  "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\ncider",
  "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\ncider",
];

/** Requests, alone and one after another. */
export const REQUESTS: string[] = [
  ...short([...VALID_REQUEST_HEADS, ...MALFORMED_REQUEST_HEADS]),
  ...chunked.map((body) =>
    `POST / HTTP/1.1\r\nHost: bar\r\nTransfer-Encoding: chunked\r\n\r\n${body}GET / HTTP/1.1\r\nHost: bar\r\n\r\n`
  ),
  "POST / HTTP/1.1\r\nHost: bar\r\nContent-Length: 5\r\n\r\nciderGET / HTTP/1.0\r\n\r\n",
];

/** What attacks on parsers are made of. */
const SPICES = [
  "\r",
  "\n",
  "\r\n",
  "\r\n\r\n",
  "\n\n",
  "\r\r\n",
  "\0",
  "\t",
  " ",
  ":",
  ";",
  ",",
  "=",
  '"',
  "\\",
  "0",
  "-1",
  "ffffffffffffffff",
  "9007199254740993",
  "HTTP/1.1 ",
  "GET / HTTP/1.1\r\n",
  "Host: bar\r\n",
  "0\r\n\r\n",
  "Content-Length: 3\r\n",
  "Transfer-Encoding: chunked\r\n",
  "Transfer-Encoding: gzip\r\n",
  "\x80",
  "\xff",
  "\x0b",
  "\x7f",
  "Connection: close\r\n",
  " folded\r\n",
  "chunked",
  "identity",
  "5\r\ncider\r\n",
];

type Change = { at: number; drop: number; add: string };

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(LONGEST),
  drop: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(40)),
  add: fc.oneof(
    fc.constant(""),
    fc.constantFrom(...SPICES),
    fc.nat(255).map((octet) => String.fromCharCode(octet)),
  ),
});

/** One of these texts, spoiled in up to four places. */
export function spoiled(texts: string[]): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom(...texts), fc.array(change, { maxLength: 4 }))
    .map(([text, changes]) =>
      changes.reduce((now, { at, drop, add }) => {
        const place = at % (now.length + 1);
        return now.slice(0, place) + add + now.slice(place + drop);
      }, text)
    );
}

/** Any octets. */
export const noise: fc.Arbitrary<string> = fc.uint8Array({ maxLength: 200 })
  .map((bytes) =>
    Array.from(bytes, (octet) => String.fromCharCode(octet)).join("")
  );

/** A token of HTTP (RFC 9110 §5.6.2). */
export const token: fc.Arbitrary<string> = fc.stringMatching(
  /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,12}$/,
);

/** A value of a header line, without white space around it (RFC 9110 §5.5). */
export const fieldValue: fc.Arbitrary<string> = fc
  .stringMatching(/^[!-~\x80-\xff]([\t -~\x80-\xff]{0,20}[!-~\x80-\xff])?$/);
