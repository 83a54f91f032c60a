import { assertEquals } from "@std/assert";
import { findErrorLine } from "../../../jupyter/run/error_line.ts";

const SOURCE = "one\ntwo\r\nthree\nfour\nfive\nsix\nseven\neight\nnine";

Deno.test("findErrorLine takes the cell's own top level, not a function of another cell", () => {
  assertEquals(
    findErrorLine(SOURCE, 3, [
      "Error: x",
      "    at order (cell [2]:9:3)",
      "    at pour (cell [3]:1:3)",
      "    at connect (file:///kit/lib/connect.ts:70:13)",
      "    at async cell [3]:4:1",
    ]),
    { line: 4, text: "four" },
  );
});

Deno.test("findErrorLine takes the innermost place if the top level is not there", () => {
  assertEquals(
    findErrorLine(SOURCE, 3, [
      "Error: x\n    at f (ext:core:1:1)\n    at async g (cell [3]:2:9)\n    at h (cell [3]:8:1)",
    ]),
    { line: 2, text: "two" },
  );
  assertEquals(
    findErrorLine(SOURCE, 3, ["Error: x", "    at f (cell [2]:1:2)"]),
    undefined,
  );
});
