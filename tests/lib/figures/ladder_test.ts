import {
  assert,
  assertEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { ladder } from "sockets/figures";
import { readSvg } from "./read_svg.ts";

const text = (words: string) => new TextEncoder().encode(words);
const ALICE = "127.0.0.1:5001";
const BOB = "127.0.0.1:8000";
type Events = Parameters<typeof ladder>[0] extends infer Input
  ? Input extends { events: infer List } ? List : never
  : never;

function pair(alice: Events, bob: Events) {
  return [
    { local: ALICE, remote: BOB, events: alice },
    { local: BOB, remote: ALICE, events: bob },
  ];
}

Deno.test("ladder shows three writes that one read took", () => {
  const { text: form } = ladder(
    pair([
      { at: 1, kind: "write", bytes: text("one ") },
      { at: 2, kind: "write", bytes: text("two ") },
      { at: 3, kind: "write", bytes: text("three\n") },
    ], [{ at: 4, kind: "read", bytes: text("one two three\n") }]),
    { names: ["Alice", "Bob"] },
  );
  assertEquals(
    `\n${form}`,
    String.raw`
       Alice                                            Bob
  127.0.0.1:5001                                  127.0.0.1:8000
     4 B │── one· ──────────────────────────────────────>│
     4 B │── two· ──────────────────────────────────────>│
     6 B │── three\n ───────────────────────────────────>│ 14 B
(3.0 ms from first to last)`,
  );
});

Deno.test("ladder shows one write that took three reads", () => {
  const figure = ladder(
    pair([{ at: 1, kind: "write", bytes: text("abcdef") }], [
      { at: 2, kind: "read", bytes: text("ab") },
      { at: 3, kind: "read", bytes: text("c") },
      { at: 4, kind: "read", bytes: text("def") },
    ]),
  );
  const { texts } = readSvg(figure.svg);
  assertEquals(texts.filter((label) => /^[a-f]+$/.test(label)), [
    "ab",
    "c",
    "def",
  ]);
  assertEquals(texts.filter((label) => / B$/.test(label)), [
    "6 B",
    "2 B",
    "1 B",
    "3 B",
  ]);
});

Deno.test("ladder says of a short write how much was offered", () => {
  const { svg } = ladder({
    local: ALICE,
    remote: BOB,
    events: [{
      at: 1,
      kind: "write",
      byteCount: 4_157_547,
      requested: 8_388_608,
    }],
  });
  const { texts } = readSvg(svg);
  assert(texts.includes("4,157,547"));
  assert(texts.includes("of 8,388,608 B"));
  assert(texts.includes("4,157,547 B, not kept"));
});

Deno.test("ladder marks what was never read", () => {
  const figure = ladder(
    pair([{ at: 1, kind: "write", bytes: text("hello?") }], []),
  );
  assertStringIncludes(figure.text, "not read");
});

Deno.test("ladder of recordings that do not meet claims nothing of what was read", () => {
  const figure = ladder(
    pair([
      { at: 1, kind: "write", bytes: text("hello\n") },
      { at: 5, kind: "write", bytes: text("bye\n") },
    ], [{ at: 6, kind: "read", bytes: text("bye\n") }]),
  );
  assert(!figure.text.includes("not read"), figure.text);
  assert(!figure.svg.includes("not read"));
});

Deno.test("ladder draws recordings of a hundred and fifty thousand events", () => {
  const many = (kind: "write" | "read" | "error"): Events =>
    Array.from({ length: 150_000 }, (_, at) => ({ at, kind, byteCount: 1 }));
  for (
    const figure of [
      ladder(pair(many("write"), [])),
      ladder(pair(many("error"), [])),
      ladder(Array.from({ length: 5 }, (_, client) => ({
        local: `${ALICE}${client}`,
        remote: BOB,
        events: many("write").slice(0, 26_000),
      }))),
    ]
  ) {
    assert(figure.svg.length < 100_000);
  }
});

Deno.test("ladder refuses limits and moments that are no numbers", () => {
  const one = pair([{ at: 1, kind: "write", bytes: text("cider") }], []);
  for (const name of ["maxMessages", "maxLines"]) {
    assertThrows(() => ladder(one, { [name]: NaN }), RangeError, name);
  }
  for (const at of [NaN, Infinity]) {
    assertThrows(
      () => ladder(one, { notes: [{ at, text: "never" }] }),
      RangeError,
      `Cannot place note "never" at ${at}`,
    );
    assertThrows(
      () => ladder(pair([{ at, kind: "write" }], [])),
      RangeError,
      `Cannot place a write of "${ALICE}" at ${at}`,
    );
  }
});

Deno.test("ladder tells half-close, close and reset apart", () => {
  const closed = ladder(
    pair([{ at: 1, kind: "close-write" }, { at: 5, kind: "close" }], [
      { at: 2, kind: "end" },
      { at: 3, kind: "close" },
    ]),
  );
  assertEquals(closed.text.match(/end of stream/g)?.length, 2);
  assertStringIncludes(closed.text, "closeWrite");
  const reset = ladder(
    pair([{ at: 1, kind: "reset" }], [{ at: 0, kind: "close" }]),
    { names: ["Alice", "Bob"] },
  );
  assertStringIncludes(reset.text, "x── reset ──");
  assertStringIncludes(reset.description, "Alice saw a reset from Bob.");
});

Deno.test("ladder lets no end overtake the bytes before it", () => {
  const { svg } = ladder(pair([
    { at: 3, kind: "read", bytes: text("Good evening\n") },
    { at: 4, kind: "close" },
  ], [
    { at: 1, kind: "write", bytes: text("Good evening\n") },
    { at: 2, kind: "close" },
  ]));
  const arrows = [...svg.matchAll(/d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)"/g)]
    .map(([, ...numbers]) => numbers.map(Number));
  const fromBob = arrows.filter(([from, , to]) => from - to > 100);
  assertEquals(fromBob.length, 2);
  const [[, , , bytesArrive], [, , , endArrives]] = fromBob;
  assert(bytesArrive < endArrives, "what is closed after it arrives after it");
});

Deno.test("ladder gives connections of one server one lifeline", () => {
  const guest = (port: number) => ({
    local: `127.0.0.1:${port}`,
    remote: BOB,
    events: [{ at: port, kind: "write" as const, bytes: text("cider\n") }],
  });
  const { svg } = ladder([guest(5001), guest(5002)], {
    names: ["Alice", "bar", "Tournesol"],
  });
  const { texts } = readSvg(svg);
  assertEquals(texts.slice(0, 6), [
    "Alice",
    "127.0.0.1:5001",
    "bar",
    "127.0.0.1:8000",
    "Tournesol",
    "127.0.0.1:5002",
  ]);
});

Deno.test("ladder puts addresses of one name on one lifeline, in the order of names", () => {
  const { svg } = ladder(
    [
      { local: "a:1", remote: "p:80", events: [] },
      { local: "p:5", remote: "s:80", events: [] },
    ],
    {
      names: {
        "a:1": "client",
        "p:80": "proxy",
        "p:5": "proxy",
        "s:80": "server",
      },
    },
  );
  assertEquals(readSvg(svg).texts, [
    "client",
    "a:1",
    "proxy",
    "p:80",
    "p:5",
    "server",
    "s:80",
  ]);
});

Deno.test("ladder draws a connection to itself", () => {
  const { width, text: form } = ladder({
    local: ALICE,
    remote: ALICE,
    events: [
      { at: 1, kind: "write", bytes: text("echo") },
      { at: 2, kind: "read", bytes: text("echo") },
    ],
  });
  assert(width >= 560);
  assertEquals(form.match(/echo/g)?.length, 2);
});

Deno.test("ladder keeps each recording's order where the clock stands still", () => {
  const { text: form } = ladder(
    pair([
      { at: 1, kind: "write", bytes: text("question") },
      { at: 1, kind: "read", bytes: text("answer") },
      { at: 1, kind: "write", bytes: text("thanks") },
    ], [
      { at: 1, kind: "read", bytes: text("question") },
      { at: 1, kind: "write", bytes: text("answer") },
      { at: 1, kind: "read", bytes: text("thanks") },
    ]),
  );
  assertEquals(form.match(/question|answer|thanks/g), [
    "question",
    "answer",
    "thanks",
  ]);
});

Deno.test("ladder leaves out the middle of a thousand messages and says so", () => {
  const figure = ladder({
    local: ALICE,
    remote: BOB,
    events: Array.from({ length: 1000 }, (_, at) => ({
      at,
      kind: "write" as const,
      bytes: new Uint8Array(1000).fill(97),
    })),
  });
  assertStringIncludes(figure.text, "… 960 messages, 960,000 B not drawn …");
  assertStringIncludes(figure.description, "1,000,000 bytes in 1,000 pieces");
  assert(figure.height < 3000);
  assert(figure.svg.length < 100_000);
});

Deno.test("ladder abridges a megabyte and says how much is left", () => {
  const { text: form } = ladder({
    local: ALICE,
    remote: BOB,
    events: [{
      at: 0,
      kind: "read",
      bytes: text(`HTTP/1.1 200 OK\r\n\r\n${"x".repeat(1_000_000)}`),
    }],
  });
  assertStringIncludes(form, String.raw`HTTP/1.1 200 OK\r\n`);
  assertStringIncludes(form, "… 1,000,000 B more");
});

Deno.test("ladder cuts long pauses when it is to scale, and says how long they were", () => {
  const at = (moment: number) => ({
    at: moment,
    kind: "write" as const,
    bytes: text("x"),
  });
  const scaled = ladder({
    local: ALICE,
    remote: BOB,
    events: [at(0), at(10), at(20), at(30), at(5030)],
  }, { time: "scale" });
  const { texts } = readSvg(scaled.svg);
  assert(texts.includes("5.00 s later"), texts.join());
  assertEquals(texts.filter((label) => /^[\d.]+ m?s$/.test(label)), [
    "0.00 ms",
    "10 ms",
    "20 ms",
    "30 ms",
    "5.03 s",
  ]);
});

Deno.test("ladder places a note at its moment", () => {
  const { text: form } = ladder({
    local: ALICE,
    remote: BOB,
    events: [
      { at: 1, kind: "write", bytes: text("before") },
      { at: 9, kind: "write", bytes: text("after") },
    ],
  }, { notes: [{ at: 5, text: "the bar closes" }] });
  assertEquals(form.match(/before|the bar closes|after/g), [
    "before",
    "the bar closes",
    "after",
  ]);
});

Deno.test("ladder draws four parties and counts the others", () => {
  const recordings = Array.from({ length: 6 }, (_, index) => ({
    local: `client:${index}`,
    remote: BOB,
    events: [{ at: index, kind: "write" as const, bytes: text("hi") }],
  }));
  const { text: form } = ladder(recordings);
  assertStringIncludes(form, "3 more parties not drawn");
});

Deno.test("ladder of nothing says so", () => {
  assertStringIncludes(ladder([]).text, "nothing recorded");
});
