/** One chunked body that must be understood, and what it says. */
export interface ValidChunkedRow {
  rule: string;
  title: string;
  octets: string;
  body: string;
  /** `Name: value` of each line behind it. */
  trailers: string[];
}

type Tuple = [
  rule: string,
  title: string,
  octets: string,
  body: string,
  trailers?: string[],
];

const TUPLES: Tuple[] = [
  ["RFC 9112 §7.1", "no content", "0\r\n\r\n", ""],
  ["RFC 9112 §7.1", "one chunk", "5\r\ncider\r\n0\r\n\r\n", "cider"],
  ["RFC 9112 §7.1", "two chunks", "2\r\nci\r\n3\r\nder\r\n0\r\n\r\n", "cider"],
  [
    "RFC 9112 §7.1",
    "chunks of one octet",
    "1\r\nc\r\n1\r\ni\r\n1\r\nd\r\n1\r\ne\r\n1\r\nr\r\n0\r\n\r\n",
    "cider",
  ],
  [
    "RFC 9112 §7.1",
    "capital digits",
    `1A\r\n${"a".repeat(26)}\r\n0\r\n\r\n`,
    "a".repeat(26),
  ],
  [
    "RFC 9112 §7.1",
    "small digits",
    `1a\r\n${"a".repeat(26)}\r\n0\r\n\r\n`,
    "a".repeat(26),
  ],
  [
    "RFC 9112 §7.1",
    "zeros before the size",
    "0005\r\ncider\r\n0\r\n\r\n",
    "cider",
  ],
  [
    "RFC 9112 §7.1",
    "several zeros as the last size",
    "5\r\ncider\r\n000\r\n\r\n",
    "cider",
  ],
  [
    "RFC 9112 §7.1",
    "content that looks like framing",
    "7\r\n0\r\n\r\n5\r\r\n0\r\n\r\n",
    "0\r\n\r\n5\r",
  ],
  [
    "RFC 9112 §7.1",
    "content of all octets",
    `100\r\n${String.fromCharCode(...Array(256).keys())}\r\n0\r\n\r\n`,
    String.fromCharCode(...Array(256).keys()),
  ],
  ["RFC 9112 §7.1.1", "extension", "5;a\r\ncider\r\n0\r\n\r\n", "cider"],
  [
    "RFC 9112 §7.1.1",
    "extension with a value",
    "5;a=b\r\ncider\r\n0\r\n\r\n",
    "cider",
  ],
  [
    "RFC 9112 §7.1.1",
    "extension with a quoted value",
    '5;a="b;c\\"d"\r\ncider\r\n0\r\n\r\n',
    "cider",
  ],
  [
    "RFC 9112 §7.1.1",
    "several extensions",
    '5;a;b=c;d="e"\r\ncider\r\n0\r\n\r\n',
    "cider",
  ],
  [
    "RFC 9112 §7.1.1",
    "white space around the signs",
    "5 ; a = b\t;\tc\r\ncider\r\n0\r\n\r\n",
    "cider",
  ],
  [
    "RFC 9112 §7.1.1",
    "extension of the last chunk",
    "5\r\ncider\r\n0;a=b\r\n\r\n",
    "cider",
  ],
  [
    "RFC 9112 §7.1.1",
    "line of 4000 octets",
    `5;a=${"b".repeat(3996)}\r\ncider\r\n0\r\n\r\n`,
    "cider",
  ],
  [
    "RFC 9112 §7.1.2",
    "trailer",
    "5\r\ncider\r\n0\r\nDigest: abc\r\n\r\n",
    "cider",
    ["Digest: abc"],
  ],
  ["RFC 9112 §7.1.2", "trailers", "0\r\nA: b\r\na: c\r\n\r\n", "", [
    "A: b",
    "a: c",
  ]],
  [
    "RFC 9110 §6.5.1",
    "trailer that must not change the framing",
    "5\r\ncider\r\n0\r\nContent-Length: 3\r\nTransfer-Encoding: gzip\r\n\r\n",
    "cider",
    ["Content-Length: 3", "Transfer-Encoding: gzip"],
  ],
  ["RFC 9112 §7.1.2", "trailer with an empty value", "0\r\nA:\r\n\r\n", "", [
    "A: ",
  ]],
];

/** Chunked bodies that must be understood. */
export const VALID_CHUNKED_BODIES: ValidChunkedRow[] = TUPLES.map(
  ([rule, title, octets, body, trailers = []]) => ({
    rule,
    title,
    octets,
    body,
    trailers,
  }),
);
