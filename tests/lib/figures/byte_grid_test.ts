import {
  assert,
  assertEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { type ByteField, byteGrid } from "sockets/figures";
import { readSvg } from "./read_svg.ts";

const text = (words: string) => new TextEncoder().encode(words);

Deno.test("byteGrid numbers fields and shares numbers of alike ones", () => {
  const field = (name: string, start: number, end: number): ByteField => ({
    name,
    start,
    end,
    tone: "app",
    value: "same",
  });
  const { text: form } = byteGrid(text("ab\ncd\n"), [
    field("word", 0, 2),
    field("line end", 2, 3),
    field("other word", 3, 5),
    field("line end", 5, 6),
  ]);
  assertEquals(
    `\n${form}`,
    `
0000  61 62 0a 63 64 0a  ab.cd.
      1──── 2─ 3──── 2─
   1  word        same
   2  line end    same
   3  other word  same`,
  );
});

Deno.test("byteGrid makes white space visible and leaves other controls blank", () => {
  const { svg } = byteGrid(
    Uint8Array.of(0x20, 0x09, 0x0d, 0x0a, 0x00, 0x80, 0x41),
  );
  assertEquals(readSvg(svg).texts, [
    ...["20", "·", "09", "\\t", "0d", "\\r", "0a", "\\n"],
    ...["00", "80", "41", "A"],
  ]);
});

Deno.test("byteGrid lets the innermost of nested fields show", () => {
  const { text: form } = byteGrid(Uint8Array.of(1, 2, 3, 4), [
    { name: "outer", start: 0, end: 4, tone: "link" },
    { name: "inner", start: 1, end: 2, tone: "app" },
  ]);
  assertStringIncludes(form, "1─ 2─ 1────");
});

Deno.test("byteGrid ignores fields beyond the bytes and cuts those that reach over", () => {
  const { text: form, description } = byteGrid(Uint8Array.of(1, 2), [
    { name: "all", start: 0, end: 9, tone: "link" },
    { name: "beyond", start: 5, end: 9, tone: "app" },
    { name: "empty", start: 1, end: 1, tone: "app" },
  ]);
  assertStringIncludes(form, "1────");
  assert(!description.includes("beyond"));
});

Deno.test("byteGrid of a megabyte shows its beginning and end", () => {
  const figure = byteGrid(new Uint8Array(1_000_000).fill(0x41));
  assertStringIncludes(figure.text, "… 999,760 B not drawn …");
  assertStringIncludes(figure.text, "f4230  ");
  assert(figure.svg.length < 150_000);
});

Deno.test("byteGrid with one byte in a row has room to say what it leaves out", () => {
  assert(byteGrid(new Uint8Array(1_000_000), [], { perRow: 1 }).width >= 300);
});

Deno.test("byteGrid says how many fields its legend leaves out", () => {
  const fields = Array.from({ length: 100 }, (_, start): ByteField => ({
    name: `field ${start}`,
    start,
    end: start + 1,
    tone: "app",
  }));
  assertStringIncludes(
    byteGrid(new Uint8Array(100), fields).text,
    "and 69 more fields",
  );
});

Deno.test("byteGrid of no bytes says so", () => {
  const figure = byteGrid(new Uint8Array());
  assertEquals(figure.text, "(no bytes)");
  assertEquals(readSvg(figure.svg).texts, ["no bytes"]);
});

Deno.test("byteGrid draws whole rows, and refuses what is no number", () => {
  const bytes = new Uint8Array(100);
  const whole = byteGrid(bytes, [], { perRow: 7 });
  assertEquals(byteGrid(bytes, [], { perRow: 7.9 }).text, whole.text);
  for (const name of ["perRow", "maxBytes"]) {
    assertThrows(
      () => byteGrid(bytes, [], { [name]: NaN }),
      RangeError,
      `Cannot draw with ${name} NaN`,
    );
  }
});

Deno.test("byteGrid keeps to its width whatever the row asks for", () => {
  assertEquals(byteGrid(new Uint8Array(99), [], { perRow: 1e9 }).width, 687);
  assertEquals(
    byteGrid(new Uint8Array(3), [], { perRow: -4 }).text.split("\n").length,
    3,
  );
});
