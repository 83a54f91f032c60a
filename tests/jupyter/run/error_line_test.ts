import { assertEquals } from "@std/assert";
import {
  findEmittedPlace,
  findErrorLine,
} from "../../../jupyter/run/error_line.ts";

Deno.test("findEmittedPlace takes the cell's own top level, not a function of another cell", () => {
  assertEquals(
    findEmittedPlace([
      "Error: x",
      "    at order (<anonymous>:9:3)",
      "    at connect (file:///kit/lib/connect.ts:70:13)",
      "    at async <anonymous>:4:1",
    ]),
    { line: 4, column: 1 },
  );
});

Deno.test("findEmittedPlace takes the innermost place if the top level is not there", () => {
  assertEquals(
    findEmittedPlace([
      "Error: x\n    at f (ext:core:1:1)\n    at g (<anonymous>:2:9)\n    at h (<anonymous>:8:1)",
    ]),
    { line: 2, column: 9 },
  );
  assertEquals(
    findEmittedPlace(["Error: x", "    at ext:core/x.js:1:2"]),
    undefined,
  );
});

Deno.test("findErrorLine leads through dropped types and comments and changed line ends", () => {
  const source = `// a comment with "quotes"
interface Order { drink: string;
  count: number }

const order: Order = { drink: 'cider', count: 2 };
serve(
  order,
);
fail(order) // here`;
  const emitted = `async function() {
    const order = {
        drink: "cider",
        count: 2
    };
    serve(order);
    fail(order);
}`;
  assertEquals(findErrorLine(source, emitted, { line: 1, column: 28 }), {
    line: 5,
    text: "const order: Order = { drink: 'cider', count: 2 };",
  });
  assertEquals(findErrorLine(source, emitted, { line: 5, column: 1 })?.line, 6);
  assertEquals(findErrorLine(source, emitted, { line: 6, column: 1 }), {
    line: 9,
    text: "fail(order) // here",
  });
  assertEquals(
    findErrorLine(source, emitted, { line: 99, column: 1 }),
    undefined,
  );
});
