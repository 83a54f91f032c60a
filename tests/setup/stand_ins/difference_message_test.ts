import nodeAssert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { differenceMessage } from "../../../setup/stand_ins/assert/difference_message.ts";

const HEADING = "\n\n    [Diff] Actual / Expected\n\n\n";

const DIFFERENCES: [string, unknown, unknown, string[]][] = [
  ["numbers", 1, 2, ["-   1", "+   2"]],
  ["a number and a text", 1, "1", ["-   1", '+   "1"']],
  ["one item of a list", [1, 2, 3], [1, 5, 3], [
    "    [",
    "      1,",
    "-     2,",
    "+     5,",
    "      3,",
    "    ]",
  ]],
  ["a longer list", [1], [1, 2, 3], [
    "    [",
    "      1,",
    "+     2,",
    "+     3,",
    "    ]",
  ]],
  ["keys in any order", { b: 1, a: 2 }, { a: 2, b: 3 }, [
    "    {",
    "      a: 2,",
    "-     b: 1,",
    "+     b: 3,",
    "    }",
  ]],
  ["lines of text", "GET /\r\nHost: a\r\n", "GET /\r\nHost: b\r\n", [
    "    GET /\\r\\n\r",
    "-   Host: a\\r\\n\r",
    "+   Host: b\\r\\n\r",
    "    ",
    "",
  ]],
  ["invisible characters", "a\tb\\", "a b", [
    "-   a\\tb\\\\",
    "+   a b",
    "",
  ]],
  ["an empty text", "", "a", ["-   ", "+   a", ""]],
];

for (const [name, actual, expected, lines] of DIFFERENCES) {
  Deno.test(`differenceMessage shows ${name}`, () => {
    nodeAssert.equal(
      stripVTControlCharacters(differenceMessage(actual, expected)),
      `${HEADING}${lines.join("\n")}\n`,
    );
  });
}

Deno.test({
  name: "differenceMessage colours lines, and the words that differ",
  ignore: Deno.noColor,
  fn() {
    const message = differenceMessage("one two", "one three");
    // White on a ground for the word, then the line's own colour again.
    const two = "\x1b[41m\x1b[37mtwo\x1b[31m\x1b[49m";
    const three = "\x1b[42m\x1b[37mthree\x1b[32m\x1b[49m";
    nodeAssert.ok(message.includes(`\x1b[31m\x1b[1m-   one ${two}`), message);
    nodeAssert.ok(message.includes(`\x1b[32m\x1b[1m+   one ${three}`), message);
  },
});
