/** One response that must be understood, and how. */
export interface ValidResponseRow {
  rule: string;
  title: string;
  octets: string;
  version: string;
  status: number;
  reason: string;
  /** `Name: value` of each line. */
  lines: string[];
  /** The method of the request that it answers. */
  method: string;
  /** How its body is framed: `none`, a length, `chunked`, `until close`, `tunnel`; then codings. */
  framing: string;
  persists: boolean;
}

function row(
  rule: string,
  title: string,
  octets: string,
  expected: Partial<ValidResponseRow> = {},
): ValidResponseRow {
  const framing = expected.framing ?? "until close";
  return {
    rule,
    title,
    octets,
    version: "1.1",
    status: 200,
    reason: "OK",
    lines: [],
    method: "GET",
    framing,
    persists: !/^(?:until close|tunnel)/.test(framing),
    ...expected,
  };
}

/** A 200 with header lines, most often about its framing. */
function framed(
  rule: string,
  title: string,
  lines: string[],
  expected: Partial<ValidResponseRow>,
): ValidResponseRow {
  const { version = "1.1", status = 200, reason = "OK" } = expected;
  const octets = `HTTP/${version} ${status} ${reason}\r\n${
    lines.map((each) => `${each}\r\n`).join("")
  }\r\n`;
  return row(rule, title, octets, { lines, ...expected });
}

/** Heads of responses that must be understood. */
export const VALID_RESPONSE_HEADS: ValidResponseRow[] = [
  row("RFC 9112 §4", "no header lines", "HTTP/1.1 200 OK\r\n\r\n"),
  row("RFC 9112 §4", "no reason, with the space", "HTTP/1.1 200 \r\n\r\n", {
    reason: "",
  }),
  row(
    "RFC 9112 §4",
    "another reason",
    "HTTP/1.1 200 Here is your cider\r\n\r\n",
    { reason: "Here is your cider" },
  ),
  row(
    "RFC 9112 §4",
    "reason with octets over 127",
    "HTTP/1.1 200 Tr\xe8s bien\r\n\r\n",
    { reason: "Tr\xe8s bien" },
  ),
  row("RFC 9112 §4", "reason with a tab", "HTTP/1.1 200 O\tK\r\n\r\n", {
    reason: "O\tK",
  }),
  row(
    "RFC 9112 §4",
    "reason that starts with a space",
    "HTTP/1.1 200  OK\r\n\r\n",
    { reason: " OK" },
  ),
  row("RFC 9110 §15", "a code nobody knows", "HTTP/1.1 299 Fine\r\n\r\n", {
    status: 299,
    reason: "Fine",
  }),
  row("RFC 9110 §15", "a code over 599", "HTTP/1.1 999 Denied\r\n\r\n", {
    status: 999,
    reason: "Denied",
  }),
  row("RFC 9112 §2.3", "HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\n", {
    version: "1.0",
  }),
  row(
    "RFC 9110 §6.2",
    "HTTP/1.2 is understood as 1.1",
    "HTTP/1.2 200 OK\r\n\r\n",
  ),
  row(
    "RFC 9112 §2.2",
    "lone LF everywhere",
    "HTTP/1.1 200 OK\nServer: bar\n\n",
    { lines: ["Server: bar"] },
  ),
  row(
    "RFC 9112 §2.2",
    "lone LF as the empty line",
    "HTTP/1.1 200 OK\r\nServer: bar\r\n\n",
    { lines: ["Server: bar"] },
  ),
  row(
    "RFC 9112 §5.2",
    "folded line",
    "HTTP/1.1 200 OK\r\nServer: bar\r\n cider\r\n\r\n",
    { lines: ["Server: bar cider"] },
  ),
  row(
    "RFC 9112 §5.2",
    "line folded by tabs and spaces",
    "HTTP/1.1 200 OK\r\nServer: bar  \r\n \t cider  \r\n\r\n",
    { lines: ["Server: bar cider"] },
  ),
  row(
    "RFC 9112 §5.2",
    "line folded twice",
    "HTTP/1.1 200 OK\r\nServer: a\r\n b\r\n\tc\r\n\r\n",
    { lines: ["Server: a b c"] },
  ),
  row(
    "RFC 9112 §5.2",
    "folded line that ends in a non-breaking space, which is no white space of HTTP",
    "HTTP/1.1 200 OK\r\nServer: a\r\n b\xa0\r\n\r\n",
    { lines: ["Server: a b\xa0"] },
  ),
  row(
    "RFC 9112 §5.2",
    "fold with nothing in it",
    "HTTP/1.1 200 OK\r\nServer: bar\r\n \r\n\r\n",
    { lines: ["Server: bar"] },
  ),
  row(
    "RFC 9112 §5.2",
    "value that starts in the fold",
    "HTTP/1.1 200 OK\r\nServer:\r\n bar\r\n\r\n",
    { lines: ["Server: bar"] },
  ),
  row(
    "RFC 9112 §5.2",
    "folded line that looks like a header",
    "HTTP/1.1 200 OK\r\nServer: bar\r\n Content-Length: 3\r\n\r\n",
    { lines: ["Server: bar Content-Length: 3"] },
  ),
  row(
    "RFC 6265 §3",
    "Set-Cookie is not merged",
    "HTTP/1.1 200 OK\r\nSet-Cookie: a=b; Expires=Mon, 02 Sep 2024\r\nSet-Cookie: c=d\r\n\r\n",
    { lines: ["Set-Cookie: a=b; Expires=Mon, 02 Sep 2024", "Set-Cookie: c=d"] },
  ),
  framed("RFC 9112 §6.3", "rule 1: answer to HEAD", ["Content-Length: 5"], {
    method: "HEAD",
    framing: "none",
  }),
  framed("RFC 9112 §6.3", "rule 1: answer to HEAD, chunked", [
    "Transfer-Encoding: chunked",
  ], { method: "HEAD", framing: "none" }),
  framed("RFC 9112 §6.3", "rule 1: 204", ["Content-Length: 5"], {
    status: 204,
    reason: "No Content",
    framing: "none",
  }),
  framed("RFC 9112 §6.3", "rule 1: 204, chunked", [
    "Transfer-Encoding: chunked",
  ], { status: 204, reason: "No Content", framing: "none" }),
  framed("RFC 9112 §6.3", "rule 1: 304", ["Content-Length: 5"], {
    status: 304,
    reason: "Not Modified",
    framing: "none",
  }),
  framed("RFC 9112 §6.3", "rule 1: 100", [], {
    status: 100,
    reason: "Continue",
    framing: "none",
  }),
  framed("RFC 9112 §6.3", "rule 1: 101", [
    "Upgrade: cider",
    "Connection: upgrade",
  ], { status: 101, reason: "Switching Protocols", framing: "none" }),
  framed("RFC 9112 §6.3", "rule 1: 103 with a length", ["Content-Length: 5"], {
    status: 103,
    reason: "Early Hints",
    framing: "none",
  }),
  framed("RFC 9112 §6.3", "rule 2: CONNECT", ["Content-Length: 5"], {
    method: "CONNECT",
    framing: "tunnel",
  }),
  framed(
    "RFC 9112 §6.3",
    "rule 2: CONNECT that failed",
    ["Content-Length: 5"],
    { method: "CONNECT", status: 407, reason: "No", framing: "5" },
  ),
  framed("RFC 9112 §6.3", "rule 3: chunked overrides the length", [
    "Content-Length: 5",
    "Transfer-Encoding: chunked",
  ], { framing: "chunked", persists: false }),
  framed("RFC 9112 §6.3", "rule 3: chunked overrides two lengths", [
    "Content-Length: 5",
    "Content-Length: 6",
    "Transfer-Encoding: chunked",
  ], { framing: "chunked", persists: false }),
  framed("RFC 9112 §6.3", "rule 4: chunked", ["Transfer-Encoding: chunked"], {
    framing: "chunked",
  }),
  framed("RFC 9112 §7", "rule 4: chunked in other case", [
    "transfer-encoding: Chunked",
  ], { framing: "chunked" }),
  framed("RFC 9112 §6.3", "rule 4: gzip, then chunked", [
    "Transfer-Encoding: gzip, chunked",
  ], { framing: "chunked gzip" }),
  framed("RFC 9112 §6.3", "rule 4: the same in two lines", [
    "Transfer-Encoding: gzip",
    "Transfer-Encoding: chunked",
  ], { framing: "chunked gzip" }),
  framed("RFC 9112 §6.3", "rule 4: chunked not last", [
    "Transfer-Encoding: chunked, gzip",
  ], { framing: "until close chunked gzip" }),
  framed("RFC 9112 §6.3", "rule 4: not chunked", ["Transfer-Encoding: gzip"], {
    framing: "until close gzip",
  }),
  framed("RFC 9112 §6.3", "rule 4: a length does not count beside a coding", [
    "Transfer-Encoding: gzip",
    "Content-Length: 5",
  ], { framing: "until close gzip" }),
  framed("RFC 9112 §6.3", "rule 5: one repeated length", [
    "Content-Length: 42, 42",
  ], { framing: "42" }),
  framed("RFC 9112 §6.3", "rule 5: repeated in two lines", [
    "Content-Length: 42",
    "Content-Length: 42",
  ], { framing: "42" }),
  framed("RFC 9112 §6.3", "rule 6: length", ["Content-Length: 121895"], {
    framing: "121895",
  }),
  framed("RFC 9112 §6.3", "rule 6: length 0", ["Content-Length: 0"], {
    framing: "0",
  }),
  framed("RFC 9112 §6.3", "rule 8: until close", ["Content-Type: text/plain"], {
    framing: "until close",
  }),
  framed("RFC 9112 §9.3", "close", ["Content-Length: 5", "Connection: close"], {
    framing: "5",
    persists: false,
  }),
  framed("RFC 9112 §9.3", "Close in a list", [
    "Content-Length: 5",
    "Connection: Keep-Alive, CLOSE",
  ], { framing: "5", persists: false }),
  framed("RFC 9112 §9.3", "close in another line", [
    "Content-Length: 5",
    "Connection: upgrade",
    "Connection: close",
  ], { framing: "5", persists: false }),
  framed("RFC 9112 §9.3", "another option", [
    "Content-Length: 5",
    "Connection: closed",
  ], { framing: "5", persists: true }),
  framed("RFC 9112 §9.3", "HTTP/1.0", ["Content-Length: 5"], {
    version: "1.0",
    framing: "5",
    persists: false,
  }),
  framed("RFC 9112 §9.3", "HTTP/1.0 with keep-alive", [
    "Content-Length: 5",
    "Connection: Keep-Alive",
  ], { version: "1.0", framing: "5", persists: true }),
  framed("RFC 9112 §9.3", "HTTP/1.0 with both options", [
    "Content-Length: 5",
    "Connection: keep-alive, close",
  ], { version: "1.0", framing: "5", persists: false }),
];
