import { assertEquals, assertThrows } from "@std/assert";
import { HttpProtocolError, parseHttpUrl } from "sockets/http";

const VALID: [
  url: string,
  hostname: string,
  port: number,
  authority: string,
  target: string,
][] = [
  ["http://bar.example", "bar.example", 80, "bar.example", "/"],
  ["http://bar.example/", "bar.example", 80, "bar.example", "/"],
  ["http://bar.example:80/", "bar.example", 80, "bar.example", "/"],
  ["http://bar.example:/", "bar.example", 80, "bar.example", "/"],
  ["https://bar.example/", "bar.example", 443, "bar.example", "/"],
  ["https://bar.example:443/", "bar.example", 443, "bar.example", "/"],
  ["https://bar.example:80/", "bar.example", 80, "bar.example:80", "/"],
  ["http://bar.example:8192/a", "bar.example", 8192, "bar.example:8192", "/a"],
  ["HTTP://BAR.example/A", "bar.example", 80, "bar.example", "/A"],
  ["http://bar.example?q", "bar.example", 80, "bar.example", "/?q"],
  [
    "http://bar.example/a?b=c&d#e",
    "bar.example",
    80,
    "bar.example",
    "/a?b=c&d",
  ],
  ["http://bar.example/#e?f", "bar.example", 80, "bar.example", "/"],
  ["http://bar.example/?a=\\b", "bar.example", 80, "bar.example", "/?a=\\b"],
  ["http://bar.example/a/../b/./c", "bar.example", 80, "bar.example", "/b/c"],
  ["http://bar.example/a%2fb", "bar.example", 80, "bar.example", "/a%2fb"],
  [
    "http://bar.example/caf\u00e9",
    "bar.example",
    80,
    "bar.example",
    "/caf%C3%A9",
  ],
  [
    "http://caf\u00e9.example/",
    "xn--caf-dma.example",
    80,
    "xn--caf-dma.example",
    "/",
  ],
  ["http://127.0.0.1:1/", "127.0.0.1", 1, "127.0.0.1:1", "/"],
  ["http://[::1]/", "::1", 80, "[::1]", "/"],
  [
    "https://[2001:DB8::1]:8443/a",
    "2001:db8::1",
    8443,
    "[2001:db8::1]:8443",
    "/a",
  ],
  ["http://bar.example/a@b:c", "bar.example", 80, "bar.example", "/a@b:c"],
  [
    "http://bar.example/http://other.example/",
    "bar.example",
    80,
    "bar.example",
    "/http://other.example/",
  ],
];

for (const [url, hostname, port, authority, target] of VALID) {
  Deno.test(`parseHttpUrl takes ${url} apart`, () => {
    for (const given of [url, new URL(url)]) {
      const parsed = parseHttpUrl(given);
      assertEquals(
        [parsed.hostname, parsed.port, parsed.authority, parsed.target],
        [hostname, port, authority, target],
      );
      assertEquals(parsed.secure, url.toLowerCase().startsWith("https"));
    }
  });
}

const MALFORMED: [rule: string, url: string, says: string][] = [
  ["RFC 9110 §4.2", "", "not absolute"],
  ["RFC 9110 §4.2", "bar.example", "not absolute"],
  ["RFC 9110 §4.2", "/cider", "not absolute"],
  ["RFC 9110 §4.2", "//bar.example/", "not absolute"],
  ["RFC 9110 §4.2", "localhost:8192", "its scheme is localhost"],
  ["RFC 9110 §4.2", "ftp://bar.example/", "its scheme is ftp"],
  ["RFC 9110 §4.2", "file:///etc/passwd", "its scheme is file"],
  ["RFC 9110 §4.2", "javascript:alert(1)", "its scheme is javascript"],
  ["RFC 9110 §4.2", " http://bar.example/", "not absolute"],
  ["RFC 3986 §2", "http://bar.example/a b", "white space"],
  ["RFC 3986 §2", "http://bar.example/\r\nHost: other", "white space"],
  ["RFC 3986 §2", "http://bar\t.example/", "white space"],
  ["RFC 3986 §2", "http://bar.example/\0", "control character"],
  ["RFC 3986 §2", "http://bar.example/ ", "white space"],
  ["RFC 3986 §3.2", "http:bar.example", "two slashes"],
  ["RFC 3986 §3.2", "http:/bar.example", "two slashes"],
  ["RFC 3986 §3.3", "http:\\\\bar.example\\", "a backslash"],
  ["RFC 3986 §3.3", "http://bar.example\\@other.example/", "a backslash"],
  ["RFC 3986 §3.3", "http://bar.example/a\\b", "a backslash"],
  ["RFC 9110 §4.2.1", "http://", "its host is empty"],
  ["RFC 9110 §4.2.1", "http:///cider", "its host is empty"],
  ["RFC 9110 §4.2.1", "http://:80/", "its host is empty"],
  ["RFC 9110 §4.2.1", "http://?q", "its host is empty"],
  ["RFC 9110 §4.2.4", "http://alice@bar.example/", "a user name"],
  ["RFC 9110 §4.2.4", "http://alice:secret@bar.example/", "a user name"],
  ["RFC 9110 §4.2.4", "http://bar.example@other.example/", "a user name"],
  ["RFC 3986 §3.2", "http://bar.example:99999/", "host or port"],
  ["RFC 3986 §3.2", "http://bar.example:http/", "host or port"],
  ["RFC 3986 §3.2", "http://[::1/", "host or port"],
  ["RFC 3986 §3.2", "http://[1::2::3]/", "host or port"],
  ["RFC 3986 §3.2", "http://bar<.example/", "host or port"],
  ["RFC 3986 §3.2", "http://1.2.3.256/", "host or port"],
];

for (const [rule, url, says] of MALFORMED) {
  Deno.test(`parseHttpUrl refuses ${JSON.stringify(url)} (${rule})`, () => {
    const error = assertThrows(
      () => parseHttpUrl(url),
      HttpProtocolError,
      says,
    );
    assertEquals([error.section, error.line], [rule, url]);
  });
}
