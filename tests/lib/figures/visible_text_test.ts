import { assertEquals } from "@std/assert";
import { visibleText } from "sockets/figures";
import { isMostlyText } from "../../../lib/figures/bytes/visible_text.ts";
import { payloadLabel } from "../../../lib/figures/bytes/payload_label.ts";
import { escapeXml } from "../../../lib/figures/drawing/escape_xml.ts";

const text = (words: string) => new TextEncoder().encode(words);

Deno.test("visibleText shows what cannot be seen", () => {
  const cases: [string | Uint8Array, string][] = [
    ["cider\r\n", "cider\\r\\n"],
    ["\t\0\\", "\\t\\0\\\\"],
    ["\x1b[31m", "\\x1b[31m"],
    ["\u202eabc", "\\u{202e}abc"],
    ["é€😀", "é€😀"],
    [Uint8Array.of(0x63, 0xc3), "c\\xc3"],
    [Uint8Array.of(0xed, 0xa0, 0x80), "\\xed\\xa0\\x80"],
    [Uint8Array.of(0xc0, 0x80), "\\xc0\\x80"],
    [Uint8Array.of(0xf0, 0x9f, 0x98), "\\xf0\\x9f\\x98"],
    ["", ""],
  ];
  for (const [bytes, expected] of cases) {
    assertEquals(visibleText(bytes), expected);
  }
});

Deno.test("isMostlyText takes a character cut in two for text", () => {
  assertEquals(isMostlyText(text("caf\u00e9").subarray(0, 4)), true);
  assertEquals(isMostlyText(text("\u00e9t\u00e9s").subarray(1)), true);
  assertEquals(isMostlyText(Uint8Array.of(1, 2, 3, 4)), false);
  assertEquals(isMostlyText(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)), false);
  assertEquals(isMostlyText(new Uint8Array()), true);
});

Deno.test("payloadLabel shows lines of text, then counts what is left", () => {
  const abridge = (line: string) =>
    line.length > 20 ? `${line.slice(0, 19)}…` : line;
  const label = (payload: Uint8Array, lines: number, size?: number) =>
    payloadLabel(payload, { lines, abridge, size });
  assertEquals(label(text("a\nb\n"), 3), ["a\\nb\\n"]);
  assertEquals(label(text("a long first line\r\nand a second\r\n"), 3), [
    "a long first line\\r…",
    "and a second\\r\\n",
  ]);
  assertEquals(label(text("one line here\ntwo line here\n3\n4\n"), 3), [
    "one line here\\n",
    "two line here\\n",
    "… 4 B more",
  ]);
  assertEquals(label(text("text\n"), 3, 5000), ["text\\n", "… 4,995 B more"]);
  assertEquals(label(Uint8Array.of(0, 1, 2), 3), ["00 01 02"]);
  assertEquals(label(new Uint8Array(), 3, 77), ["77 B, not kept"]);
});

Deno.test("escapeXml leaves nothing that XML could take for markup or refuse", () => {
  assertEquals(
    escapeXml(`</text><script a="b" c='d'>&`),
    "&lt;/text&gt;&lt;script a=&quot;b&quot; c=&#39;d&#39;&gt;&amp;",
  );
  assertEquals(
    escapeXml("\u0000\u0008\ud800\ufffe ok\t"),
    "\ufffd\ufffd\ufffd\ufffd ok\t",
  );
});
