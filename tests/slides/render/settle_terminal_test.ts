import { assertEquals } from "@std/assert";
import { renderTerminal } from "../../../slides/render/render_terminal.ts";
import { settleTerminal } from "../../../slides/render/settle_terminal.ts";

const CASES: [string, string, string][] = [
  ["plain text", "one\ntwo\n", "one\ntwo\n"],
  ["carriage return", "10 %\r20 %", "20 %"],
  [
    "shorter text after a carriage return leaves the rest",
    "abcdef\rXY",
    "XYcdef",
  ],
  ["Windows line ends", "one\r\ntwo\r\n", "one\ntwo\n"],
  ["backspace", "abc\b\bX", "aXc"],
  ["backspace at the line's start", "\b\bx", "x"],
  ["erase to the line's end", "abcdef\r\x1b[Kx", "x"],
  ["erase the whole line", "abcdef\x1b[2K\rx", "x"],
  ["erase to the line's start", "abcdef\x1b[3D\x1b[1Kx", "   xef"],
  ["cursor up", "one\ntwo\x1b[A\rX", "Xne\ntwo"],
  ["cursor down and right", "a\x1b[Bb\x1b[2Cc", "a\n b  c"],
  ["column", "abc\x1b[2GX", "aXc"],
  ["home and clear", "old\nold\x1b[2J\x1b[Hnew", "new\n"],
  ["clear below", "one\ntwo\nthree\x1b[2A\r\x1b[J", ""],
  ["tab stops", "\ra\tb", "a       b"],
  ["bell and null are dropped", "a\x07b\x00c", "abc"],
  ["title and other commands are dropped", "\x1b]0;title\x07a\x1b[?25lb", "ab"],
  ["a sequence cut off", "a\x1b[", "a"],
  ["colours are kept", "\x1b[31mred\x1b[0m", "\x1b[31mred\x1b[0m"],
  [
    "colours follow what is overwritten",
    "\x1b[31mabc\x1b[0m\rX",
    "X\x1b[31mbc\x1b[0m",
  ],
  ["wide characters stay whole", "🍏\r🍎", "🍎"],
];

for (const [name, text, expected] of CASES) {
  Deno.test(`settleTerminal ${name}`, () =>
    assertEquals(settleTerminal(text), expected));
}

Deno.test("settleTerminal does not go where no terminal is", () => {
  const far = "\x1b[999999999B\x1b[999999999Cx".repeat(50);
  assertEquals(settleTerminal(far).split("\n").length <= 20_001, true);
  assertEquals(settleTerminal("\x1b[99999A\x1b[99999Dx"), "x");
});

Deno.test("renderTerminal makes colours classes, whatever their number of bits", () => {
  assertEquals(renderTerminal("\x1b[31ma\x1b[0m"), [
    '<span class="ansi-red-fg">a</span>',
  ]);
  assertEquals(renderTerminal("\x1b[38;2;220;20;30ma\x1b[0m"), [
    '<span class="ansi-red-fg">a</span>',
  ]);
  assertEquals(renderTerminal("\x1b[38;5;21ma\x1b[0m"), [
    '<span class="ansi-blue-fg">a</span>',
  ]);
  assertEquals(renderTerminal("\x1b[1;32ma\x1b[0m"), [
    '<span style="font-weight:600" class="ansi-green-fg">a</span>',
  ]);
});

Deno.test("renderTerminal closes spans at line ends and escapes", () => {
  assertEquals(renderTerminal("\x1b[31m<a>\nb\x1b[0m"), [
    '<span class="ansi-red-fg">&lt;a&gt;</span>',
    '<span class="ansi-red-fg">b</span>',
  ]);
});

Deno.test("renderTerminal marks checks that passed and failed", () => {
  assertEquals(renderTerminal("✓ two and two\n  ✗ expected 4\nno ✓ here"), [
    '<span class="passed">✓</span> two and two',
    '  <span class="failed">✗</span> expected 4',
    "no ✓ here",
  ]);
});

Deno.test("renderTerminal makes links of web addresses only", () => {
  const link = (address: string) =>
    renderTerminal(`\x1b]8;;${address}\x07x\x1b]8;;\x07`).join("");
  assertEquals(link("javascript:alert(1)").includes("href"), false);
});
