import { assertEquals } from "@std/assert";
import { parseHttpDate } from "../../../lib/http/parse_http_date.ts";

const NOW = Date.UTC(2026, 10, 26);

const DATES: [text: string, time: string][] = [
  ["Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"],
  ["Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"],
  ["Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z"],
  ["Wed Nov 16 08:49:37 1994", "1994-11-16T08:49:37Z"],
  ["Thursday, 26-Nov-26 00:00:00 GMT", "2026-11-26T00:00:00Z"],
  ["Thursday, 26-Nov-76 00:00:00 GMT", "2076-11-26T00:00:00Z"],
  ["Friday, 26-Nov-76 00:00:01 GMT", "1976-11-26T00:00:01Z"],
  ["Thu, 29 Feb 2024 00:00:00 GMT", "2024-02-29T00:00:00Z"],
  ["Sat, 31 Dec 2016 23:59:60 GMT", "2017-01-01T00:00:00Z"],
  ["Thu, 01 Jan 0099 00:00:00 GMT", "0099-01-01T00:00:00Z"],
];

for (const [text, time] of DATES) {
  Deno.test(`parseHttpDate reads ${text}`, () => {
    assertEquals(parseHttpDate(text, NOW), Date.parse(time));
  });
}

const NO_DATES = [
  "",
  "99",
  "2099",
  "hello 1999",
  "2030-01-01",
  "1994-11-06T08:49:37Z",
  "06 Nov 1994 08:49:37 GMT",
  "Sun, 6 Nov 1994 08:49:37 GMT",
  "Sun, 06 Nov 94 08:49:37 GMT",
  "Sun, 06 nov 1994 08:49:37 GMT",
  "Son, 06 Nov 1994 08:49:37 GMT",
  "Sun, 06 Nox 1994 08:49:37 GMT",
  "Sun, 06 Nov 1994 08:49:37",
  "Sun, 06 Nov 1994 08:49:37 UTC",
  "Sun, 06 Nov 1994 08:49:37 +0100",
  "Sun, 06 Nov 1994 08:49 GMT",
  "Sun, 06 Nov 1994 24:00:00 GMT",
  "Sun, 06 Nov 1994 08:60:00 GMT",
  "Sun, 06 Nov 1994 08:49:61 GMT",
  "Sun, 00 Nov 1994 08:49:37 GMT",
  "Thu, 31 Nov 1994 08:49:37 GMT",
  "Wed, 29 Feb 2023 00:00:00 GMT",
  "Sun, 06-Nov-94 08:49:37 GMT",
  "Sunday, 06-Nov-1994 08:49:37 GMT",
  "Sun Nov 6 08:49:37 1994",
  "Sun Nov  6 08:49:37 1994 GMT",
  " Sun, 06 Nov 1994 08:49:37 GMT",
];

for (const text of NO_DATES) {
  Deno.test(`parseHttpDate takes "${text}" for no date`, () => {
    assertEquals(parseHttpDate(text, NOW), null);
  });
}
