/** One request that must be understood, and how. */
export interface ValidRequestRow {
  rule: string;
  title: string;
  octets: string;
  method: string;
  target: string;
  version: string;
  /** `Name: value` of each line. */
  lines: string[];
  /** How its body is framed: `none`, a length, or `chunked`. */
  framing: string;
}

const HOST = "Host: bar.example\r\n";

function row(
  rule: string,
  title: string,
  octets: string,
  expected: Partial<ValidRequestRow> = {},
): ValidRequestRow {
  return {
    rule,
    title,
    octets,
    method: "GET",
    target: "/",
    version: "1.1",
    lines: ["Host: bar.example"],
    framing: "none",
    ...expected,
  };
}

/** A request line with a usual head around it. */
function line(
  rule: string,
  title: string,
  method: string,
  target: string,
): ValidRequestRow {
  const octets = `${method} ${target} HTTP/1.1\r\n${HOST}\r\n`;
  return row(rule, title, octets, { method, target });
}

/** A host, in a usual request. */
function host(title: string, value: string): ValidRequestRow {
  const octets = `GET / HTTP/1.1\r\nHost: ${value}\r\n\r\n`;
  return row("RFC 9112 §3.2", title, octets, { lines: [`Host: ${value}`] });
}

/** A header line, in a usual request. */
function field(
  rule: string,
  title: string,
  sent: string,
  understood: string,
): ValidRequestRow {
  const octets = `GET / HTTP/1.1\r\n${HOST}${sent}\r\n\r\n`;
  return row(rule, title, octets, {
    lines: ["Host: bar.example", understood],
  });
}

/** A POST with header lines that frame its body. */
function framed(
  rule: string,
  title: string,
  lines: string[],
  framing: string,
): ValidRequestRow {
  const octets = `POST / HTTP/1.1\r\n${HOST}${
    lines.map((each) => `${each}\r\n`).join("")
  }\r\n`;
  return row(rule, title, octets, {
    method: "POST",
    lines: ["Host: bar.example", ...lines],
    framing,
  });
}

/** Heads of requests that must be understood. */
export const VALID_REQUEST_HEADS: ValidRequestRow[] = [
  line("RFC 9112 §3", "the shortest request", "GET", "/"),
  line("RFC 9110 §9.3.2", "HEAD", "HEAD", "/cider"),
  line("RFC 9110 §9.3.5", "DELETE", "DELETE", "/cider/1"),
  line("RFC 9110 §9.1", "a method nobody knows", "BREW", "/cider"),
  line(
    "RFC 9110 §9.1",
    "a method in lower case, another one than GET",
    "get",
    "/",
  ),
  line(
    "RFC 9110 §5.6.2",
    "a method of every token character",
    "!#$%&'*+-.^_`|~0aZ",
    "/",
  ),
  line(
    "RFC 9112 §3.2.1",
    "path and query",
    "GET",
    "/menu?drink=cider&size=0.5",
  ),
  line("RFC 9112 §3.2.1", "empty query", "GET", "/menu?"),
  line(
    "RFC 9112 §3.2.1",
    "query with slashes and question marks",
    "GET",
    "/a?b=/c?d",
  ),
  line("RFC 9112 §3.2.1", "percent-encoding", "GET", "/caf%C3%A9%20cider"),
  line("RFC 9112 §3.2.1", "dots left as they are", "GET", "/a/../b/./c"),
  line("RFC 9112 §3.2.1", "two slashes at the start", "GET", "//bar.example/"),
  line(
    "RFC 9112 §3.2.1",
    "characters that browsers leave as they are",
    "GET",
    '/a|b?c={d}"e"<f>',
  ),
  line("RFC 9112 §3", "line of 8000 octets", "GET", `/${"a".repeat(7985)}`),
  line("RFC 9112 §3.2.2", "absolute-form", "GET", "http://bar.example/cider"),
  line(
    "RFC 9112 §3.2.2",
    "absolute-form without a path",
    "GET",
    "http://bar.example",
  ),
  line(
    "RFC 9112 §3.2.2",
    "absolute-form with a port and a query",
    "GET",
    "http://bar.example:8192?cider",
  ),
  line(
    "RFC 9112 §3.2.2",
    "absolute-form of https in capitals",
    "GET",
    "HTTPS://BAR.example/",
  ),
  line(
    "RFC 9112 §3.2.2",
    "absolute-form with an IPv6 address",
    "GET",
    "http://[::1]:8192/",
  ),
  line("RFC 9112 §3.2.3", "authority-form", "CONNECT", "bar.example:443"),
  line(
    "RFC 9112 §3.2.3",
    "authority-form with an IPv6 address",
    "CONNECT",
    "[2001:db8::1]:443",
  ),
  line("RFC 9112 §3.2.4", "asterisk-form", "OPTIONS", "*"),
  line("RFC 9110 §9.3.7", "OPTIONS with a path", "OPTIONS", "/cider"),
  row(
    "RFC 9112 §2.2",
    "an empty line before",
    `\r\nGET / HTTP/1.1\r\n${HOST}\r\n`,
  ),
  row(
    "RFC 9112 §2.2",
    "several empty lines before",
    `\r\n\r\n\nGET / HTTP/1.1\r\n${HOST}\r\n`,
  ),
  row(
    "RFC 9112 §2.2",
    "lone LF everywhere",
    `GET / HTTP/1.1\nHost: bar.example\n\n`,
  ),
  row(
    "RFC 9112 §2.2",
    "lone LF after the request line",
    `GET / HTTP/1.1\n${HOST}\r\n`,
  ),
  row(
    "RFC 9112 §2.2",
    "lone LF as the empty line",
    `GET / HTTP/1.1\r\n${HOST}\n`,
  ),
  row(
    "RFC 9112 §2.2",
    "lone LF after a header line",
    `GET / HTTP/1.1\r\nHost: bar.example\n\r\n`,
  ),
  row("RFC 9112 §2.3", "HTTP/1.0 without Host", `GET / HTTP/1.0\r\n\r\n`, {
    version: "1.0",
    lines: [],
  }),
  row("RFC 9112 §2.3", "HTTP/1.0 with Host", `GET / HTTP/1.0\r\n${HOST}\r\n`, {
    version: "1.0",
  }),
  row(
    "RFC 9110 §6.2",
    "HTTP/1.2 is understood as 1.1",
    `GET / HTTP/1.2\r\n${HOST}\r\n`,
  ),
  row(
    "RFC 9110 §6.2",
    "HTTP/1.9 is understood as 1.1",
    `GET / HTTP/1.9\r\n${HOST}\r\n`,
  ),
  host("name in capitals", "BAR.EXAMPLE"),
  host("name with a port", "bar.example:8192"),
  host("name with an empty port", "bar.example:"),
  host("IPv4 address", "127.0.0.1"),
  host("IPv4 address with a port", "127.0.0.1:8192"),
  host("IPv6 address", "[::1]"),
  host("IPv6 address with a port", "[2001:db8::1]:8192"),
  host("IPv6 address with an IPv4 tail", "[::ffff:127.0.0.1]"),
  host("address of the future", "[v1.cider]"),
  host("name with an underscore", "_dns.bar_example"),
  host("name with percent-encoding", "caf%C3%A9.example"),
  host("one label", "localhost"),
  host("the highest port", "bar.example:65535"),
  row("RFC 9112 §3.2", "empty Host", `GET / HTTP/1.1\r\nHost:\r\n\r\n`, {
    lines: ["Host: "],
  }),
  row(
    "RFC 9110 §5.1",
    "Host in other case",
    `GET / HTTP/1.1\r\nhOsT: bar.example\r\n\r\n`,
    { lines: ["hOsT: bar.example"] },
  ),
  field(
    "RFC 9112 §5",
    "no space after the colon",
    "Accept:text/html",
    "Accept: text/html",
  ),
  field(
    "RFC 9112 §5",
    "spaces and tabs around the value",
    "Accept: \t text/html \t",
    "Accept: text/html",
  ),
  field("RFC 9112 §5", "empty value", "Accept:", "Accept: "),
  field("RFC 9112 §5", "value of white space alone", "Accept: \t ", "Accept: "),
  field(
    "RFC 9112 §5",
    "colons in the value",
    "X-Time: 12:12:00",
    "X-Time: 12:12:00",
  ),
  field("RFC 9112 §5", "a colon first in the value", "X-Odd::", "X-Odd: :"),
  field(
    "RFC 9110 §5.5",
    "white space inside the value",
    "X-Order: a  cider\tplease",
    "X-Order: a  cider\tplease",
  ),
  field(
    "RFC 9110 §5.5",
    "octets over 127",
    "X-Place: caf\xe9 \x80\xff",
    "X-Place: caf\xe9 \x80\xff",
  ),
  field(
    "RFC 9110 §5.5",
    "quotes and backslashes",
    'X-Odd: "a\\"b"',
    'X-Odd: "a\\"b"',
  ),
  field(
    "RFC 9110 §5.5",
    "non-breaking space is no white space of HTTP",
    "X-Odd: \xa0a\xa0",
    "X-Odd: \xa0a\xa0",
  ),
  field(
    "RFC 9110 §5.6.2",
    "name of every token character",
    "!#$%&'*+-.^_`|~0aZ: b",
    "!#$%&'*+-.^_`|~0aZ: b",
  ),
  field("RFC 9110 §5.1", "name of one character", "a: b", "a: b"),
  field("RFC 9110 §5.1", "name of digits", "42: b", "42: b"),
  field(
    "RFC 9112 §5",
    "value of 8000 octets",
    `X-Long: ${"a".repeat(8000)}`,
    `X-Long: ${"a".repeat(8000)}`,
  ),
  row(
    "RFC 9110 §5.3",
    "repeated lines are kept",
    `GET / HTTP/1.1\r\n${HOST}Accept: a\r\naccept: b\r\nAccept: a\r\n\r\n`,
    {
      lines: ["Host: bar.example", "Accept: a", "accept: b", "Accept: a"],
    },
  ),
  framed("RFC 9112 §6.2", "length", ["Content-Length: 5"], "5"),
  framed("RFC 9112 §6.2", "length 0", ["Content-Length: 0"], "none"),
  framed(
    "RFC 9110 §8.6",
    "length with zeros before",
    ["Content-Length: 0005"],
    "5",
  ),
  framed("RFC 9112 §6.3", "list of one repeated length", [
    "Content-Length: 42, 42",
  ], "42"),
  framed("RFC 9112 §6.3", "three alike", ["Content-Length: 42,42 ,\t42"], "42"),
  framed("RFC 9112 §6.3", "two lines of one length", [
    "Content-Length: 42",
    "Content-Length: 42",
  ], "42"),
  framed("RFC 9110 §8.6", "the largest length that a number holds", [
    "Content-Length: 9007199254740991",
  ], "9007199254740991"),
  framed("RFC 9112 §6.3", "no framing: no body", [], "none"),
  framed("RFC 9112 §7.1", "chunked", ["Transfer-Encoding: chunked"], "chunked"),
  framed(
    "RFC 9112 §7",
    "chunked in capitals",
    ["TRANSFER-ENCODING: CHUNKED"],
    "chunked",
  ),
  framed("RFC 9110 §5.6.1", "chunked with empty list members", [
    "Transfer-Encoding: , chunked,",
  ], "chunked"),
  framed("RFC 9112 §6.1", "chunked with Trailer", [
    "Transfer-Encoding: chunked",
    "Trailer: Digest",
  ], "chunked"),
];
