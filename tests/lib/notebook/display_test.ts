import { assertEquals, assertThrows } from "@std/assert";
import {
  hexdump,
  quoted,
  show,
  summary,
  tally,
  TextDisplay,
  transcript,
} from "sockets/notebook";

const JUPYTER = Symbol.for("Jupyter.display");

function shownIn(display: object): Record<string, string> {
  return (display as Record<symbol, () => Record<string, string>>)[JUPYTER]();
}

Deno.test("TextDisplay is plain text with coloured marks in Jupyter", () => {
  const display = new TextDisplay("✓ held\n  ✗ failed\nno ✓ here");
  assertEquals(shownIn(display), {
    "text/plain":
      "\x1b[32m✓\x1b[39m held\n  \x1b[31m✗\x1b[39m failed\nno ✓ here",
  });
  assertEquals(`${display}`, "✓ held\n  ✗ failed\nno ✓ here");
  assertEquals(Deno.inspect(new TextDisplay("cider")), "cider");
});

Deno.test("transcript shows all its lines as one message", () => {
  const said = transcript();
  assertEquals(shownIn(said), { "text/plain": "" });
  said.print("read", 5, Uint8Array.of(0x63, 0x0a), null, [1]);
  said.print(new TypeError("no"));
  assertEquals(shownIn(said), {
    "text/plain": 'read 5 "c\\n" null [ 1 ]\nTypeError: no',
  });
});

Deno.test("show shows what a last expression does not", () => {
  assertEquals(
    String(show(null, undefined, 42n, NaN, -0)),
    "null undefined 42n NaN -0",
  );
});

Deno.test("hexdump lays rows out under each other", () => {
  const dump = String(hexdump(Uint8Array.of(0, 13, 127, 200, 65), {
    columns: 4,
  }));
  assertEquals(dump, "0000  00 0d 7f c8  |····|\n0004  41           |A|");
});

Deno.test("hexdump says when there is nothing, or too much", () => {
  assertEquals(String(hexdump(new Uint8Array(0))), "(0 bytes)");
  const lines = String(hexdump(new Uint8Array(2000), { maxBytes: 16 }))
    .split("\n");
  assertEquals(lines.length, 3);
  assertEquals(lines[2], "…     and 1,984 more bytes");
});

Deno.test("hexdump refuses columns that are none", () => {
  for (const columns of [0, -1, 1.5, NaN]) {
    assertThrows(() => hexdump(new Uint8Array(1), { columns }), RangeError);
  }
});

Deno.test("quoted makes every byte visible", () => {
  const cases: [number[], string][] = [
    [[], '""'],
    [[0x63, 0x69, 0x0d, 0x0a, 0x09], '"ci\\r\\n\\t"'],
    [[0x22, 0x5c, 0x00, 0x7f], '"\\"\\\\\\0\\x7f"'],
    [[0xc3, 0xa9], '"é"'],
    [[0xc3], '"\\xc3"'],
    [[0x61, 0xff, 0xfe], '"a\\xff\\xfe"'],
    [[0xf0, 0x9f, 0x98, 0x80], '"😀"'],
    [[0xef, 0xbb, 0xbf, 0x61], '"\\xef\\xbb\\xbfa"'],
    // A character, and a part of another behind it.
    [[0xc3, 0xa9, 0xe2, 0x82], '"é\\xe2\\x82"'],
    // A control that is one character in UTF-8, and the same number as one byte.
    [[0xc2, 0x85], '"\\xc2\\x85"'],
    [[0x85], '"\\x85"'],
    // It would turn the rest of the line round.
    [[0xe2, 0x80, 0xae], '"\\xe2\\x80\\xae"'],
    // Not the shortest form, a surrogate, beyond U+10FFFF.
    [[0xc1, 0xbf], '"\\xc1\\xbf"'],
    [[0xed, 0xa0, 0x80], '"\\xed\\xa0\\x80"'],
    [[0xf4, 0x90, 0x80, 0x80], '"\\xf4\\x90\\x80\\x80"'],
  ];
  for (const [given, expected] of cases) {
    assertEquals(quoted(Uint8Array.from(given)), expected);
  }
});

Deno.test("summary counts what is left to do", () => {
  const { exercises } = tally();
  for (const id of Object.keys(exercises)) delete exercises[id];
  assertEquals(
    String(summary()).split("\n")[0],
    "No check has run yet: run the check cells under the exercises.",
  );
  Object.assign(exercises, { "ex-a": "passed", "ex-bc": "open", d: "failed" });
  assertEquals(String(summary()).split("\n").slice(0, 4), [
    "✓ ex-a   done",
    "○ ex-bc  still to do",
    "✗ d      not right yet",
    "1 of 3 exercises done, 2 left to do.",
  ]);
});
